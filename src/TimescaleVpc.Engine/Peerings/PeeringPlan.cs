using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Plans a peering that is to be made in place of one that still exists.</summary>
internal static class PeeringPlan
{
    /// <summary>The steps after the old peering's removal, which cannot be observed while it exists.</summary>
    public static async Task<IReadOnlyList<PeeringStep>> AnewAsync(
        VpcPeering peering, ApprovePeeringRequest approval, ItemContext context, CancellationToken cancel)
    {
        var (side, runner) = (context.In<ICustomerSide>(peering.Cloud), new StepRunner(context, plannedBefore: true));
        runner.Note(side.Step(context.Platform(peering.Platform).RequestStep, peering));
        await side.PlanApprovalAsync(peering, approval, runner, cancel);
        return runner.Steps;
    }
}
