using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Removes both halves of a peering. What is gone already is fine.</summary>
internal sealed class RemovePeeringStage(RemovePeeringRequest request, ISink sink)
    : RemovalStage<RemovePeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var given = await new PeeringFinder(context).OneAsync(item, cancel);
        var side = context.Side(given.Cloud);
        await side.CheckAsync(PeeringGoal.Removed, given, cancel);
        var runner = new StepRunner(context, given.Planned);
        if (runner.Planning)
        {
            await HalvesAsync();
            Sink.Output(given with { Planned = true, Plan = runner.PlanAfter(given.Plan), Session = context.Session });
            return;
        }

        var removed = await RemoveAsync(
            given, item, async () => [.. await side.HalvesAsync(given, cancel)], _ => HalvesAsync(), runner, cancel);
        if (removed is { Unfinished: null } && runner.Steps.Count == 0)
            Sink.Verbose($"{side.Name(given)} is gone on both sides; nothing to remove.");
        Sink.Output(removed);

        Task HalvesAsync() =>
            new PeeringLoop(given, runner) { NoWait = Request.NoWait }.ReachAsync(PeeringGoal.Removed, cancel);
    }
}
