using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Refuses a VNet whose ranges overlap the VPC's, or that is already peered with such a network. Azure also checks one
/// hop.
/// </summary>
internal static class OverlapCheck
{
    /// <param name="vnet">The VNet.</param>
    /// <param name="vpc">The VPC.</param>
    /// <param name="link">Our own link, which leads to the VPC's range and is no conflict; null if none.</param>
    public static void Require(AzureVNet vnet, Vpc vpc, AzureVNetPeering? link)
    {
        PeeringErrors.RequireApart(vpc, vnet.VNetId, "the VNet", vnet.AddressPrefixes);
        foreach (var peering in vnet.Peerings.Where(peering => !ReferenceEquals(peering, link)))
            PeeringErrors.RequireApart(vpc, vnet.VNetId, Describe(peering), peering.RemoteAddressPrefixes);
    }

    private static string Describe(AzureVNetPeering peering) =>
        VNetId.TryParse(peering.RemoteVNetId, out var id)
            ? $"VNet {id.GroupAndName}, with which it is already peered ({peering.Name}),"
            : $"the network at the end of its peering {peering.Name}";
}
