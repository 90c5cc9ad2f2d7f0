using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Repairs one peering with the stages that users have themselves, so it plans, asks and refuses as they do, and
/// touches what they touch.
/// </summary>
internal sealed class RepairRun(ItemContext context, IEngine engine, StageRequest options)
{
    private readonly List<PeeringStep> steps = [];

    /// <summary>The only route tables to add a route to; none means all in use.</summary>
    public string[] RouteTableIds { get; init; } = [];

    /// <summary>Lets traffic pass again over a link that stands; null leaves it as it is.</summary>
    public bool? AllowVirtualNetworkAccess { get; init; }

    /// <summary>The ports of the services in the VPC; none means the usual one.</summary>
    public int[] Ports { get; init; } = [];

    /// <summary>The steps that were taken, or would be.</summary>
    public IReadOnlyList<PeeringStep> Steps => steps;

    /// <summary>
    /// Does the first of the kinds, with what follows it in the pipeline; then updates changed ranges; then the
    /// egress.
    /// </summary>
    public async Task RunAsync(VpcPeering peering, IReadOnlyCollection<RepairKind> kinds, CancellationToken cancel)
    {
        switch (kinds.Min())
        {
            case RepairKind.Undo:
                await StageAsync<PeeringUndo>(new UndoPeeringRequest(), new PeeringRef(peering), cancel);
                return;
            case RepairKind.Remake:
                // Before the old half goes: what a user has set on it belongs on the new one, too.
                var approval = await ApprovalAsync(peering, cancel);
                var undo = await StageAsync<object>(new RemovePeeringRequest(), new PeeringRef(peering), cancel);
                if (undo is null or PeeringUndo { IsComplete: false }) return;
                if (context.Sink.Planning) await PlanAnewAsync(peering, approval, cancel);
                else await MakeAsync(peering, approval, cancel);
                break;
            case RepairKind.Grant or RepairKind.Request:
                await MakeAsync(peering, await ApprovalAsync(peering, cancel), cancel);
                break;
            case RepairKind.Approve:
                await ApproveAsync(peering, await ApprovalAsync(peering, cancel), cancel);
                break;
            case RepairKind.Wait:
                await StageAsync<VpcPeering>(new WaitPeeringRequest(), peering, cancel);
                break;
        }

        // What was made anew has all ranges.
        if (kinds.Contains(RepairKind.Update) && !kinds.Contains(RepairKind.Remake)
            && await StageAsync<VpcPeering>(new UpdatePeeringRequest(), peering, cancel) is { } updatedPeering)
            await StageAsync<VpcPeering>(new WaitPeeringRequest(), updatedPeering, cancel);
        if (kinds.Contains(RepairKind.Egress))
            await StageAsync<VpcPeering>(new GrantEgressRequest { Port = Ports }, peering, cancel);
    }

    /// <summary>The whole pipeline of the cloud; what stands is kept.</summary>
    private async Task MakeAsync(VpcPeering peering, ApprovePeeringRequest approval, CancellationToken cancel)
    {
        var pipeline = Side(peering).Pipeline(peering);
        object? networks = pipeline.Networks;
        if (pipeline.Grant is { } grant) networks = await StageAsync<object>(grant, networks, cancel);
        if (networks is not null
            && await StageAsync<VpcPeering>(new AddPeeringRequest(), networks, cancel) is { } newPeering)
            await ApproveAsync(newPeering, approval, cancel);
    }

    /// <summary>In a plan the old peering still exists, so what comes after its removal is not looked at.</summary>
    private async Task PlanAnewAsync(VpcPeering peering, ApprovePeeringRequest approval, CancellationToken cancel)
    {
        var side = Side(peering);
        var (pipeline, newPeering) = (side.Pipeline(peering), peering);
        if (pipeline.Grant is { } grant)
        {
            var networks = pipeline.Networks is PeerPair pair ? pair with { IsMadeAnew = true } : pipeline.Networks;
            if (await StageAsync<object>(grant, networks, cancel) is not { } grantedNetworks
                || await side.FromItemAsync(grantedNetworks, cancel) is not { } grantedPeering) return;
            newPeering = grantedPeering;
        }

        await using var credentials = new RunCredentials(useCertificate: false, context.Sink);
        AddSteps(await PeeringPlan.AnewAsync(newPeering, approval, steps, context.Sharing(credentials), cancel));
    }

    private async Task<ApprovePeeringRequest> ApprovalAsync(VpcPeering peering, CancellationToken cancel) =>
        await Side(peering).KeptAsync(peering, cancel) with
        {
            RouteTableId = RouteTableIds, AllowVirtualNetworkAccess = AllowVirtualNetworkAccess,
        };

    private ICustomerSide Side(VpcPeering peering) => context.In<ICustomerSide>(peering.Cloud);

    private async Task ApproveAsync(VpcPeering peering, ApprovePeeringRequest approval, CancellationToken cancel)
    {
        if (await StageAsync<VpcPeering>(approval, peering, cancel) is { } approvedPeering)
            await StageAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering, cancel);
    }

    /// <summary>Runs a stage on one object; null if it failed, which it has reported then.</summary>
    private async Task<T?> StageAsync<T>(StageRequest request, object item, CancellationToken cancel)
        where T : class
    {
        var sink = new PassingSink(context.Sink);
        var stage = engine.Open(request with { Session = context.Session, Timeout = options.Timeout }, sink);
        try
        {
            await context.Clock.JoinAsync(stage.ProcessAsync(item, cancel));
            await context.Clock.JoinAsync(stage.EndAsync(cancel));
        }
        finally
        {
            await context.Clock.JoinAsync(stage.DisposeAsync().AsTask());
        }

        var output = sink.Outputs.LastOrDefault();
        var (changes, plan) = output switch
        {
            VpcPeering peering => (peering.Changes, peering.Plan),
            AzurePeerGrant grant => (grant.Changes, grant.Plan),
            PeeringUndo undo => (undo.Changes, undo.Plan),
            _ => ([], []),
        };
        AddSteps(changes.Concat(plan));
        return output as T;
    }

    /// <summary>Each stage of a pipeline hands on what those before it did.</summary>
    private void AddSteps(IEnumerable<PeeringStep> more) => steps.AddRange(more.Where(step => !steps.Contains(step)));
}
