using System.Collections.Concurrent;
using System.Globalization;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Every request kind of a scenario times every fault. The run ends in success, and then in the world of an undisturbed
/// run, or in an error of the catalogue; one run more, undisturbed, ends in that world in any case.
/// </summary>
internal sealed class FaultMatrix
{
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
        All = FaultCases.Of(scenario, Kinds);
    }

    /// <summary>The walkthroughs, what takes them back, at once and one by one, and moves of services.</summary>
    public static Scenario[] Scenarios { get; } =
    [
        .. new[]
        {
            "azure", "aws", "azure, removed", "aws, removed", "undo azure", "undo aws", "service moves",
            "service leaves",
        }.Select(AllScenarios.Find),
    ];

    /// <summary>The kinds of request of an undisturbed run, and how many of each.</summary>
    public IReadOnlyDictionary<string, int> Kinds { get; }

    public FaultCases All { get; }

    public ConcurrentDictionary<string, int> Outcomes { get; } = new();

    public static async Task<FaultMatrix> OfAsync(Scenario scenario)
    {
        var world = await NewWorldAsync(scenario);
        var before = world.Requests.Length;
        var run = await RunAsync(scenario, new Run(world) { StopsAtErrors = true });
        Assert.True(Failure(run) is null, Failure(run));
        world.Clock.Advance(Settling);
        return new FaultMatrix(scenario, NormalForm.Of(world.Inventory(), world.Start), world.Requests[before..]);
    }

    /// <summary>A case by its text.</summary>
    public static async Task AgainAsync(string text)
    {
        var matrix = await OfAsync(AllScenarios.Find(text.Split(" | ")[0]));
        await matrix.TryAsync(matrix.All.Find(text));
    }

    public async Task TryAsync(FaultCase one)
    {
        var world = await NewWorldAsync(scenario);
        var injectedFaults = new InjectedFaults(world, one.Faults);
        var first = await RunAsync(scenario, new Run(world, injectedFaults) { StopsAtErrors = true });
        injectedFaults.End();

        var defects = new List<string>();
        var outcome = Judge(one, first, injectedFaults, world, defects);
        Outcomes.AddOrUpdate(outcome, 1, (_, count) => count + 1);

        // A rerun with the objects of the same session at hand must do as well as one in a new process.
        world.Clock.Advance(Settling);
        LetExpire(world, defects);
        var second = await RunAsync(
            scenario, one.InSameSession && first.Session is not null ? first.Again() : new Run(world));
        world.Clock.Advance(Settling);
        if (Failure(second) is { } failure) defects.Add($"after '{outcome}' the rerun fails: {failure}");
        var after = NormalForm.Of(world.Inventory(), world.Start);
        if (!after.SequenceEqual(reference))
            defects.Add($"after '{outcome}' the rerun ends elsewhere:\n{Difference(reference, after)}");
        Assert.True(defects.Count == 0, string.Join('\n', defects));
    }

    private string Judge(
        FaultCase one, Run run, InjectedFaults injectedFaults, WatchedWorld world, List<string> defects)
    {
        var log = injectedFaults.Log;
        foreach (var cmdlet in run.Cmdlets.Where(cmdlet => cmdlet.Took > cmdlet.Limit + Slack))
            defects.Add($"{cmdlet} took {cmdlet.Took}");
        if (log.Length > requests + 2000) defects.Add($"{log.Length} requests instead of {requests}");
        defects.AddRange(BlindCreates.In(log, one.Faults));
        defects.AddRange(run.Errors.Where(IsPoor).Select(Words));
        if (scenario.Truth(run) is { } lie) defects.Add(lie);
        var mark = Mark.Of(run, injectedFaults);
        defects.AddRange(mark.Defects(one));
        if (Unreached(run) is not null) return "NotReachable";
        if (run.Errors.Count > 0) return run.Errors[0].ErrorId;
        if (Silent(run) is { } silent) defects.Add(silent);

        // Work that the platform still has to do may go on; a credential that stays is warned of.
        world.Clock.Advance(Settling);
        var leftovers = Credentials(world);
        var after = NormalForm.Of(world.Inventory().Except(leftovers), world.Start);
        if (after.SequenceEqual(reference))
            return leftovers.Length == 0 ? $"success, {mark}" : "success, credential warned of";
        if (one.Believed) return "what the platform denied was taken for gone";
        defects.Add($"false success:\n{Difference(reference, after)}");
        return "false success";
    }

    /// <summary>A credential that was left expires soon; the next run takes it away after that.</summary>
    private static void LetExpire(WatchedWorld world, List<string> defects)
    {
        foreach (var item in Credentials(world))
        {
            var text = item.Properties.Split(' ').First(part => part.StartsWith("ends=", StringComparison.Ordinal));
            var ends = DateTimeOffset.Parse(text["ends=".Length..], CultureInfo.InvariantCulture);
            var remainder = ends.UtcDateTime - world.Clock.UtcNow;
            if (remainder > TimeSpan.FromMinutes(35)) defects.Add($"{item.Name} lives for another {remainder}");
            if (remainder > TimeSpan.Zero) world.Clock.Advance(remainder + TimeSpan.FromMinutes(1));
        }
    }

    private static SandboxItem[] Credentials(WatchedWorld world) =>
        [.. world.Inventory().Where(item => item.Kind == "Entra.Credential")];

    private static string Difference(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (rest, extra) = (expected.ToList(), new List<string>());
        foreach (var line in actual)
        {
            if (!rest.Remove(line)) extra.Add(line);
        }

        return string.Join('\n', rest.Select(line => "- " + line).Concat(extra.Select(line => "+ " + line)));
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
        await run.PlayAsync(scenario.Steps);
        return run;
    }

    /// <summary>The service test's words, if it was not passed.</summary>
    private static string? Unreached(Run run) =>
        run.Last<ServiceVpcTest>() is { Reachable: not true } test ? test.Reason : null;

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
