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
        IReadOnlyList<TigerVpc> vpcs, string project, string name, AddressRange range, string region)
    {
        var there = vpcs.Where(vpc => vpc.State != TigerVpcStates.Deleted).ToArray();
        var namesakes = Array.FindAll(there, vpc => Same(vpc.Name, name));
        var match = namesakes.Where(vpc => range.Equals(RangeOf(vpc)) && Same(vpc.Region, region))
            .OrderBy(vpc => TigerVpcStates.IsUnusable(vpc.State)).ThenBy(vpc => TigerVpcStates.IsLeaving(vpc.State))
            .FirstOrDefault();
        if (match is not null)
        {
            if (TigerVpcStates.IsLeaving(match.State))
                throw Catalogue.VpcExists.For(name, project, match.Id, region, range, match.State);
            return TigerVpcStates.IsUnusable(match.State)
                ? throw Catalogue.VpcFailed.For(name, match.Id, match.State) : match;
        }

        if (namesakes is [var other, ..])
            throw Catalogue.VpcNameTaken.For(name, project, name, other.Cidr, other.Region);
        foreach (var vpc in there.Where(vpc => !TigerVpcStates.IsLeaving(vpc.State)))
        {
            if (RangeOf(vpc) is { } takenRange && takenRange.Overlaps(range))
                throw Catalogue.VpcOverlap.For(range.ToString(), range, takenRange, $"{vpc.Name} ({vpc.Id})");
        }

        return null;
    }

    /// <summary>The same VPC, made by another run at the same time; the one with the lowest id; null if none.</summary>
    public static TigerVpc? Twin(IReadOnlyList<TigerVpc> vpcs, TigerVpc createdVpc) =>
        vpcs.Where(vpc => vpc.Id != createdVpc.Id && !TigerVpcStates.IsLeaving(vpc.State)
                && Same(vpc.Name, createdVpc.Name) && vpc.Cidr == createdVpc.Cidr
                && Same(vpc.Region, createdVpc.Region))
            .MinBy(vpc => vpc.Id, StringComparer.Ordinal);

    private static AddressRange? RangeOf(TigerVpc vpc) =>
        AddressRange.TryParse(vpc.Cidr, out var range, out _) ? range : null;
}
