using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Whether a link carries all address ranges of both networks. Each half has its own list of the other network's
/// ranges, which only the owner of the half can renew.
/// </summary>
internal static class LinkSync
{
    private const string FullyInSync = "FULLYINSYNC";
    private const string LocalNotInSync = "LOCALNOTINSYNC";
    private const string RemoteNotInSync = "REMOTENOTINSYNC";
    private const string NeitherInSync = "LOCALANDREMOTENOTINSYNC";

    /// <summary>
    /// The refusals that leave no way to sync: the wall between the tenants, what no rule explains, and a half that is
    /// dead.
    /// </summary>
    /// <remarks>
    /// The same code, LinkedAuthorizationFailed, is there for a missing right at the platform's end
    /// (<see cref="Catalogue.LinkUnauthorized"/>), which is granted, and for a subscription that is not found. They are
    /// told apart by Azure's words. "The current tenant" cannot mean a token that we lack: each write carries one of
    /// the other tenant, and a token that is refused ends before the write.
    /// </remarks>
    private static readonly ErrorEntry[] NoWay =
    [
        Catalogue.LinkTenantDenied, Catalogue.RefusalUnknown, Catalogue.AzureRejected, Catalogue.LinkRefused,
        Catalogue.LinkRemoteStale,
    ];

    /// <summary>Which half does not know all ranges of the network at its other end.</summary>
    public static RangeGap GapOf(AzureVNetPeering? link)
    {
        if (!Same(link?.State, "Connected")) return RangeGap.None;
        var (isOursBehind, areTheyBehind) = Behind(link!);
        return (isOursBehind ? RangeGap.Customer : RangeGap.None) | (areTheyBehind ? RangeGap.Platform : RangeGap.None);
    }

    /// <summary>
    /// Whether the refusal of a sync says that there is none: Azure does not promise it across tenants. A missing
    /// right, a policy or a lock can be repaired, and what is busy passes.
    /// </summary>
    public static bool IsNoWay(TimescaleVpcException error) =>
        error.Refusal is { Status: < 500 } && Array.Exists(NoWay, entry => entry.Id == error.ErrorId);

    /// <summary>
    /// The ranges that a link does not carry, and the party that must act; null if none is known to be missing.
    /// </summary>
    /// <remarks>
    /// A half that is alone is always out of sync, and one that has only lost a range misses nothing.
    /// </remarks>
    public static string? Gap(AzureVNetPeering? link)
    {
        if (link is not { SyncLevel.Length: > 0 } || !Same(link.State, "Connected")) return null;
        var (isOursBehind, areTheyBehind) = Behind(link);
        var gap = link.SyncLevel.ToUpperInvariant() switch
        {
            FullyInSync => "",
            RemoteNotInSync or LocalNotInSync or NeitherInSync =>
                $"{(areTheyBehind ? Theirs(link) : "")} {(isOursBehind ? Ours(link) : "")}".Trim(),
            _ => $"Azure calls it {link.SyncLevel}, which this module does not know: ranges that were added to one of "
                + "the networks may not work over it. Look at the peering in Azure.",
        };
        return gap.Length > 0 ? gap : null;
    }

    private static (bool IsOurs, bool IsTheirs) Behind(AzureVNetPeering link)
    {
        var level = link.SyncLevel.ToUpperInvariant();
        return (
            level is LocalNotInSync or NeitherInSync && link.UnroutedAddressPrefixes is not [],
            level is RemoteNotInSync or NeitherInSync && link.UntoldAddressPrefixes is not []);
    }

    private static string Theirs(AzureVNetPeering link) =>
        $"Timescale does not know yet what changed in your VNet: {Named(link.UntoldAddressPrefixes)} cannot reach "
        + "the Timescale VPC. Timescale's turn: it updates its half within 24 hours. Update-VpcPeering requests this "
        + "now, and waits. If nothing changes, Update-VpcPeering -Recreate makes the peering again.";

    private static string Ours(AzureVNetPeering link) =>
        $"Your half does not know what changed in Timescale's network: {Named(link.UnroutedAddressPrefixes)} "
        + "cannot be reached. Your turn: Update-VpcPeering updates your half.";

    private static string Named(string[]? ranges) =>
        ranges is null ? "a range that was added" : string.Join(", ", ranges);
}
