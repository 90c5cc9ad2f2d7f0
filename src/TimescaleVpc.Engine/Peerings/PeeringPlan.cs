using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Plans a peering that is to be made in place of one that still exists.</summary>
internal static class PeeringPlan
{
    /// <summary>The steps after the old peering's removal, which cannot be observed while it exists.</summary>
    /// <param name="peering">The peering, as it is to be.</param>
    /// <param name="approval">How its half is to be made.</param>
    /// <param name="earlierSteps">The steps of the removal.</param>
    /// <param name="context">What the work has at hand.</param>
    /// <param name="cancel">Stops the requests.</param>
    public static async Task<IReadOnlyList<PeeringStep>> AnewAsync(
        VpcPeering peering, ApprovePeeringRequest approval, IReadOnlyList<PeeringStep> earlierSteps,
        ItemContext context, CancellationToken cancel)
    {
        var (side, runner) = (context.In<ICustomerSide>(peering.Cloud), new StepRunner(context, plannedBefore: true));
        runner.Note(side.Step(context.Platform(peering.Platform).RequestStep, peering));
        await side.PlanApprovalAsync(peering, approval, earlierSteps, runner, cancel);
        return runner.Steps;
    }
}
