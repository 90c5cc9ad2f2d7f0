using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// The base of stages that make or change the customer's half. A credential with which they do so in Azure is removed
/// when the stage is disposed of, however it ends.
/// </summary>
internal abstract class ApprovalStage<TRequest>(TRequest request, bool useCertificate, ISink sink)
    : Stage<TRequest>(request, sink)
    where TRequest : StageRequest
{
    /// <summary>The time for the removal of credentials after all items are done.</summary>
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(2);

    private readonly RunCredentials credentials = new(useCertificate, sink);

    /// <summary>Whether all items were done, rather than the cmdlet stopped.</summary>
    private bool ended;

    public override TimeSpan CleanUpLimit => TimeSpan.FromSeconds(10);

    /// <summary>What the platform is asked to look at; shared by all items.</summary>
    protected PlatformRefresh Refresh { get; } = new();

    /// <summary>The work on one peering.</summary>
    protected abstract Task PeeringAsync(VpcPeering givenPeering, StepRunner runner, CancellationToken cancel);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var givenPeering = await new PeeringFinder(context).OneAsync(item, cancel);
        await PeeringAsync(givenPeering, new StepRunner(context.Sharing(credentials), givenPeering.Planned), cancel);
    }

    /// <summary>Makes the customer's half of one peering, or finds it as it is.</summary>
    protected async Task<VpcPeering> ApproveAsync(
        VpcPeering givenPeering, ApprovePeeringRequest approval, StepRunner runner, CancellationToken cancel)
    {
        var side = runner.Context.In<ICustomerSide>(givenPeering.Cloud);
        var loop = new PeeringLoop(givenPeering, runner) { Approval = approval };
        var peering = await loop.ReachAsync(PeeringGoal.Approved, cancel);
        peering = await side.SettleAsync(peering, approval, runner, cancel);
        Refresh.Note(peering, loop.Phase, runner);
        side.Warn(peering);
        return peering.After(givenPeering, runner) with
        {
            NextStep = side.NextStep(peering, loop.Phase, isApproved: true),
        };
    }

    protected override async Task LastAsync(CancellationToken cancel)
    {
        await Refresh.SendAsync(cancel);
        ended = true;
    }

    public override async ValueTask DisposeAsync()
    {
        await credentials.RemoveAsync(ended ? RemovalLimit : CleanUpLimit);
        await base.DisposeAsync();
    }
}
