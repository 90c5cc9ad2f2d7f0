using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Reads the customer's half of a link.</summary>
internal sealed class LinkReader(ItemContext context)
{
    /// <summary>The half; null if there is none, or no VNet any more.</summary>
    public async Task<AzureVNetPeering?> FindAsync(VpcPeering peering, bool platformKnowsIt, CancellationToken cancel)
    {
        var network = await FindNetworkAsync(peering, cancel);
        return network is null ? null : FindIn(network, peering, platformKnowsIt);
    }

    /// <summary>The VNet; null if there is none any more.</summary>
    public async Task<AzureVNet?> FindNetworkAsync(VpcPeering peering, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var id = AzurePeerings.IdOf(peering);
        // Everything in the list exists: a link that was overlooked would stay behind for good.
        return await account.Networks.GetAsync(id, cancel) ?? await ListedAsync(account, id, cancel);
    }

    /// <summary>The half among the peerings of its VNet; null if there is none.</summary>
    public static AzureVNetPeering? FindIn(AzureVNet network, VpcPeering peering, bool platformKnowsIt) =>
        LinkFinder.Find(
            network.Peerings, AzureNames.Link(peering.Project, peering.VpcId, AzurePeerings.IdOf(peering)),
            peering.RemoteNetworkId, peering.VpcCidr, platformKnowsIt);

    private static async Task<AzureVNet?> ListedAsync(AzureAccount account, VNetId id, CancellationToken cancel)
    {
        try
        {
            var all = await account.Networks.ListAsync(id.Subscription, cancel);
            return all.FirstOrDefault(vnet => Same(vnet.VNetId, id.ToString()));
        }
        catch (TimescaleVpcException denial) when (denial.ErrorId == Catalogue.AzurePermissionDenied.Id)
        {
            // A role on the VNet alone does not show the list.
            return null;
        }
    }
}
