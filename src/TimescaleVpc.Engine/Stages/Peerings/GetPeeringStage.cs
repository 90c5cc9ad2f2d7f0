using TimescaleVpc.Engine.Stages.Vpcs;

namespace TimescaleVpc.Engine.Stages.Peerings;

/// <summary>Lists peerings with the state of both halves, and what interrupted runs left without one.</summary>
internal sealed class GetPeeringStage(GetPeeringRequest request, ISink sink) : Stage<GetPeeringRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var all = await VpcFinder.ListAsync(context, cancel);
        var vpc = item is VpcRef wanted ? await VpcFinder.FindAsync(wanted, context, cancel) : null;
        var found = await new PeeringFinder(context).WithLeftoversAsync(all, vpc, cancel);
        foreach (var peering in found)
        {
            var fits = PeeringFinder.Fits(peering, Request.VNet, Request.ResourceGroupName)
                && (Request.State is null || Wildcard.Matches(Request.State, peering.State));
            if (fits) Sink.Output(peering);
        }
    }
}
