namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Whether a link carries all address ranges of both networks. Each half has its own list of the other network's
/// ranges, which only the owner of the half can renew.
/// </summary>
internal static class LinkSync
{
    /// <summary>
    /// The ranges that a link does not carry, and the party that must act; null if none is known to be missing.
    /// </summary>
    /// <remarks>
    /// A half that is alone is always out of sync, and one that has only lost a range misses nothing.
    /// </remarks>
    public static string? Gap(AzureVNetPeering? link)
    {
        if (link is not { SyncLevel.Length: > 0 } || !Same(link.State, "Connected")) return null;
        var gap = link.SyncLevel.ToUpperInvariant() switch
        {
            "FULLYINSYNC" => "",
            "REMOTENOTINSYNC" => Theirs(link),
            "LOCALNOTINSYNC" => Ours(link),
            "LOCALANDREMOTENOTINSYNC" => $"{Theirs(link)} {Ours(link)}".Trim(),
            _ => $"Azure calls it {link.SyncLevel}, which this module does not know: ranges that were added to one of "
                + "the networks may not work over it. Look at the peering in Azure.",
        };
        return gap.Length > 0 ? gap : null;
    }

    private static string Theirs(AzureVNetPeering link) => link.UntoldAddressPrefixes is [] ? ""
        : $"The platform does not know yet what changed in your VNet: {Named(link.UntoldAddressPrefixes)} cannot reach "
        + "the VPC. The platform's turn: it takes the change up by itself, within 24 hours; nothing in your tenant "
        + "hastens it.";

    private static string Ours(AzureVNetPeering link) => link.UnroutedAddressPrefixes is [] ? ""
        : $"Your half does not know what changed in the platform's network: {Named(link.UnroutedAddressPrefixes)} "
        + "cannot be reached. Your turn: sync it ('az network vnet peering sync', Sync-AzVirtualNetworkPeering); if "
        + "Azure refuses that across tenants, run Remove-VpcPeering and the pipeline again.";

    private static string Named(string[]? ranges) =>
        ranges is null ? "a range that was added" : string.Join(", ", ranges);
}
