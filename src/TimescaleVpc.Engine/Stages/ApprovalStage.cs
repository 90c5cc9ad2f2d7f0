using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
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
    private readonly RunCredentials credentials = new(useCertificate, sink);

    public override TimeSpan CleanUpLimit => RunCredentials.StopLimit;

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
        var loop = new PeeringLoop(givenPeering, runner) { Approval = approval };
        var peering = await loop.ReachAsync(PeeringGoal.Approved, cancel);
        peering = await SettleAsync(givenPeering, peering, loop.Phase, approval, runner, cancel);
        Refresh.Note(peering, loop.Phase, runner);
        return peering;
    }

    /// <summary>
    /// Brings a half that stands to what is wished of it; a run that was killed after its last change may also have
    /// left its credential. Then it warns of what does not work all the same.
    /// </summary>
    /// <param name="givenPeering">The peering as it came down the pipeline.</param>
    /// <param name="peering">The peering as it is now.</param>
    /// <param name="phase">The platform's view of it.</param>
    /// <param name="approval">The wish; null where the half stays as it was made.</param>
    /// <param name="runner">Does the steps.</param>
    /// <param name="cancel">Stops the work.</param>
    protected static async Task<VpcPeering> SettleAsync(
        VpcPeering givenPeering, VpcPeering peering, PeeringPhase phase, ApprovePeeringRequest? approval,
        StepRunner runner, CancellationToken cancel)
    {
        var side = runner.Context.In<ICustomerSide>(peering.Cloud);
        var settledPeering = await side.SettleAsync(
            peering, approval ?? new ApprovePeeringRequest(), runner, cancel);
        side.Warn(settledPeering);
        return settledPeering.After(givenPeering, runner) with
        {
            NextStep = side.NextStep(settledPeering, phase, isApproved: approval is not null),
        };
    }

    protected override async Task LastAsync(CancellationToken cancel)
    {
        await Refresh.SendAsync(cancel);
        credentials.IsRunDone = true;
    }

    public override async ValueTask DisposeAsync()
    {
        await credentials.DisposeAsync();
        await base.DisposeAsync();
    }
}
