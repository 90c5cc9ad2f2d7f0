using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>Killed at any request and run again, a script ends where it would have ended undisturbed.</summary>
public sealed class KillMatrixTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many cases is tried.</summary>
    private const int Share = 4;

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
    /// TIMESCALEVPC_ORDERS=FIRST-LAST tries these seeds, each kill point of each.
    /// </summary>
    [Fact]
    public async Task Two_VNets_that_are_killed_anywhere_converge_in_every_order()
    {
        var given = Environment.GetEnvironmentVariable("TIMESCALEVPC_ORDERS")?.Split('-')
            .Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var seeds = given is [var first, .., var last] ? Enumerable.Range(first, last - first + 1)
            : Enumerable.Range(2 + (Nightly.IsOn ? 0 : Rotation.Pick(10_000)), Nightly.IsOn ? 50 : 2);
        foreach (var seed in seeds)
        {
            var matrix = await KillMatrix.OfAsync(AllScenarios.Find("azure, two VNets"), seed);
            var cases = matrix.Requests.Select((at, index) =>
                new KillCase(at, Kills[(index + seed) % Kills.Length], Plans: true));
            if (given is null) cases = cases.Take(Share * 4, one => $"{seed} {one}");
            await Parallel.ForEachAsync(
                cases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (one, _) => await matrix.TryAsync(one));
            Numbers.Say(output, "killmatrix.txt", $"order {seed}: {matrix.Summary}");
            foreach (var failure in matrix.Failures) output.WriteLine(failure);
            Assert.Empty(matrix.Failures);
        }
    }

    /// <summary>
    /// One case again, as a failure names it: <c>TIMESCALEVPC_KILL='azure: Mst.CreatePeering … #1 ReplyLost plan'</c>.
    /// </summary>
    [Fact]
    public async Task The_case_of_the_environment_converges()
    {
        if (Environment.GetEnvironmentVariable("TIMESCALEVPC_KILL")?.Split(": ", 2) is not [var name, var one]) return;
        await AgainAsync(name, one);
    }

    /// <summary>Cases that failed once, only in this order.</summary>
    [Theory]
    [InlineData("azure, two VNets in order 9", "Mst.CreatePeering "
        + "project/demo-mst/vpcs/3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01/peering-connections #1 ReplyLost plan")]
    public Task A_case_that_failed_once_converges(string name, string one) => AgainAsync(name, one);

    private static async Task AgainAsync(string name, string one)
    {
        var (scenario, order) = name.Split(KillMatrix.OrderMark) is [var script, var seed]
            ? (script, int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)) : (name, 1);
        var matrix = await KillMatrix.OfAsync(AllScenarios.Find(scenario), order);
        await matrix.TryAsync(KillCase.Parse(one));
        Assert.Empty(matrix.Failures);
        Assert.Equal(1, matrix.Kills);
    }

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
        await Parallel.ForEachAsync(
            Enumerable.Range(0, matrix.Requests.Count).Where(at => Nightly.IsOn || at % scenario.Stride == 0)
                .SelectMany(at => cases(at, matrix.Requests)).Take(Share, one => $"{name}: {one}"),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (one, _) => await matrix.TryAsync(one));
        Numbers.Say(output, "killmatrix.txt", $"{matrix.Summary}; {Rotation.Text(Share)}");
        foreach (var failure in matrix.Failures) output.WriteLine(failure);
        Assert.Empty(matrix.Failures);
    }
}
