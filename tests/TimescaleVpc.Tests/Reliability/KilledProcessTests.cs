using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Real processes that are killed at random moments (SIGKILL, where there is one) and run again: what they leave in
/// the end is what an uninterrupted run leaves. A session of this process finishes them: it knows nothing of the killed
/// one either, and costs no start of a process. TIMESCALEVPC_NIGHTLY=1 makes ten times as many rounds; a case repeats
/// the moments of an earlier run, as far as real time can be repeated.
/// </summary>
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many rounds is played.</summary>
    private const int Share = 6;

    private const string SeedMark = "seed ";

    /// <summary>The command of the program, and how many kills are enough of it; undo begins with both done.</summary>
    private static readonly Dictionary<string, int> Commands = new() { ["azure"] = 25, ["aws"] = 25, ["undo"] = 10 };

    /// <summary>By day the commit decides the moments, so each one tries others.</summary>
    [Fact]
    public Task A_killed_run_is_finished_by_the_next() =>
        PlayAsync(Nightly.Seed + (Nightly.IsOn ? 0 : Rotation.Pick(100_000)));

    /// <summary>The rounds of a seed.</summary>
    internal Task AgainAsync(string text) =>
        PlayAsync(int.Parse(text[SeedMark.Length..], CultureInfo.InvariantCulture));

    private async Task PlayAsync(int seed)
    {
        var watch = Stopwatch.StartNew();
        var lanes = await Task.WhenAll(Commands.Select(_ => KillLane.StartAsync()));
        try
        {
            var goals = await GoalsAsync(lanes);
            var rounds = new ConcurrentQueue<Round>(Plan(new Random(seed), goals));
            var results = new ConcurrentBag<Result>();
            await Task.WhenAll(lanes.Select(async lane =>
            {
                while (rounds.TryDequeue(out var round)) results.Add(await PlayAsync(lane, round));
            }));
            Report(results, watch.Elapsed, seed);
        }
        catch (Exception error)
        {
            Assert.Fail($"{new Case("process", $"{SeedMark}{seed}").Line()}\n{error}");
        }
        finally
        {
            foreach (var lane in lanes) await lane.DisposeAsync();
        }
    }

    /// <summary>What uninterrupted runs leave, and how long they take while others are at work.</summary>
    private static Task<Goal[]> GoalsAsync(KillLane[] lanes) =>
        Task.WhenAll(Commands.Keys.Zip(lanes, async (scenario, lane) =>
        {
            var fresh = await BeginAsync(lane, scenario);
            var (begin, end) = await lane.RunAsync(scenario);
            var (items, bin) = lane.Settled();
            Assert.NotEqual(fresh, items);
            Assert.DoesNotContain(items.Except(fresh), item => item.Kind == "Entra.Credential");
            return new Goal(scenario, begin, end, fresh, items, bin);
        }));

    private static int Kills(string scenario) =>
        Nightly.IsOn ? Commands[scenario] * 10 : Math.Max(1, Commands[scenario] / Share);

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
    /// Moments from the first change to the end of a run: one at random in each of as many equal parts as there are
    /// kills. Every third round kills the second run as well.
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
        var after = goal.At(share);
        var kills = 0;
        var isHalfDone = false;
        for (var tries = 1; kills == 0; tries++)
        {
            // A machine that others use as well is slower now and faster then: a moment before the first request, or
            // after the end, proves nothing and is moved.
            Assert.True(tries < 20, "No moment struck a run at work.");
            await BeginAsync(lane, goal.Scenario);
            var before = lane.Changes;
            if (await lane.KillAsync(goal.Scenario, after)) kills++;
            else after *= lane.Changes == before ? 1.3 : 0.8;
            var leftovers = lane.Inventory();
            isHalfDone = !leftovers.SequenceEqual(goal.Fresh) && !leftovers.SequenceEqual(goal.Items);
        }

        if (secondShare is { } second && await lane.KillAsync(goal.Scenario, goal.At(second))) kills++;
        await lane.FinishAsync(goal.Scenario);

        var (items, bin) = lane.Settled();
        var moment = string.Create(CultureInfo.InvariantCulture,
            $"{goal.Scenario}, killed after {after.TotalSeconds:0.0} s of {goal.End.TotalSeconds:0.0} s, "
            + $"then {Then(secondShare)}");
        Same(goal.Items, items, goal.Fresh, moment);
        Same(goal.Bin, bin, goal.Fresh, $"{moment}, bin");
        return new Result(goal.Scenario, kills, isHalfDone, items.SequenceEqual(goal.Items));

        static string Then(double? share) => share is { } part ? $"{part:P0}" : "finished";
    }

    private static void Same(SandboxItem[] expected, SandboxItem[] foundItems, SandboxItem[] fresh, string moment)
    {
        var (expectedLines, lines) = (NormalForm.Of(expected, fresh), NormalForm.Of(foundItems, fresh));
        Assert.True(expectedLines.SequenceEqual(lines),
            $"{moment}\nmissing: {string.Join("\n", expectedLines.Except(lines))}\n"
            + $"too much: {string.Join("\n", lines.Except(expectedLines))}\nall: {string.Join("\n", lines)}");
    }

    private void Report(IReadOnlyCollection<Result> results, TimeSpan elapsed, int seed)
    {
        var parts = results.GroupBy(result => result.Scenario).OrderBy(group => group.Key).Select(group =>
            $"{group.Key}: {group.Count()} rounds, {group.Sum(result => result.Kills)} kills during a run, "
            + $"{group.Count(result => result.IsHalfDone)} of the first left a half-done world, "
            + $"{group.Count()} converged ({group.Count(result => result.IsEqual)} to the letter)");
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{string.Join("; ", parts)}; seed {seed}, {Rotation.Text(Share)}; {elapsed.TotalSeconds:0} s");
        Numbers.Say(output, "processes.txt", text);
        Assert.All(Commands.Keys, name => Assert.True(
            results.Where(result => result.Scenario == name).Sum(result => result.Kills) >= Kills(name), text));
    }

    private sealed record Goal(
        string Scenario, TimeSpan Begin, TimeSpan End, SandboxItem[] Fresh, SandboxItem[] Items, SandboxItem[] Bin)
    {
        /// <summary>A moment between the first change and the end of a run.</summary>
        public TimeSpan At(double share) => Begin + ((End - Begin) * share);
    }

    private sealed record Round(Goal Goal, double Share, double? SecondShare);

    private sealed record Result(string Scenario, int Kills, bool IsHalfDone, bool IsEqual);
}
