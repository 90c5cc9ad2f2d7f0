using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Whatever goes wrong on the wire, a run ends well or says what is wrong, and the next one finishes the job.
/// </summary>
public sealed class FaultMatrixTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many cases is tried.</summary>
    private const int Share = 4;

    public static TheoryData<string> Names => [.. FaultMatrix.Scenarios.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_request_may_fail_in_every_way(string name)
    {
        var matrix = await FaultMatrix.OfAsync(AllScenarios.Find(name));
        await TryAsync(name, "one fault", matrix, matrix.All.First());
    }

    /// <summary>Two faults, at requests anywhere in the run.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Two_faults_in_one_run(string name)
    {
        var matrix = await FaultMatrix.OfAsync(AllScenarios.Find(name));
        await TryAsync(name, $"two faults, seed {Nightly.Seed}", matrix,
            matrix.All.Pairs(Nightly.Seed, Nightly.IsOn ? 2000 : 50));
    }

    /// <summary>Every single request of the run, not only the first of its kind.</summary>
    [NightlyTheory]
    [MemberData(nameof(Names))]
    public async Task Every_later_request_may_fail_in_every_way(string name)
    {
        var matrix = await FaultMatrix.OfAsync(AllScenarios.Find(name));
        await TryAsync(name, "one fault later", matrix, matrix.All.Later());
    }

    /// <summary>Cases that failed once, whichever the commit decides to try.</summary>
    [Theory]
    [InlineData("azure | Graph.AddPassword | null members | always")]
    public Task A_case_that_failed_once_ends_well(string text) => FaultMatrix.AgainAsync(text);

    /// <summary>Some requests in a row, whatever they are: what moves a service knows its way back.</summary>
    [Fact]
    public async Task Requests_in_a_row_may_fail_while_a_service_moves()
    {
        var matrix = await FaultMatrix.OfAsync(AllScenarios.Find("service moves"));
        await TryAsync("service moves", "in a row", matrix, matrix.All.InARow());
    }

    private async Task TryAsync(string name, string what, FaultMatrix matrix, IEnumerable<FaultCase> all)
    {
        var triedCases = new Cases("fault");
        await triedCases.RunAsync(all.Take(Share, one => one.Text), one => one.Text, matrix.TryAsync);
        var outcomes = matrix.Outcomes.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}");
        Numbers.Say(output, "faults.txt",
            $"{name}, {what}: {triedCases.Count} cases on {matrix.Kinds.Count} request kinds: "
            + $"{string.Join(", ", outcomes)}; {Rotation.Text(Share)}");
        triedCases.AssertNone();
    }
}
