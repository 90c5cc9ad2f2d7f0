using System.Collections.Concurrent;
using TimescaleVpc.Sandbox;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Every request kind of a story times every fault. The run ends in success, and then in the world of an undisturbed
/// run, or in an error of the catalogue; one run more, undisturbed, ends in that world in any case.
/// </summary>
internal sealed class FaultMatrix
{
    /// <summary>Often enough to strike every repetition.</summary>
    private const int Always = 100_000;

    /// <summary>What is under way by itself has ended by then.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    /// <summary>What a stage may overrun its time by: the attempts of the request that was under way.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(10);

    private readonly Story story;
    private readonly SandboxItem[] start;
    private readonly string[] reference;
    private readonly int requests;

    private FaultMatrix(Story story, SandboxItem[] start, string[] reference, SandboxRequest[] log)
    {
        this.story = story;
        this.start = start;
        this.reference = reference;
        requests = log.Length;
        Kinds = log.GroupBy(request => request.Kind)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    /// <summary>The kinds of request of an undisturbed run, and how many of each.</summary>
    public IReadOnlyDictionary<string, int> Kinds { get; }

    public ConcurrentDictionary<string, int> Outcomes { get; } = new();

    public ConcurrentBag<string> Defects { get; } = [];

    public static async Task<FaultMatrix> OfAsync(Story story)
    {
        var world = new SandboxWorld();
        var start = world.Inventory();
        await PrepareAsync(story, world);
        var before = world.Requests.Length;
        var run = await StoryRun.TellAsync(story, world);
        Assert.True(run.Succeeded, Words(run));
        world.Clock.Advance(Settling);
        return new FaultMatrix(story, start, NormalForm.Of(world.Inventory(), start), world.Requests[before..]);
    }

    /// <summary>
    /// The first request of each kind, struck once, and all of them. By day what is repeated is tried both ways in the
    /// walkthroughs, the rest in one of the two; of what takes things back, every third case.
    /// </summary>
    public IEnumerable<FaultCase> Cases() =>
        from kind in Kinds.Keys.Order(StringComparer.Ordinal)
        from fault in Fault.All
        from one in Both(kind, fault, 0)
        where Nightly.IsOn || fault.IsRepeated && story.Before.Length == 0 || one.IsOnce == (one.Number % 2 == 0)
        where Nightly.IsOn || story.Before.Length == 0 || one.Number % 3 == 0
        select one;

    /// <summary>The second request of each kind, and the third, …, and all from there on.</summary>
    public IEnumerable<FaultCase> LaterCases() =>
        from kind in Kinds.Keys.Order(StringComparer.Ordinal)
        from skip in Enumerable.Range(1, Kinds[kind] - 1)
        from fault in Fault.All
        from one in Both(kind, fault, skip)
        select one;

    /// <summary>Two faults in one run, anywhere; the seed decides which.</summary>
    public IEnumerable<FaultCase> Pairs(int seed, int count)
    {
        var random = new Random(seed);
        FaultCase[] all = [.. Cases(), .. LaterCases()];
        for (var number = 0; number < count; number++)
        {
            var (one, other) = (all[random.Next(all.Length)], all[random.Next(all.Length)]);
            yield return new FaultCase($"{one.Text} and {other.Text}", [.. one.Faults, .. other.Faults]);
        }
    }

    private IEnumerable<FaultCase> Both(string kind, Fault fault, int skip)
    {
        if (fault.Make(kind) is not { } struck) yield break;
        var at = skip == 0 ? "" : $" from request {skip + 1}";
        yield return new($"{story} | {kind}{at} | {fault} | once", [struck with { Skip = skip }]);
        yield return new($"{story} | {kind}{at} | {fault} | always", [struck with { Skip = skip, Times = Always }]);
    }

    public async Task TryAsync(FaultCase one)
    {
        var world = new SandboxWorld();
        await PrepareAsync(story, world);
        var before = world.Requests.Length;
        foreach (var fault in one.Faults) world.AddFault(fault);
        var first = await StoryRun.TellAsync(story, world);
        world.ClearFaults();
        var log = world.Requests[before..];

        var outcome = Judge(one, first, log, world);
        Outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

        // A rerun with the objects of the same session at hand must do as well as one in a new process.
        world.Clock.Advance(Settling);
        ForgetNothing(one, world);
        var second = await StoryRun.TellAsync(story, world, one.InSameSession ? first.Session : null);
        world.Clock.Advance(Settling);
        if (!second.Succeeded) Defects.Add($"{one}: after '{outcome}' the rerun fails: {Words(second)}");
        var after = NormalForm.Of(world.Inventory(), start);
        if (!after.SequenceEqual(reference))
        {
            Defects.Add(
                $"{one}: after '{outcome}' the rerun ends elsewhere:\n{Difference(reference, after)}");
        }
    }

    private string Judge(FaultCase one, StoryRun run, SandboxRequest[] log, SandboxWorld world)
    {
        if (run.Raw is not null) Defects.Add($"{one}: {run.Raw}");
        if (run.Slowest.Overrun > Slack) Defects.Add($"{one}: {run.Slowest} over its time");
        if (log.Length > requests + 2000) Defects.Add($"{one}: {log.Length} requests instead of {requests}");
        foreach (var blind in BlindCreates.In(log, one.Faults)) Defects.Add($"{one}: {blind}");
        foreach (var error in run.Errors.Where(IsPoor)) Defects.Add($"{one}: {Words(error)}");
        if (run.Raw is not null) return "raw exception";
        if (run.NotReachable is not null) return "NotReachable";
        if (run.Errors.Count > 0) return run.Errors[0].ErrorId;

        // Work that the platform still has to do may go on; a credential that stays is warned of.
        world.Clock.Advance(Settling);
        var left = world.Inventory().Where(item => item.Kind == "Entra.Credential").ToArray();
        foreach (var item in left.Where(item =>
            !run.Warnings.Exists(text => text.Contains(item.Name, StringComparison.Ordinal))))
            Defects.Add($"{one}: {item.Name} stays, and nobody says so");
        var after = NormalForm.Of(world.Inventory().Except(left), start);
        if (after.SequenceEqual(reference)) return left.Length == 0 ? "success" : "success, credential warned of";
        if (one.Believed) return "what the platform denied was taken for gone";
        Defects.Add($"{one}: false success:\n{Difference(reference, after)}");
        return "false success";
    }

    /// <summary>A credential that was left expires soon; the next run takes it away after that.</summary>
    private void ForgetNothing(FaultCase one, SandboxWorld world)
    {
        foreach (var item in world.Inventory().Where(item => item.Kind == "Entra.Credential"))
        {
            var text = item.Properties.Split(' ').First(part => part.StartsWith("ends=", StringComparison.Ordinal));
            var ends = DateTimeOffset.Parse(text["ends=".Length..], System.Globalization.CultureInfo.InvariantCulture);
            var left = ends.UtcDateTime - world.Clock.UtcNow;
            if (left > TimeSpan.FromMinutes(35)) Defects.Add($"{one}: {item.Name} lives for another {left}");
            if (left > TimeSpan.Zero) world.Clock.Advance(left + TimeSpan.FromMinutes(1));
        }
    }

    private static string Difference(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (missing, extra) = (expected.ToList(), new List<string>());
        foreach (var line in actual)
        {
            if (!missing.Remove(line)) extra.Add(line);
        }

        return string.Join('\n', missing.Select(line => "- " + line).Concat(extra.Select(line => "+ " + line)));
    }

    /// <summary>No next step, or words that say nothing.</summary>
    private static bool IsPoor(TimescaleVpcException error) =>
        error.ErrorId == "UnexpectedError" || error.RecommendedAction.Length < 10 || error.Message.Length < 10
        || error.Message.Contains("Exception of type", StringComparison.Ordinal)
        || error.Message.Contains('<', StringComparison.Ordinal);

    private static async Task PrepareAsync(Story story, SandboxWorld world)
    {
        foreach (var earlier in story.Before)
        {
            var run = await StoryRun.TellAsync(earlier, world);
            Assert.True(run.Succeeded, Words(run));
        }
    }

    private static string Words(StoryRun run) =>
        run.Raw?.ToString() ?? run.NotReachable ?? string.Join("; ", run.Errors.Select(Words));

    private static string Words(TimescaleVpcException error) =>
        $"{error.ErrorId}: {error.Message} -> {error.RecommendedAction}";
}
