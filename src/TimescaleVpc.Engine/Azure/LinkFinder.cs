using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Finds our half of a link among the peerings of a VNet.</summary>
internal static class LinkFinder
{
    /// <param name="peerings">The VNet's peerings.</param>
    /// <param name="linkName">The name that we would give.</param>
    /// <param name="remoteNetworkId">The platform's network, where it is known.</param>
    /// <param name="vpcCidr">The VPC's range.</param>
    /// <param name="platformKnowsPeering">
    /// Whether the platform has a connection with this VNet. A peering with exactly the VPC's range, alone or beside
    /// ranges that were added to the platform's network, is then its other half, whatever its origin: the networks that
    /// a VNet is peered with do not overlap. The platform names its network only in one transient state.
    /// </param>
    public static AzureVNetPeering? Find(
        IEnumerable<AzureVNetPeering> peerings, string linkName, string? remoteNetworkId, string vpcCidr,
        bool platformKnowsPeering)
    {
        AzureVNetPeering? byRange = null;
        foreach (var peering in peerings)
        {
            if (Same(peering.Name, linkName) || remoteNetworkId is not null
                && Same(peering.RemoteVNetId, remoteNetworkId))
                return peering;
            if (platformKnowsPeering && HasRange(peering.RemoteAddressPrefixes, vpcCidr)) byRange ??= peering;
        }

        return byRange;
    }

    private static bool HasRange(string[] prefixes, string cidr) =>
        AddressRange.TryParse(cidr, out var vpcRange, out _)
        && Array.Exists(prefixes, text => AddressRange.TryParse(text, out var range, out _) && range.Equals(vpcRange));
}
