using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Refuses a VNet whose ranges overlap the VPC's, or that is already peered with such a network. Azure also checks one
/// hop.
/// </summary>
internal static class OverlapCheck
{
    /// <param name="vnet">The VNet.</param>
    /// <param name="vpc">The VPC.</param>
    /// <param name="link">Our own link, which leads to the VPC's range and is no conflict; null if there is
    /// none.</param>
    public static void Require(AzureVNet vnet, Vpc vpc, AzureVNetPeering? link)
    {
        // A range that the platform writes in a way that we cannot read is the platform's matter.
        if (!AddressRange.TryParse(vpc.Cidr, out var target, out _)) return;

        Check(vnet.AddressPrefixes, "the VNet");
        foreach (var peering in vnet.Peerings)
        {
            if (!ReferenceEquals(peering, link)) Check(peering.RemoteAddressPrefixes, Describe(peering));
        }

        void Check(IEnumerable<string> prefixes, string owner)
        {
            if (target.FirstOverlap(prefixes) is { } range)
                throw Catalogue.AddressOverlap.For(vnet.VNetId, vnet.VNetId, vpc, range, owner, target);
        }
    }

    private static string Describe(AzureVNetPeering peering) =>
        VNetId.TryParse(peering.RemoteVNetId, out var id)
            ? $"VNet {id.GroupAndName}, with which it is already peered ({peering.Name}),"
            : $"the network at the end of its peering {peering.Name}";
}
