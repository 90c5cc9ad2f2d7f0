using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>Killed at any request and run again, a script ends where it would have ended undisturbed.</summary>
public sealed class KillMatrixTests(ITestOutputHelper output)
{
    private static readonly Kill[] Kills = Enum.GetValues<Kill>();

    public static TheoryData<string> Walkthroughs => [.. Scenarios.Walkthroughs.Select(item => item.Name)];

    public static TheoryData<string> Variants => [.. Scenarios.Variants.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Walkthroughs))]
    public Task A_walkthrough_that_is_killed_anywhere_converges(string name) => TryAllAsync(name,
        (at, requests) => Kills.Select(kill => new KillCase(at, kill, Plans: Nightly.IsOn || kill == Kill.Before))
            .Concat(Nightly.IsOn ? Enumerable.Range(1, requests).Select(second => new KillCase(at, Kill.After, second))
                : [Second(at, requests)]));

    [Theory]
    [MemberData(nameof(Variants))]
    public Task A_variant_that_is_killed_anywhere_converges(string name) => TryAllAsync(name,
        (at, requests) => Nightly.IsOn
            ? Kills.Select(kill => new KillCase(at, kill, Plans: true)).Append(Second(at, requests))
            : [new KillCase(at, Kills[at % Kills.Length], Plans: true)]);

    /// <summary>One case again: <c>TIMESCALEVPC_KILL='azure: 37 ReplyLost plan'</c>, as a failure names it.</summary>
    [Fact]
    public async Task The_case_of_the_environment_converges()
    {
        if (Environment.GetEnvironmentVariable("TIMESCALEVPC_KILL")?.Split(": ") is not [var name, var one]) return;
        var matrix = await KillMatrix.OfAsync(Scenarios.Find(name));
        await matrix.TryAsync(KillCase.Parse(one));
        Assert.Empty(matrix.Failures);
    }

    /// <summary>The second run dies as well: at a request, and in a way, that the first one's number decides.</summary>
    private static KillCase Second(int at, int requests)
    {
        var chance = new Random(at);
        return new(at, Kills[chance.Next(Kills.Length)], 1 + chance.Next(requests), Kills[chance.Next(Kills.Length)]);
    }

    private async Task TryAllAsync(string name, Func<int, int, IEnumerable<KillCase>> cases)
    {
        var scenario = Scenarios.Find(name);
        var matrix = await KillMatrix.OfAsync(scenario);
        await Parallel.ForEachAsync(
            Enumerable.Range(1, matrix.Requests).Where(at => Nightly.IsOn || at % scenario.Stride == 0)
                .SelectMany(at => cases(at, matrix.Requests)),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (one, _) => await matrix.TryAsync(one));
        Numbers.Say(output, "killmatrix.txt", matrix.Summary);
        foreach (var failure in matrix.Failures) output.WriteLine(failure);
        Assert.Empty(matrix.Failures);
    }
}
