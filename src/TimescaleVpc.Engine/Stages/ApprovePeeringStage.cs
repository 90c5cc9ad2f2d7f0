using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Makes the customer's half. A credential with which it does so in Azure is removed when the stage is disposed of,
/// however it ends.
/// </summary>
internal sealed class ApprovePeeringStage(ApprovePeeringRequest request, ISink sink)
    : Stage<ApprovePeeringRequest>(request, sink)
{
    /// <summary>The time for the removal of credentials after all items are done.</summary>
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(2);

    private readonly PlatformRefresh refresh = new();
    private readonly RunCredentials credentials = new(request.UseCertificate, sink);

    /// <summary>Whether all items were done, rather than the cmdlet stopped.</summary>
    private bool ended;

    public override TimeSpan CleanUpLimit => TimeSpan.FromSeconds(10);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        context = context.Sharing(credentials);
        var givenPeering = await new PeeringFinder(context).OneAsync(item, cancel);
        var runner = new StepRunner(context, givenPeering.Planned);
        Sink.Output(await ApproveAsync(givenPeering, Request, refresh, runner, cancel));
    }

    /// <summary>Makes the customer's half of one peering, or finds it as it is.</summary>
    public static async Task<VpcPeering> ApproveAsync(
        VpcPeering givenPeering, ApprovePeeringRequest request, PlatformRefresh refresh, StepRunner runner,
        CancellationToken cancel)
    {
        var side = runner.Context.Side(givenPeering.Cloud);
        var loop = new PeeringLoop(givenPeering, runner) { Approval = request };
        var peering = await loop.ReachAsync(PeeringGoal.Approved, cancel);
        await side.TidyAsync(peering, runner, cancel);
        refresh.Note(peering, loop.Phase, runner);
        side.Warn(peering);
        return peering.After(givenPeering, runner) with
        {
            NextStep = side.NextStep(peering, loop.Phase, isApproved: true),
        };
    }

    protected override async Task LastAsync(CancellationToken cancel)
    {
        await refresh.SendAsync(cancel);
        ended = true;
    }

    public override async ValueTask DisposeAsync()
    {
        await credentials.RemoveAsync(ended ? RemovalLimit : CleanUpLimit);
        await base.DisposeAsync();
    }
}
