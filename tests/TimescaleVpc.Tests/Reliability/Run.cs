using TimescaleVpc.Engine;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>One process that runs pipelines on a world: a session of its own, and a line of its own.</summary>
internal sealed class Run
{
    private readonly PeeringEngine engine = new();
    private readonly SandboxWorld world;
    private readonly Pace pace;
    private readonly bool planning;
    private readonly List<Collector> said = [];
    private TimescaleSession? session;

    public Run(SandboxWorld world, Line? line = null, bool planning = false)
    {
        this.world = world;
        pace = Crew.PaceOf(world);
        this.planning = planning;
        Line = line ?? new Line();
    }

    public Line Line { get; }

    /// <summary>The errors of all stages.</summary>
    public IReadOnlyList<TimescaleVpcException> Errors => [.. said.SelectMany(sink => sink.Errors)];

    /// <summary>What came out of the last stage of the last pipeline.</summary>
    public IReadOnlyList<object> Outputs { get; private set; } = [];

    /// <summary>What the last pipeline has done, or would do.</summary>
    public HashSet<(string Action, string Target)> Steps { get; private set; } = [];

    /// <summary>The steps that the stages of the last pipeline showed instead of doing them.</summary>
    public HashSet<(string Action, string Target)> Shown { get; private set; } = [];

    /// <summary>A script from its first line; it ends at the first stage that nothing comes out of.</summary>
    public async Task ScriptAsync(IEnumerable<Pipeline> pipelines)
    {
        foreach (var pipeline in pipelines) await PipelineAsync(pipeline);
    }

    public async Task PipelineAsync(Pipeline pipeline)
    {
        var (items, outputs, from) = (pipeline.First, new List<object>(), said.Count);
        Outputs = [];
        using var work = pace.Work();
        try
        {
            session ??= await ConnectAsync();
            foreach (var step in pipeline.Steps)
            {
                if (items.Length == 0) break;
                items = [.. await StageAsync(step, items)];
                outputs.AddRange(items.OfType<object>());
            }

            Outputs = [.. items.OfType<object>()];
        }
        catch (TimescaleVpcException error)
        {
            // It ends the pipeline; a later one of the script still runs.
            said.Add(new Collector());
            said[^1].Error(error);
        }

        var sinks = said.Skip(from).ToArray();
        PeeringStep[] told = [.. outputs.SelectMany(item => planning ? PlanOf(item) : ChangesOf(item))];
        Steps = Set(planning ? told : told.Concat(sinks.SelectMany(sink => sink.Confirmed).SelectMany(Known)));
        Shown = Set(sinks.SelectMany(sink => sink.Shown).SelectMany(Known));

        // A question may say more than the step does, and an undo asks once for all of its steps.
        IEnumerable<PeeringStep> Known(PeeringStep asked)
        {
            if (asked.Action == "Undo") return [];
            return [told.FirstOrDefault(step => step.Action == asked.Action && step.Where == asked.Where
                && asked.Target.StartsWith($"{step.Target}, ", StringComparison.Ordinal)) ?? asked];
        }
    }

    private async Task<TimescaleSession> ConnectAsync()
    {
        var sink = new Collector();
        var request = new ConnectRequest { Sandbox = true, World = new LineWorld(world, wire => Line.Over(world, wire)), SessionId = 1 };
        await pace.JoinAsync(engine.Open(request, sink).ProcessAsync(null, CancellationToken.None));
        return (TimescaleSession)sink.Outputs.Single();
    }

    private async Task<object[]> StageAsync(Step step, object?[] items)
    {
        var sink = new Collector(planning);
        said.Add(sink);
        var stage = engine.Open(step.Request with { CurrentSession = session }, sink);
        object?[] taken = step.Take is { } take ? [.. items.SelectMany(item => take(item!))] : items;
        await pace.JoinAsync(Crew.RunAsync(world, stage, taken));
        return [.. sink.Outputs];
    }

    private static HashSet<(string Action, string Target)> Set(IEnumerable<PeeringStep> steps) =>
        [.. steps.Select(step => (step.Action, step.Target))];

    private static PeeringStep[] ChangesOf(object item) => item switch
    {
        Vpc vpc => vpc.Changes,
        AzurePeerGrant grant => grant.Changes,
        VpcPeering peering => peering.Changes,
        ServiceVpc service => service.Changes,
        PeeringUndo undo => undo.Changes,
        _ => [],
    };

    private static PeeringStep[] PlanOf(object item) => item switch
    {
        Vpc vpc => vpc.Plan,
        AzurePeerGrant grant => grant.Plan,
        VpcPeering peering => peering.Plan,
        ServiceVpc service => service.Plan,
        ServiceVpcTest test => test.Plan,
        PeeringUndo undo => undo.Plan,
        _ => [],
    };
}
