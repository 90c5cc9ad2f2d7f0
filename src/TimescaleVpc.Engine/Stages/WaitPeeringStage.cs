using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Waits until the platform and the customer's cloud say that the peering works. Only ACTIVE is success.
/// </summary>
internal sealed class WaitPeeringStage(WaitPeeringRequest request, ISink sink)
    : Stage<WaitPeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var givenPeering = await new PeeringFinder(context).OneAsync(item, cancel);
        if (givenPeering.Planned || Sink.Planning)
        {
            Sink.Output(givenPeering with { Planned = true, Session = context.Session });
            return;
        }

        var side = context.In<ICustomerSide>(givenPeering.Cloud);
        var loop = new PeeringLoop(givenPeering, new StepRunner(context, plannedBefore: false));
        var peering = await loop.ReachAsync(PeeringGoal.Active, cancel);
        if (loop.Polls == 0) Sink.Verbose($"{side.Name(peering)} is ACTIVE; nothing to wait for.");
        side.Warn(peering);
        Sink.Output(peering with { Session = context.Session, NextStep = side.NextStep(peering, loop.Phase) });
    }
}
