using TimescaleVpc.Engine;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// One process that plays the steps of a scenario on a world, in a session of its own. What stands between it and the
/// world are its parts.
/// </summary>
internal sealed class Run(VpcSandbox world, params Part[] parts)
{
    private readonly PeeringEngine engine = new();
    private readonly WorkClock clock = Crew.WorkClockOf(world);
    private readonly List<CmdletRun> cmdlets = [];
    private readonly Part[] ownParts = parts;
    private Part[] all = parts;

    public VpcSandbox World => world;

    /// <summary>How it signs in; a request for a server does without the parts.</summary>
    public ConnectRequest SignIn { get; init; } = new() { SessionId = 1 };

    /// <summary>Whether the script ends at its first error, as with -ErrorAction Stop.</summary>
    public bool StopsAtErrors { get; init; }

    public TimescaleSession? Session { get; private set; }

    /// <summary>The cmdlets that have run so far.</summary>
    public IReadOnlyList<CmdletRun> Cmdlets => cmdlets;

    /// <summary>The errors of all cmdlets, but for those that are a part of the script.</summary>
    public IReadOnlyList<TimescaleVpcException> Errors =>
        [.. cmdlets.Where(one => !one.Fails).SelectMany(one => one.Said.Errors)];

    /// <summary>The first of them; null if there is none.</summary>
    public TimescaleVpcException? Error => Errors is [var first, ..] ? first : null;

    public IReadOnlyList<string> Warnings => [.. cmdlets.SelectMany(one => one.Said.Warnings)];

    /// <summary>Where unexpected errors came from.</summary>
    public IEnumerable<string> Traces => cmdlets.SelectMany(one => one.Said.Texts)
        .Where(text => text.Contains("   at TimescaleVpc.", StringComparison.Ordinal));

    /// <summary>Whether the process is dead, or its network for good.</summary>
    public bool IsDead => ownParts.Any(part => part.IsDead);

    /// <summary>What came out of the last cmdlet of the last pipeline.</summary>
    public IReadOnlyList<object> Outputs { get; private set; } = [];

    /// <summary>What the last pipeline has done, or would do.</summary>
    public HashSet<(string Action, string Target)> Changes { get; private set; } = [];

    /// <summary>The steps that the cmdlets of the last pipeline showed instead of doing them.</summary>
    public HashSet<(string Action, string Target)> Shown { get; private set; } = [];

    /// <summary>The latest object of a type that a cmdlet emitted, plans apart; null if there is none.</summary>
    public T? Last<T>()
        where T : class =>
        cmdlets.Where(one => !one.Plans).SelectMany(one => one.Said.Outputs).OfType<T>().LastOrDefault();

    /// <summary>Another run in the same session, with the same parts.</summary>
    public Run Again() =>
        new(world, ownParts) { all = all, SignIn = SignIn, StopsAtErrors = StopsAtErrors, Session = Session };

    public async Task PlayAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            await PlayAsync(step);
            if (StopsAtErrors && Errors.Count > 0) break;
        }
    }

    public async Task PlayAsync(Step step)
    {
        var watchedWorld = world as WatchedWorld;
        switch (step)
        {
            case Pipeline pipeline:
                await PipelineAsync(pipeline);
                break;
            case Outside { Change: var change }:
                await (watchedWorld is null ? change(this) : watchedWorld.Invariants.OutsideAsync(() => change(this)));
                break;
            case InjectedFault { What: var fault }:
                world.AddFault(fault);
                break;
            case Passing { Span: var span }:
                world.Clock.Advance(span);
                break;
            case Check check:
                check.Holds(this);
                break;
        }

        watchedWorld?.Invariants.AssertKept();
    }

    private async Task PipelineAsync(Pipeline pipeline)
    {
        var from = cmdlets.Count;
        Outputs = [];
        using (clock.Work())
        {
            if (Session is null && !await ConnectAsync()) return;
            object?[] items = [.. pipeline.First(this)];
            foreach (var cmdlet in pipeline.Cmdlets)
            {
                if (items.Length == 0) break;
                items = [.. await CmdletAsync(cmdlet, items, pipeline.Plans)];
            }

            Outputs = [.. items.OfType<object>()];
        }

        if (pipeline.Fails)
        {
            Assert.True(cmdlets.Skip(from).Any(one => !one.Said.Errors.IsEmpty), $"{cmdlets[^1]} must fail.");
            foreach (var one in cmdlets.Skip(from)) one.Fails = true;
        }

        Collector[] sinks = [.. cmdlets.Skip(from).Select(one => one.Said)];
        PeeringStep[] told =
            [.. sinks.SelectMany(sink => sink.Outputs).SelectMany(item => StepsOf(item, pipeline.Plans))];
        Changes = Set(pipeline.Plans ? told : told.Concat(sinks.SelectMany(sink => sink.Confirmed).SelectMany(Known)));
        Shown = Set(sinks.SelectMany(sink => sink.Shown).SelectMany(Known));

        // A question may say more than the step does, and an undo asks once for all of its steps.
        IEnumerable<PeeringStep> Known(PeeringStep peeringStep)
        {
            if (peeringStep.Action is "Undo" or "UndoLeftovers") return [];
            return [told.FirstOrDefault(step => step.Action == peeringStep.Action && step.Where == peeringStep.Where
                && peeringStep.Target.StartsWith($"{step.Target}, ", StringComparison.Ordinal)) ?? peeringStep];
        }
    }

    private async Task<bool> ConnectAsync()
    {
        var request = SignIn;
        if (request.Server is null)
        {
            request = request with { Sandbox = true, World = world };
            if (world is WatchedWorld watchedWorld)
            {
                var worldBehind = watchedWorld.Behind(ownParts);
                (all, request) = (worldBehind.Parts, request with { World = worldBehind });
            }
        }

        var outputs = await RunAsync(new CmdletRun(request, [null], Plans: false),
            collector => clock.JoinAsync(engine.Open(request, collector).ProcessAsync(null, CancellationToken.None)));
        Session = (TimescaleSession?)outputs.SingleOrDefault();
        return Session is not null;
    }

    private Task<object[]> CmdletAsync(Cmdlet cmdlet, object?[] items, bool plans)
    {
        object?[] inputs = cmdlet.Take is { } take ? [.. items.SelectMany(item => take(item!))] : items;
        return RunAsync(new CmdletRun(cmdlet.Request, inputs, plans), collector => clock.JoinAsync(Crew.RunAsync(
            world, engine.Open(cmdlet.Request with { CurrentSession = Session }, collector), inputs)));
    }

    private async Task<object[]> RunAsync(CmdletRun cmdlet, Func<Collector, Task> run)
    {
        var start = world.Clock.UtcNow;
        cmdlets.Add(cmdlet);
        foreach (var part in all) part.Begin(this, cmdlet);
        try
        {
            await run(cmdlet.Said);
            return [.. cmdlet.Said.Outputs];
        }
        catch (TimescaleVpcException error)
        {
            // It ends the pipeline; a later one of the script still runs.
            cmdlet.Said.Error(error);
            return [];
        }
        finally
        {
            cmdlet.Took = world.Clock.UtcNow - start;
            foreach (var part in all) part.End(this, cmdlet);
        }
    }

    private static HashSet<(string Action, string Target)> Set(IEnumerable<PeeringStep> steps) =>
        [.. steps.Select(step => (step.Action, step.Target))];

    private static PeeringStep[] StepsOf(object item, bool plans) => item switch
    {
        Vpc vpc => plans ? vpc.Plan : vpc.Changes,
        AzurePeerGrant grant => plans ? grant.Plan : grant.Changes,
        VpcPeering peering => plans ? peering.Plan : peering.Changes,
        ServiceVpc service => plans ? service.Plan : service.Changes,
        ServiceVpcTest test => plans ? test.Plan : [],
        PeeringUndo undo => plans ? undo.Plan : undo.Changes,
        PeeringRepair repair => plans ? repair.Plan : repair.Changes,
        _ => [],
    };
}
