using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>Decides, from what is wanted and what is listed alone, whether a VPC is there already.</summary>
internal static class MstVpcDecision
{
    /// <summary>
    /// The VPC to adopt, which cloud and range identify; null if it is not there and can be made. The order of the list
    /// does not count.
    /// </summary>
    /// <exception cref="TimescaleVpcException">
    /// It is leaving, and can be neither adopted nor replaced yet; or another one is in the way.
    /// </exception>
    public static MstVpc? Adoptable(IReadOnlyList<MstVpc> vpcs, string project, string cloud, AddressRange range)
    {
        var match = vpcs.Where(vpc => Same(vpc.CloudName, cloud) && range.Equals(RangeOf(vpc)))
            .OrderBy(vpc => vpc.IsLeaving).FirstOrDefault();
        if (match is not null)
        {
            return match.IsLeaving
                ? throw Catalogue.VpcExists.For(match.Id, project, match.Id, cloud, range, match.State) : match;
        }

        foreach (var vpc in vpcs.Where(vpc => !vpc.IsLeaving))
        {
            if (RangeOf(vpc) is { } takenRange && takenRange.Overlaps(range))
                throw Catalogue.VpcOverlap.For(range.ToString(), range, takenRange, vpc.Id);
        }

        return null;
    }

    private static AddressRange? RangeOf(MstVpc vpc) =>
        AddressRange.TryParse(vpc.Cidr, out var range, out _) ? range : null;
}
