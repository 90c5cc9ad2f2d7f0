using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// Finds what interrupted runs left behind beside the peerings that a platform knows, as far as the sign-ins show it.
/// </summary>
internal sealed class LeftoverFinder(ItemContext context)
{
    /// <param name="vpcs">All VPCs of the session's projects.</param>
    /// <param name="listedPeerings">The peerings that the platforms know.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<IReadOnlyList<VpcPeering>> FindAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> listedPeerings, CancellationToken cancel)
    {
        var vpcsByCloud = vpcs.ToLookup(vpc => vpc.Cloud);
        var peeringsByCloud = listedPeerings.ToLookup(peering => peering.Cloud);
        var leftovers = await context.Clock.SideBySideAsync(
            context.InAllClouds<ICustomerSide>().ToArray(),
            side => context.SeenAsync<IReadOnlyList<VpcPeering>>(
                $"{side.Title} is not searched for leftovers", [],
                () => side.LeftoversAsync([.. vpcsByCloud[side.Cloud]], [.. peeringsByCloud[side.Cloud]], cancel)));
        return [.. leftovers.SelectMany(items => items)];
    }
}
