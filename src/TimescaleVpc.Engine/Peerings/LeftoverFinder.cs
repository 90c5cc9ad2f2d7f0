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
        var sides = context.InAllClouds<ICustomerSide>().ToArray();
        var leftovers = new IReadOnlyList<VpcPeering>[sides.Length];
        var vpcsByCloud = vpcs.ToLookup(vpc => vpc.Cloud);
        var peeringsByCloud = listedPeerings.ToLookup(peering => peering.Cloud);
        await context.Clock.SideBySideAsync([.. sides.Select<ICustomerSide, Func<Task>>((side, index) => async () =>
            leftovers[index] = await context.SeenAsync(
                $"{side.Title} is not searched for leftovers", [],
                () => side.LeftoversAsync(
                    [.. vpcsByCloud[side.Cloud]], [.. peeringsByCloud[side.Cloud]], cancel)))]);
        return [.. leftovers.SelectMany(items => items)];
    }
}
