using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Serving;

/// <summary>
/// Real processes that are killed at random moments (SIGKILL, where there is one) and run again: what they leave in
/// the end is what an uninterrupted run leaves. TIMESCALEVPC_NIGHTLY=1 makes ten times as many rounds;
/// TIMESCALEVPC_SEED repeats the moments of an earlier run, as far as real time can be repeated.
/// </summary>
[Collection(AloneGroup.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private static readonly string[] Walkthroughs = ["azure", "aws"];

    private static bool IsNightly => Environment.GetEnvironmentVariable("TIMESCALEVPC_NIGHTLY") == "1";

    [Fact]
    public async Task A_killed_run_is_finished_by_the_next()
    {
        var kills = IsNightly ? 250 : 25;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TIMESCALEVPC_SEED"), out var given)
            ? given : Random.Shared.Next();
        var watch = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount + 1)
            .Select(_ => KillLane.StartAsync()));
        try
        {
            var goals = await GoalsAsync(lanes);
            var rounds = new ConcurrentQueue<Round>(Plan(new Random(seed), goals, kills));
            var results = new ConcurrentBag<Result>();
            await Task.WhenAll(lanes.Select(async lane =>
            {
                while (rounds.TryDequeue(out var round)) results.Add(await PlayAsync(lane, round));
            }));
            Report(results, kills, seed, watch.Elapsed);
        }
        catch
        {
            output.WriteLine($"TIMESCALEVPC_SEED={seed}");
            throw;
        }
        finally
        {
            foreach (var lane in lanes) await lane.DisposeAsync();
        }
    }

    /// <summary>What uninterrupted runs leave, and how long they take while all lanes are at work.</summary>
    private static async Task<Goal[]> GoalsAsync(KillLane[] lanes)
    {
        var goals = new List<Goal>();
        foreach (var walkthrough in Walkthroughs)
        {
            var runs = await Task.WhenAll(lanes.Select(async lane =>
            {
                var fresh = lane.Begin();
                var duration = await lane.RunAsync(walkthrough);
                return (Fresh: fresh, Duration: duration, Left: lane.Settled());
            }));
            var (fresh, _, (items, bin)) = runs[0];
            Assert.NotEqual(fresh, items);
            Assert.DoesNotContain(items.Except(fresh), item => item.Kind == "Entra.Credential");
            goals.Add(new Goal(walkthrough, runs.Min(run => run.Duration), fresh, items, bin));
        }

        return [.. goals];
    }

    /// <summary>
    /// Moments all over the duration of a run: one at random in each of as many equal parts as there are kills. Every
    /// third round kills the second run as well.
    /// </summary>
    private static Round[] Plan(Random random, Goal[] goals, int kills)
    {
        var rounds = goals.SelectMany(goal => Enumerable.Range(0, kills).Select(number => new Round(
            goal, (number + random.NextDouble()) / kills, number % 3 == 0 ? random.NextDouble() : null))).ToArray();
        random.Shuffle(rounds);
        return rounds;
    }

    private static async Task<Result> PlayAsync(KillLane lane, Round round)
    {
        var (goal, share, secondShare) = round;
        var kills = 0;
        var isHalfDone = false;
        for (var tries = 1; kills == 0; tries++)
        {
            // A moment before the first request, or after the end, proves nothing: a new one is drawn from it.
            Assert.True(tries < 20, "No moment struck a run at work.");
            lane.Begin();
            if (await lane.KillAsync(goal.Walkthrough, goal.Duration * share)) kills++;
            else share = lane.Changes == 0 ? share + ((1 - share) / 4) : share * 0.8;
            var left = lane.Inventory();
            isHalfDone = !left.SequenceEqual(goal.Fresh) && !left.SequenceEqual(goal.Items);
        }

        if (secondShare is { } second && await lane.KillAsync(goal.Walkthrough, goal.Duration * second)) kills++;
        await lane.RunAsync(goal.Walkthrough);

        var (items, bin) = lane.Settled();
        var likeness = new Likeness(goal.Fresh);
        var moment = string.Create(CultureInfo.InvariantCulture,
            $"{goal.Walkthrough}, killed after {share:P0} of {goal.Duration.TotalSeconds:0.0} s, then {Then(secondShare)}");
        Assert.True(likeness.Difference(goal.Items, items) is "",
            $"{moment}: the world differs.\n{likeness.Difference(goal.Items, items)}");
        Assert.True(likeness.Difference(goal.Bin, bin) is "",
            $"{moment}: the recycle bin differs.\n{likeness.Difference(goal.Bin, bin)}");
        return new Result(goal.Walkthrough, kills, isHalfDone, items.SequenceEqual(goal.Items));

        static string Then(double? share) => share is { } part ? $"{part:P0}" : "finished";
    }

    private void Report(IReadOnlyCollection<Result> results, int kills, int seed, TimeSpan elapsed)
    {
        var parts = results.GroupBy(result => result.Walkthrough).OrderBy(group => group.Key).Select(group =>
            $"{group.Key}: {group.Count()} rounds, {group.Sum(result => result.Kills)} kills during a run, "
            + $"{group.Count(result => result.IsHalfDone)} of the first left a half-done world, "
            + $"{group.Count()} converged ({group.Count(result => result.IsEqual)} to the letter)");
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{string.Join("; ", parts)}; seed {seed}; {elapsed.TotalSeconds:0} s");
        output.WriteLine(text);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "out", "reliability"));
        File.AppendAllLines(Path.Combine(folder.FullName, "kill-processes.txt"), [text]);
        Assert.All(Walkthroughs, name => Assert.True(
            results.Where(result => result.Walkthrough == name).Sum(result => result.Kills) >= kills, text));
    }

    private sealed record Goal(
        string Walkthrough, TimeSpan Duration, SandboxItem[] Fresh, SandboxItem[] Items, SandboxItem[] Bin);

    private sealed record Round(Goal Goal, double Share, double? SecondShare);

    private sealed record Result(string Walkthrough, int Kills, bool IsHalfDone, bool IsEqual);
}
