using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Removes both halves of a peering. What is gone already is fine.</summary>
internal sealed class RemovePeeringStage(RemovePeeringRequest request, ISink sink)
    : RemovalStage<RemovePeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var given = await new PeeringFinder(context).OneAsync(item, null, cancel);
        var runner = new StepRunner(context, given.Planned);
        if (runner.Planning)
        {
            await HalvesAsync(given, runner, context, cancel);
            Sink.Output(given with
            {
                Planned = true, Plan = [.. given.Plan, .. runner.Steps], Session = context.Session,
            });
            return;
        }

        var removed = await RemoveAsync(
            given, item, () => LookAsync(given, context, cancel), _ => HalvesAsync(given, runner, context, cancel),
            runner, cancel);
        if (removed is { Unfinished: null } && runner.Steps.Count == 0)
            Sink.Verbose($"{PeeringView.Name(given)} is gone on both sides; nothing to remove.");
        Sink.Output(removed);
    }

    private Task HalvesAsync(VpcPeering given, StepRunner runner, ItemContext context, CancellationToken cancel) =>
        given.AwsVpcId is null
            ? new PeeringRemoval(context).RemoveAsync(given, runner, Request.NoWait, cancel)
            : new AwsRemoval(context).RemoveAsync(given, runner, Request.NoWait, cancel);

    private static async Task<PeeringItem[]> LookAsync(
        VpcPeering given, ItemContext context, CancellationToken cancel) => given.AwsVpcId is null
            ? [.. PeeringItems.OfBothHalves(await new PeeringReader(context).WithBothAsync(given, cancel))]
            : await new AwsUndo(given, await context.AwsAsync(cancel), context).LookAtHalvesAsync(cancel);
}
