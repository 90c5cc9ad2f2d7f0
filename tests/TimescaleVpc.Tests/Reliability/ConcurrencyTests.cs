using System.Collections.Concurrent;
using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>Two runs at once converge; neither lies about it, and nothing is there twice.</summary>
public sealed class ConcurrencyTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many interleavings is tried.</summary>
    private const int Share = 3;

    private static readonly int Count = Nightly.IsOn ? 500 : 12;

    public static TheoryData<string> Runs => [.. Race.Runs.Select(race => race.Name)];

    public static TheoryData<string> Undos => [.. Race.Undos.Select(race => race.Name)];

    [Theory]
    [MemberData(nameof(Runs))]
    public Task Two_runs_at_once_converge_to_one_peering(string name) => TryAllAsync(name);

    [Theory]
    [MemberData(nameof(Undos))]
    public Task An_undo_beside_a_run_ends_in_a_clean_world_after_one_more(string name) => TryAllAsync(name);

    private async Task TryAllAsync(string name)
    {
        var (race, errors) = (Race.Find(name), new ConcurrentQueue<string>());
        var calm = await race.CalmAsync();
        // A pair of RSA keys for each run takes its time.
        var count = race.Name.Contains("certificate") ? Count / 4 : Count;
        var triedCases = new Cases("race");
        await triedCases.RunAsync(
            Enumerable.Range(Nightly.Seed, count).Take(Share, race.NameOf), race.NameOf, async seed =>
            {
                foreach (var error in await race.TryAsync(seed, calm)) errors.Enqueue(error.ErrorId);
            });
        Numbers.Say(output, "concurrency.txt", $"{race}: {triedCases.Count} interleavings tried, "
            + $"{triedCases.Count - triedCases.Failed} converged; {errors.Count} ended in a named error "
            + $"({string.Join(", ", errors.Distinct().Order())}); {Rotation.Text(Share)}");
        triedCases.AssertNone(output);
    }
}
