using TimescaleVpc.Engine.Clouds.Azure;
using TimescaleVpc.Engine.Stages.Vpcs;

namespace TimescaleVpc.Engine.Stages.Peerings;

/// <summary>Lists peerings with the state of both halves, and what interrupted runs left without one.</summary>
internal sealed class GetPeeringStage(GetPeeringRequest request, ISink sink) : Stage<GetPeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var all = await VpcFinder.ListAsync(context, cancel);
        var one = item as PeeringRef ?? new PeeringRef(null, item as VpcRef);
        var vpc = one.Vpc is { } wanted ? await VpcFinder.FindAsync(wanted, context, cancel) : null;
        var network = one.VNet?.ToString() ?? Request.VNet;
        if (one.VNet is { } vnet && VNetId.TryParse(network, out var id)) RowCheck.Require(vnet, id);
        var found = await new PeeringFinder(context).WithLeftoversAsync(all, vpc, cancel);
        foreach (var peering in found)
        {
            var fits = PeeringFinder.Fits(
                    peering, network, one.VNet?.ResourceGroupName ?? Request.ResourceGroupName,
                    one.VNet?.SubscriptionId ?? Request.SubscriptionId)
                && (Request.State is null || Wildcard.Matches(Request.State, peering.State));
            if (!fits) continue;
            if (one.VNet is not null) RowCheck.Require(one, peering);
            Sink.Output(peering);
        }
    }
}
