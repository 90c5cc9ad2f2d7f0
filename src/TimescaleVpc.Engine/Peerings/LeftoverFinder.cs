using TimescaleVpc.Engine.Errors;
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
            leftovers[index] = await SeenAsync(context, side.Title, () => side.LeftoversAsync(
                [.. vpcsByCloud[side.Cloud]], [.. peeringsByCloud[side.Cloud]], cancel)))]);
        return [.. leftovers.SelectMany(items => items)];
    }

    /// <summary>A sign-in that is missing, or may not read, hides its part and nothing else.</summary>
    public static async Task<IReadOnlyList<VpcPeering>> SeenAsync(
        ItemContext context, string what, Func<Task<IReadOnlyList<VpcPeering>>> find)
    {
        try
        {
            return await find();
        }
        catch (Exception error) when (error is TimescaleVpcException or RefusalException)
        {
            context.Sink.Verbose($"{what} is not searched for leftovers: {error.Message}");
            return [];
        }
    }
}
