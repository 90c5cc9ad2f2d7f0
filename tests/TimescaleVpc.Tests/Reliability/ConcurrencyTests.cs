using System.Collections.Concurrent;
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
    public async Task Two_runs_at_once_converge_to_one_peering(string name)
    {
        var race = Race.Runs.First(item => item.Name == name);
        var calm = await RaceRun.CalmAsync(race);
        await TryAllAsync(race, async (run, _) =>
        {
            await run.BothAsync();
            // Whoever ended in a named error is told to run again.
            if (run.Errors.Count > 0)
            {
                await run.AgainAsync(race.First);
                await run.AgainAsync(race.Second);
            }

            await run.NothingLeftAsync(race.First);
            await run.NothingLeftAsync(race.Second);
            run.Compare(calm);
        });
    }

    [Theory]
    [MemberData(nameof(Undos))]
    public async Task An_undo_beside_a_run_ends_in_a_clean_world_after_one_more(string name)
    {
        var race = Race.Undos.First(item => item.Name == name);
        var calm = await RaceRun.CalmAsync(new Race(name, race.First, race.First));
        await TryAllAsync(race, async (run, seed) =>
        {
            await run.BothAsync();
            if (seed % 2 == 0)
            {
                await run.AgainAsync(race.First);
                run.Compare(calm);
            }

            await run.AgainAsync(race.Second);
            await run.RemoveVpcAsync();
            run.Compare(NormalForm.Of(run.Start, run.Start));
        });
    }

    private async Task TryAllAsync(Race race, Func<RaceRun, int, Task> tryAsync)
    {
        var (failures, errors) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        // A pair of RSA keys for each run takes its time.
        var count = race.Name.Contains("certificate") ? Count / 4 : Count;
        int[] seeds = Nightly.GivenSeed is { } given ? [given] : [.. Enumerable.Range(Nightly.Seed, count).Take(Share, seed => $"{race} {seed}")];
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) =>
        {
            var run = new RaceRun(race, seed);
            try
            {
                await tryAsync(run, seed);
            }
            catch (Exception error)
            {
                failures.Enqueue($"TIMESCALEVPC_SEED={seed} dotnet test tests/TimescaleVpc.Tests --filter "
                    + $"{nameof(ConcurrencyTests)} ({race}): {error.Message}");
            }

            foreach (var error in run.Errors) errors.Enqueue(error.ErrorId);
        });
        Numbers.Say(output, "concurrency.txt", $"{race}: {seeds.Length} interleavings tried, {seeds.Length - failures.Count} converged; "
            + $"{errors.Count} ended in a named error ({string.Join(", ", errors.Distinct().Order())}); {Rotation.Text(Share)}");
        foreach (var failure in failures) output.WriteLine(failure);
        Assert.Empty(failures);
    }
}
