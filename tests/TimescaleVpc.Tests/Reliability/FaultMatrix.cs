using System.Collections.Concurrent;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Every request kind of a scenario times every fault. The run ends in success, and then in the world of an undisturbed
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

    private readonly Scenario scenario;
    private readonly string[] reference;
    private readonly int requests;

    private FaultMatrix(Scenario scenario, string[] reference, SandboxRequest[] log)
    {
        this.scenario = scenario;
        this.reference = reference;
        requests = log.Length;
        Kinds = log.GroupBy(request => request.Kind)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    /// <summary>The kinds of request of an undisturbed run, and how many of each.</summary>
    public IReadOnlyDictionary<string, int> Kinds { get; }

    public ConcurrentDictionary<string, int> Outcomes { get; } = new();

    public ConcurrentBag<string> Defects { get; } = [];

    /// <summary>The walkthroughs, and what takes them back, at once and one by one.</summary>
    public static Scenario[] Scenarios { get; } =
    [
        .. new[] { "azure", "aws", "azure, removed", "aws, removed", "undo azure", "undo aws" }
            .Select(AllScenarios.Find),
    ];

    public static async Task<FaultMatrix> OfAsync(Scenario scenario)
    {
        var world = await NewWorldAsync(scenario);
        var before = world.Requests.Length;
        var run = await RunAsync(scenario, new Run(world) { StopsAtErrors = true });
        Assert.True(Failure(run) is null, Failure(run));
        world.Clock.Advance(Settling);
        return new FaultMatrix(scenario, NormalForm.Of(world.Inventory(), world.Start), world.Requests[before..]);
    }

    /// <summary>
    /// The first request of each kind, struck once, and all of them. By day what is repeated is tried both ways in the
    /// walkthroughs, the rest in one of the two; of what takes things back, every third case.
    /// </summary>
    public IEnumerable<FaultCase> Cases() =>
        from kind in Kinds.Keys.Order(StringComparer.Ordinal)
        from fault in Fault.All
        from one in Both(kind, fault, 0)
        where Nightly.IsOn || fault.IsRepeated && scenario.Before.Length == 0 || one.IsOnce == (one.Number % 2 == 0)
        where Nightly.IsOn || scenario.Before.Length == 0 || one.Number % 3 == 0
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
        yield return new($"{scenario} | {kind}{at} | {fault} | once", [struck with { Skip = skip }]);
        yield return new($"{scenario} | {kind}{at} | {fault} | always", [struck with { Skip = skip, Times = Always }]);
    }

    public async Task TryAsync(FaultCase one)
    {
        try
        {
            await CaseAsync(one);
        }
        catch (Exception error)
        {
            Defects.Add($"{one}: {error}");
        }
    }

    private async Task CaseAsync(FaultCase one)
    {
        var world = await NewWorldAsync(scenario);
        var strikes = new Strikes(world, one.Faults);
        var first = await RunAsync(scenario, new Run(world, strikes) { StopsAtErrors = true });
        strikes.End();

        var outcome = Judge(one, first, strikes.Log, world);
        Outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

        // A rerun with the objects of the same session at hand must do as well as one in a new process.
        world.Clock.Advance(Settling);
        ForgetNothing(one, world);
        var second = await RunAsync(
            scenario, one.InSameSession && first.Session is not null ? first.Again() : new Run(world));
        world.Clock.Advance(Settling);
        if (Failure(second) is { } failure) Defects.Add($"{one}: after '{outcome}' the rerun fails: {failure}");
        var after = NormalForm.Of(world.Inventory(), world.Start);
        if (!after.SequenceEqual(reference))
        {
            Defects.Add(
                $"{one}: after '{outcome}' the rerun ends elsewhere:\n{Difference(reference, after)}");
        }
    }

    private string Judge(FaultCase one, Run run, SandboxRequest[] log, WatchedWorld world)
    {
        foreach (var cmdlet in run.Cmdlets.Where(cmdlet => cmdlet.Took > cmdlet.Limit + Slack))
            Defects.Add($"{one}: {cmdlet} took {cmdlet.Took}");
        if (log.Length > requests + 2000) Defects.Add($"{one}: {log.Length} requests instead of {requests}");
        foreach (var blind in BlindCreates.In(log, one.Faults)) Defects.Add($"{one}: {blind}");
        foreach (var error in run.Errors.Where(IsPoor)) Defects.Add($"{one}: {Words(error)}");
        if (Unreached(run) is not null) return "NotReachable";
        if (run.Errors.Count > 0) return run.Errors[0].ErrorId;
        if (Silent(run) is { } silent) Defects.Add($"{one}: {silent}");

        // Work that the platform still has to do may go on; a credential that stays is warned of.
        world.Clock.Advance(Settling);
        var left = world.Inventory().Where(item => item.Kind == "Entra.Credential").ToArray();
        foreach (var item in left.Where(item =>
            !run.Warnings.Any(text => text.Contains(item.Name, StringComparison.Ordinal))))
            Defects.Add($"{one}: {item.Name} stays, and nobody says so");
        var after = NormalForm.Of(world.Inventory().Except(left), world.Start);
        if (after.SequenceEqual(reference)) return left.Length == 0 ? "success" : "success, credential warned of";
        if (one.Believed) return "what the platform denied was taken for gone";
        Defects.Add($"{one}: false success:\n{Difference(reference, after)}");
        return "false success";
    }

    /// <summary>A credential that was left expires soon; the next run takes it away after that.</summary>
    private void ForgetNothing(FaultCase one, WatchedWorld world)
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

    private static async Task<WatchedWorld> NewWorldAsync(Scenario scenario)
    {
        var world = scenario.NewWorld();
        var run = await RunAsync(scenario with { Steps = scenario.Before }, new Run(world));
        Assert.True(Failure(run) is null, Failure(run));
        return world;
    }

    private static async Task<Run> RunAsync(Scenario scenario, Run run)
    {
        await run.PlayAsync(scenario.Steps).WaitAsync(Hang.Limit);
        return run;
    }

    /// <summary>The service test's words, if it was not passed.</summary>
    private static string? Unreached(Run run) => run.Last<ServiceVpcTest>() is { Reachable: not true } test ? test.Reason : null;

    /// <summary>Why a run has not succeeded; null if it has.</summary>
    private static string? Failure(Run run) => run.Errors.Count > 0
        ? string.Join("; ", run.Errors.Select(Words)) : Unreached(run) ?? Silent(run);

    /// <summary>A cmdlet that got something, and made neither an object of it nor an error.</summary>
    private static string? Silent(Run run) => run.Cmdlets.FirstOrDefault(cmdlet => cmdlet.Items.Count > 0
        && cmdlet.Said.Outputs.IsEmpty && cmdlet.Said.Errors.IsEmpty && cmdlet.Emits) is { } silent
        ? $"{silent} emitted nothing and no error." : null;

    private static string Words(TimescaleVpcException error) =>
        $"{error.ErrorId}: {error.Message} -> {error.RecommendedAction}";
}
