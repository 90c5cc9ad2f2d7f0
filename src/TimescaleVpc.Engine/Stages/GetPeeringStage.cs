using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lists peerings with the state of both halves, and what interrupted runs left without one.</summary>
internal sealed class GetPeeringStage(GetPeeringRequest request, ISink sink) : Stage<GetPeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var all = await VpcFinder.ListAsync(context, cancel);
        var one = item as PeeringRef ?? new PeeringRef(null, item as VpcRef);
        var vpc = one.Vpc is { } reference ? await VpcFinder.FindAsync(reference, context, cancel) : null;
        if (one.Network is { } network && VNetId.TryParse($"{network}", out var id)) RowCheck.Require(network, id);
        var peerings = await new PeeringFinder(context).WithLeftoversAsync(all, vpc, cancel);
        foreach (var peering in peerings)
        {
            var fits = PeeringFinder.Fits(peering, one, Request.ResourceGroupName, Request.SubscriptionId)
                && (Request.State is null || Wildcard.Matches(Request.State, peering.State));
            if (!fits) continue;
            var side = context.In<ICustomerSide>(peering.Cloud);
            if (one.Network is not null) side.RequireRow(one, peering);
            side.Warn(peering);
            Sink.Output(peering);
        }
    }
}
