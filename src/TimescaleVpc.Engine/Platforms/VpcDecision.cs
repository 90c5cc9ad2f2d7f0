using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>Decides, from what is wanted and what is listed alone, whether a VPC is there already.</summary>
internal static class VpcDecision
{
    /// <summary>
    /// The VPC to adopt; null if it is not there and can be made. Range and place identify it and, where VPCs have one,
    /// the name. The order of the list does not count.
    /// </summary>
    /// <param name="vpcs">All VPCs of the project.</param>
    /// <param name="plannedVpc">The VPC that is to be there.</param>
    /// <exception cref="TimescaleVpcException">It is there but of no use, or another one is in the way.</exception>
    public static Vpc? Adoptable(IReadOnlyList<Vpc> vpcs, Vpc plannedVpc)
    {
        var range = AddressRange.Parse(plannedVpc.Cidr);

        // A name is free again once its VPC is deleted.
        var there = vpcs.Where(vpc => plannedVpc.Name is null || vpc.Phase != VpcPhase.Deleted).ToArray();
        var namesakes = Array.FindAll(there, vpc => Same(vpc.Name, plannedVpc.Name));
        var match = namesakes
            .Where(vpc => range.Equals(AddressRange.Read(vpc.Cidr)) && Same(vpc.Place, plannedVpc.Place))
            .OrderBy(IsLeaving).ThenBy(vpc => vpc.Phase == VpcPhase.Failed).FirstOrDefault();
        if (match is not null)
        {
            if (IsLeaving(match))
                throw Catalogue.VpcExists.For(
                    plannedVpc.Name ?? match.VpcId, plannedVpc.Project, match.VpcId, plannedVpc.Place, range,
                    match.State);
            return match.Phase == VpcPhase.Failed
                ? throw Catalogue.VpcFailed.For(plannedVpc.Name ?? match.VpcId, match, match.State) : match;
        }

        if (plannedVpc.Name is not null && namesakes is [var other, ..])
        {
            throw Catalogue.VpcNameTaken.For(
                plannedVpc.Name, plannedVpc.Project, plannedVpc.Name, other.Cidr, other.Region);
        }

        foreach (var vpc in there.Where(vpc => !IsLeaving(vpc)))
        {
            if (AddressRange.Read(vpc.Cidr) is { } takenRange && takenRange.Overlaps(range))
                throw Catalogue.VpcOverlap.For(
                    range.ToString(), range, takenRange, vpc.Name is null ? vpc.VpcId : $"{vpc.Name} ({vpc.VpcId})");
        }

        return null;
    }

    /// <summary>The same VPC, made by another run at the same time; the one with the lowest id; null if none.</summary>
    public static Vpc? Twin(IReadOnlyList<Vpc> vpcs, Vpc createdVpc) =>
        vpcs.Where(vpc => vpc.VpcId != createdVpc.VpcId && !IsLeaving(vpc) && Same(vpc.Name, createdVpc.Name)
                && vpc.Cidr == createdVpc.Cidr && Same(vpc.Region, createdVpc.Region))
            .MinBy(vpc => vpc.VpcId, StringComparer.Ordinal);

    private static bool IsLeaving(Vpc vpc) => vpc.Phase is VpcPhase.Deleting or VpcPhase.Deleted;
}
