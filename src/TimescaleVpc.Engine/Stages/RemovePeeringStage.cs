using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Removes both halves of a peering. What is gone already is fine.</summary>
internal sealed class RemovePeeringStage(RemovePeeringRequest request, ISink sink)
    : RemovalStage<RemovePeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var givenPeering = await new PeeringFinder(context).OneAsync(item, cancel);
        var side = context.In<ICustomerSide>(givenPeering.Cloud);
        await side.CheckAsync(PeeringGoal.Removed, givenPeering, cancel);
        var runner = new StepRunner(context, givenPeering.Planned);
        if (runner.Planning)
        {
            await HalvesAsync();
            Sink.Output(givenPeering with
            {
                Planned = true, Plan = runner.PlanAfter(givenPeering.Plan), Session = context.Session,
            });
            return;
        }

        var undo = await RemoveAsync(
            givenPeering, item, async () => [.. await side.HalvesAsync(givenPeering, cancel)], _ => HalvesAsync(),
            runner, cancel);
        if (undo is { Unfinished: null } && runner.Steps.Count == 0)
            Sink.Verbose($"{side.Name(givenPeering)} is gone on both sides; nothing to remove.");
        Sink.Output(undo);

        Task HalvesAsync() =>
            new PeeringLoop(givenPeering, runner) { NoWait = Request.NoWait }.ReachAsync(PeeringGoal.Removed, cancel);
    }
}
