using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>Killed at any request and run again, a script ends where it would have ended undisturbed.</summary>
public sealed class KillMatrixTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many cases is tried.</summary>
    private const int Share = 5;

    private static readonly Kill[] Kills = Enum.GetValues<Kill>();

    public static TheoryData<string> Walkthroughs => [.. AllScenarios.Walkthroughs.Select(item => item.Name)];

    public static TheoryData<string> Variants => [.. AllScenarios.Variants.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Walkthroughs))]
    public Task A_walkthrough_that_is_killed_anywhere_converges(string name) => TryAllAsync(name,
        (at, requests) => Kills
            .Select(kill => new KillCase(requests[at], kill, Plans: Nightly.IsOn || kill == Kill.Before))
            .Concat(Nightly.IsOn ? requests.Select(second => new KillCase(requests[at], Kill.After, second))
                : [Second(at, requests)]));

    [Theory]
    [MemberData(nameof(Variants))]
    public Task A_variant_that_is_killed_anywhere_converges(string name) => TryAllAsync(name,
        (at, requests) => Nightly.IsOn
            ? Kills.Select(kill => new KillCase(requests[at], kill, Plans: true)).Append(Second(at, requests))
            : [new KillCase(requests[at], Kills[at % Kills.Length], Plans: true)]);

    /// <summary>
    /// What two VNets do side by side has many orders: the world's seed decides, so a race can be searched for.
    /// </summary>
    [Fact]
    public async Task Two_VNets_that_are_killed_anywhere_converge_in_every_order()
    {
        var first = 2 + (Nightly.IsOn ? 0 : Rotation.Pick(10_000));
        foreach (var seed in Enumerable.Range(first, Nightly.IsOn ? 50 : 2))
        {
            var matrix = await KillMatrix.OfAsync(AllScenarios.Find("azure, two VNets"), seed);
            await TryAsync(matrix, matrix.Requests.Select((at, index) =>
                new KillCase(at, Kills[(index + seed) % Kills.Length], Plans: true)), Share * 4, $"order {seed}: ");
        }
    }

    /// <summary>Cases that failed once, only in this order.</summary>
    [Theory]
    [InlineData("azure, two VNets in order 9", "Mst.CreatePeering "
        + "project/demo-mst/vpcs/3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01/peering-connections #1 ReplyLost plan")]
    public Task A_case_that_failed_once_converges(string name, string one) =>
        KillMatrix.AgainAsync($"{name}: {one}");

    /// <summary>The second run dies as well: at a request, and in a way, that the first one's number decides.</summary>
    private static KillCase Second(int at, IReadOnlyList<RequestId> requests)
    {
        var chance = new Random(at);
        return new(requests[at], Kills[chance.Next(Kills.Length)], requests[chance.Next(requests.Count)],
            Kills[chance.Next(Kills.Length)]);
    }

    private async Task TryAllAsync(
        string name, Func<int, IReadOnlyList<RequestId>, IEnumerable<KillCase>> cases)
    {
        var scenario = AllScenarios.Find(name);
        var matrix = await KillMatrix.OfAsync(scenario);
        await TryAsync(matrix, Enumerable.Range(0, matrix.Requests.Count)
            .Where(at => Nightly.IsOn || at % scenario.Stride == 0)
            .SelectMany(at => cases(at, matrix.Requests)), Share, "");
    }

    private async Task TryAsync(KillMatrix matrix, IEnumerable<KillCase> cases, int share, string order)
    {
        var triedCases = new Cases("kill");
        await triedCases.RunAsync(cases.Take(share, matrix.NameOf), matrix.NameOf, matrix.TryAsync);
        Numbers.Say(output, "killmatrix.txt",
            $"{order}{matrix.Summary}; {triedCases.Count - triedCases.Failed} converged; {Rotation.Text(share)}");
        triedCases.AssertNone(output);
    }
}
