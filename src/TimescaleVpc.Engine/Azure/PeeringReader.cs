using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Reads one peering on both platforms.</summary>
internal sealed class PeeringReader(ItemContext context)
{
    /// <summary>The VNet of a peering; its id is known to be well formed.</summary>
    public static VNetId IdOf(VpcPeering peering) => VNetId.Parse(peering.VNetId);

    public static PeerKey KeyOf(VpcPeering peering)
    {
        var id = IdOf(peering);
        return new PeerKey(id.Subscription, id.ResourceGroup, id.Name);
    }

    /// <summary>
    /// The platform's connection; null if it knows none. The platform has no request for a single one.
    /// </summary>
    public async Task<MstPeering?> ConnectionAsync(VpcPeering peering, CancellationToken cancel)
    {
        var vpc = await context.Platform.GetVpcAsync(peering.VpcId, cancel);
        return vpc?.Peerings.FirstOrDefault(KeyOf(peering).Matches);
    }

    /// <summary>The peering with what both sides show of it now.</summary>
    public async Task<VpcPeering> WithBothAsync(VpcPeering peering, CancellationToken cancel)
    {
        peering = peering.With(await ConnectionAsync(peering, cancel));
        return peering.With(await LinkAsync(peering, peering.State.Length > 0, cancel));
    }

    /// <summary>Our half of the link; null if there is none, or no VNet any more.</summary>
    public async Task<AzureVNetPeering?> LinkAsync(VpcPeering peering, bool platformKnowsIt, CancellationToken cancel)
    {
        var account = await context.AzureAsync(cancel);
        var id = IdOf(peering);
        // Everything in the list exists: a link that was overlooked would stay behind for good.
        var vnet = await account.Networks.GetAsync(id, cancel) ?? await ListedAsync(account, id, cancel);
        return vnet is null ? null : LinkFinder.Find(
            vnet.Peerings, AzureNames.Link(peering.Project, peering.VpcId, id), peering.RemoteNetworkId, peering.VpcCidr,
            platformKnowsIt);
    }

    private static async Task<AzureVNet?> ListedAsync(AzureAccount account, VNetId id, CancellationToken cancel)
    {
        try
        {
            var all = await account.Networks.ListAsync(id.Subscription, cancel);
            return all.FirstOrDefault(vnet => Same(vnet.VNetId, id.ToString()));
        }
        catch (TimescaleVpcException denied) when (denied.ErrorId == Catalogue.AzurePermissionDenied.Id)
        {
            // A role on the VNet alone does not show the list.
            return null;
        }
    }

    /// <summary>The error that a failure state means.</summary>
    public static TimescaleVpcException Failure(VpcPeering peering)
    {
        var entry = peering.State.ToUpperInvariant() switch
        {
            PeeringStates.InvalidSpecification => Catalogue.PeeringInvalid,
            PeeringStates.RejectedByPeer => Catalogue.PeeringRejected,
            PeeringStates.DeletedByPeer => Catalogue.PeeringDeletedByPeer,
            PeeringStates.Error => Catalogue.PeeringError,
            _ => null,
        };
        return entry is null
            ? Catalogue.PeeringDeleting.For(peering, PeeringView.Name(peering), peering.State)
            : entry.For(peering, PeeringView.Name(peering), peering.StateMessage ?? "the platform gives no reason.");
    }

    public static TimescaleVpcException Overdue(VpcPeering peering, TimeSpan timeout) => Catalogue.PeeringTimeout.For(
        peering, PeeringView.Name(peering), peering.State.Length == 0 ? "unknown to the platform" : peering.State,
        timeout,
        PeeringStates.Phase(peering.State) == PeeringPhase.AwaitingCustomer && peering.LinkState is null
            ? "you (Approve-VpcPeering)" : "the platform");
}
