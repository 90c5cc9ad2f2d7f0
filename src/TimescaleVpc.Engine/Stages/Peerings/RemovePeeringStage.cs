using TimescaleVpc.Engine.Stages.Aws;

namespace TimescaleVpc.Engine.Stages.Peerings;

/// <summary>Removes both halves of a peering. What is gone already is fine.</summary>
internal sealed class RemovePeeringStage(RemovePeeringRequest request, ISink sink)
    : Stage<RemovePeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var given = await new PeeringFinder(context).OneAsync(item, null, cancel);
        var changes = new Changes(context, given.Planned);
        await (given.AwsVpcId is null
            ? new PeeringRemoval(context).RemoveAsync(given, changes, Request.NoWait, cancel)
            : new AwsRemoval(context).RemoveAsync(given, changes, Request.NoWait, cancel));

        if (changes.Steps.Count == 0)
            Sink.Verbose($"{PeeringView.Name(given)} is gone on both sides; nothing to remove.");
        if (changes.Planning)
            Sink.Output(given with { Planned = true, Plan = [.. given.Plan, .. changes.Steps],
                Session = context.Session });
    }
}
