using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Decides, from what is wanted and what is listed alone, whether a VPC is there already.</summary>
internal static class TigerVpcDecision
{
    /// <summary>
    /// The VPC to adopt; null if it is not there and can be made. The order of the list does not count.
    /// </summary>
    /// <exception cref="TimescaleVpcException">It is there but of no use, or another one is in the way.</exception>
    public static TigerVpc? Adoptable(
        IReadOnlyList<TigerVpc> listed, string project, string name, AddressRange range, string region)
    {
        var there = listed.Where(vpc => vpc.State != TigerVpcStates.Deleted).ToArray();
        var named = Array.FindAll(there, vpc => Same(vpc.Name, name));
        var meant = named.Where(vpc => range.Equals(RangeOf(vpc)) && Same(vpc.Region, region))
            .OrderBy(vpc => TigerVpcStates.IsUnusable(vpc.State)).ThenBy(vpc => TigerVpcStates.IsLeaving(vpc.State))
            .FirstOrDefault();
        if (meant is not null)
        {
            if (TigerVpcStates.IsLeaving(meant.State))
                throw Catalogue.VpcExists.For(name, project, meant.Id, region, range, meant.State);
            return TigerVpcStates.IsUnusable(meant.State)
                ? throw Catalogue.VpcFailed.For(name, meant.Id, meant.State) : meant;
        }

        if (named is [var other, ..])
            throw Catalogue.VpcNameTaken.For(name, project, name, other.Cidr, other.Region);
        foreach (var vpc in there.Where(vpc => !TigerVpcStates.IsLeaving(vpc.State)))
        {
            if (RangeOf(vpc) is { } taken && taken.Overlaps(range))
                throw Catalogue.VpcOverlap.For(range.ToString(), range, taken, $"{vpc.Name} ({vpc.Id})");
        }

        return null;
    }

    /// <summary>The same VPC, made by another run at the same time; the one with the lowest id; null if none.</summary>
    public static TigerVpc? Twin(IReadOnlyList<TigerVpc> listed, TigerVpc created) =>
        listed.Where(vpc => vpc.Id != created.Id && !TigerVpcStates.IsLeaving(vpc.State)
                && Same(vpc.Name, created.Name) && vpc.Cidr == created.Cidr && Same(vpc.Region, created.Region))
            .MinBy(vpc => vpc.Id, StringComparer.Ordinal);

    private static AddressRange? RangeOf(TigerVpc vpc) =>
        AddressRange.TryParse(vpc.Cidr, out var range, out _) ? range : null;
}
