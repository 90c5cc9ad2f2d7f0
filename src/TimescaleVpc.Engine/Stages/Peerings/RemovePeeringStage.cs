using TimescaleVpc.Engine.Stages.Aws;
using TimescaleVpc.Engine.Stages.Undo;

namespace TimescaleVpc.Engine.Stages.Peerings;

/// <summary>Removes both halves of a peering. What is gone already is fine.</summary>
internal sealed class RemovePeeringStage(RemovePeeringRequest request, ISink sink)
    : RemovalStage<RemovePeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var given = await new PeeringFinder(context).OneAsync(item, null, cancel);
        var changes = new Changes(context, given.Planned);
        if (changes.Planning)
        {
            await HalvesAsync(given, changes, context, cancel);
            Sink.Output(given with
            {
                Planned = true, Plan = [.. given.Plan, .. changes.Steps], Session = context.Session,
            });
            return;
        }

        var removed = await RemoveAsync(
            given, item, () => LookAsync(given, context, cancel), _ => HalvesAsync(given, changes, context, cancel),
            changes, cancel);
        if (removed is { Unfinished: null } && changes.Steps.Count == 0)
            Sink.Verbose($"{PeeringView.Name(given)} is gone on both sides; nothing to remove.");
        Sink.Output(removed);
    }

    private Task HalvesAsync(VpcPeering given, Changes changes, ItemContext context, CancellationToken cancel) =>
        given.AwsVpcId is null
            ? new PeeringRemoval(context).RemoveAsync(given, changes, Request.NoWait, cancel)
            : new AwsRemoval(context).RemoveAsync(given, changes, Request.NoWait, cancel);

    private static async Task<PeeringItem[]> LookAsync(
        VpcPeering given, ItemContext context, CancellationToken cancel) => given.AwsVpcId is null
            ? [.. PeeringItems.OfBothHalves(await new PeeringReader(context).WithBothAsync(given, cancel))]
            : await new AwsUndo(given, await context.AwsAsync(cancel), context).LookAtHalvesAsync(cancel);
}
