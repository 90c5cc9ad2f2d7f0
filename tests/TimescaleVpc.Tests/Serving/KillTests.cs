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
    /// <summary>The command of the program, and how many kills are enough of it; undo begins with both done.</summary>
    private static readonly Dictionary<string, int> Scenarios = new() { ["azure"] = 25, ["aws"] = 25, ["undo"] = 10 };

    private static bool IsNightly => Environment.GetEnvironmentVariable("TIMESCALEVPC_NIGHTLY") == "1";

    [Fact]
    public async Task A_killed_run_is_finished_by_the_next()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TIMESCALEVPC_SEED"), out var given)
            ? given : Random.Shared.Next();
        var watch = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Scenarios.Select(_ => KillLane.StartAsync()));
        try
        {
            var goals = await GoalsAsync(lanes);
            var rounds = new ConcurrentQueue<Round>(Plan(new Random(seed), goals));
            var results = new ConcurrentBag<Result>();
            await Task.WhenAll(lanes.Select(async lane =>
            {
                while (rounds.TryDequeue(out var round)) results.Add(await PlayAsync(lane, round));
            }));
            Report(results, seed, watch.Elapsed);
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

    /// <summary>What uninterrupted runs leave, and how long they take while others are at work.</summary>
    private static Task<Goal[]> GoalsAsync(KillLane[] lanes) =>
        Task.WhenAll(Scenarios.Keys.Zip(lanes, async (scenario, lane) =>
        {
            var fresh = await BeginAsync(lane, scenario);
            var duration = await lane.RunAsync(scenario);
            var (items, bin) = lane.Settled();
            Assert.NotEqual(fresh, items);
            Assert.DoesNotContain(items.Except(fresh), item => item.Kind == "Entra.Credential");
            return new Goal(scenario, duration, fresh, items, bin);
        }));

    private static int Kills(string scenario) => Scenarios[scenario] * (IsNightly ? 10 : 1);

    /// <summary>The world that a scenario starts from.</summary>
    private static async Task<SandboxItem[]> BeginAsync(KillLane lane, string scenario)
    {
        lane.Begin();
        if (scenario == "undo")
        {
            await lane.FinishAsync("azure");
            await lane.FinishAsync("aws");
        }

        return lane.Inventory();
    }

    /// <summary>
    /// Moments all over the duration of a run: one at random in each of as many equal parts as there are kills. Every
    /// third round kills the second run as well.
    /// </summary>
    private static Round[] Plan(Random random, Goal[] goals)
    {
        var rounds = goals.SelectMany(goal => Enumerable.Range(0, Kills(goal.Scenario)).Select(number => new Round(
            goal, (number + random.NextDouble()) / Kills(goal.Scenario),
            number % 3 == 0 ? random.NextDouble() : null))).ToArray();
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
            await BeginAsync(lane, goal.Scenario);
            var before = lane.Changes;
            if (await lane.KillAsync(goal.Scenario, goal.Duration * share)) kills++;
            else share = lane.Changes == before ? share + ((1 - share) / 4) : share * 0.8;
            var left = lane.Inventory();
            isHalfDone = !left.SequenceEqual(goal.Fresh) && !left.SequenceEqual(goal.Items);
        }

        if (secondShare is { } second && await lane.KillAsync(goal.Scenario, goal.Duration * second)) kills++;
        await lane.FinishAsync(goal.Scenario);

        var (items, bin) = lane.Settled();
        var likeness = new Likeness(goal.Fresh);
        var moment = string.Create(CultureInfo.InvariantCulture,
            $"{goal.Scenario}, killed after {share:P0} of {goal.Duration.TotalSeconds:0.0} s, then {Then(secondShare)}");
        Assert.True(likeness.Difference(goal.Items, items) is "",
            $"{moment}: the world differs.\n{likeness.Difference(goal.Items, items)}");
        Assert.True(likeness.Difference(goal.Bin, bin) is "",
            $"{moment}: the recycle bin differs.\n{likeness.Difference(goal.Bin, bin)}");
        return new Result(goal.Scenario, kills, isHalfDone, items.SequenceEqual(goal.Items));

        static string Then(double? share) => share is { } part ? $"{part:P0}" : "finished";
    }

    private void Report(IReadOnlyCollection<Result> results, int seed, TimeSpan elapsed)
    {
        var parts = results.GroupBy(result => result.Scenario).OrderBy(group => group.Key).Select(group =>
            $"{group.Key}: {group.Count()} rounds, {group.Sum(result => result.Kills)} kills during a run, "
            + $"{group.Count(result => result.IsHalfDone)} of the first left a half-done world, "
            + $"{group.Count()} converged ({group.Count(result => result.IsEqual)} to the letter)");
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{string.Join("; ", parts)}; seed {seed}; {elapsed.TotalSeconds:0} s");
        output.WriteLine(text);
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "out", "reliability"));
        File.AppendAllLines(Path.Combine(folder.FullName, "kill-processes.txt"), [text]);
        Assert.All(Scenarios.Keys, name => Assert.True(
            results.Where(result => result.Scenario == name).Sum(result => result.Kills) >= Kills(name), text));
    }

    private sealed record Goal(
        string Scenario, TimeSpan Duration, SandboxItem[] Fresh, SandboxItem[] Items, SandboxItem[] Bin);

    private sealed record Round(Goal Goal, double Share, double? SecondShare);

    private sealed record Result(string Scenario, int Kills, bool IsHalfDone, bool IsEqual);
}
