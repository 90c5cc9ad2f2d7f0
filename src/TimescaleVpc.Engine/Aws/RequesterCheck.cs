using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The conditions for accepting a request in AWS.</summary>
/// <param name="AwsPeeringId">The request that the platform reports for this peering.</param>
/// <param name="AccountId">Our account.</param>
/// <param name="Region">Our region.</param>
/// <param name="AwsVpcId">Our VPC.</param>
/// <param name="RequesterRegion">The region of the Timescale VPC.</param>
/// <param name="RequesterCidr">The range of the Timescale VPC.</param>
/// <param name="RequesterAccount">The account that it must come from; null if nothing is known.</param>
/// <param name="RequesterSource">What names that account.</param>
internal sealed record ExpectedRequest(
    string AwsPeeringId, string AccountId, string Region, string AwsVpcId, string RequesterRegion, string RequesterCidr,
    string? RequesterAccount, string? RequesterSource)
{
    /// <summary>The platform's own VPC in AWS, if it names it.</summary>
    public string? RequesterVpc { get; init; }

    /// <summary>The expected properties of a peering request.</summary>
    public static ExpectedRequest Of(string awsPeeringId, VpcPeering peering, string? account, string? source) => new(
        awsPeeringId, peering.AwsAccountId ?? "", peering.AwsRegion ?? "", peering.AwsVpcId ?? "", peering.VpcRegion,
        peering.VpcCidr, account, source);
}

/// <summary>
/// Decides, from the expectation and AWS's data alone, whether a request may be accepted. Anyone with an account id and
/// a VPC id can send a request that looks like the platform's; AWS itself checks nothing.
/// </summary>
internal static class RequesterCheck
{
    /// <summary>The reason to leave a request alone; null if it is the expected one.</summary>
    public static TimescaleVpcException? Refusal(ExpectedRequest expected, Ec2Peering shown, DateTimeOffset now)
    {
        var accepter = $"{shown.Accepter.OwnerId}/{shown.Accepter.Region}/{shown.Accepter.VpcId}";
        var ours = $"{expected.AccountId}/{expected.Region}/{expected.AwsVpcId}";
        if (!Same(shown.Id, expected.AwsPeeringId) || !Same(accepter, ours))
            return Catalogue.RequestNotOurs.For(shown.Id, shown.Id, accepter, ours);
        if (!Same(shown.Requester.Region, expected.RequesterRegion))
            return Catalogue.RequesterRegionUnexpected.For(shown.Id, shown.Id, shown.Requester.Region ?? "(not shown)",
                expected.RequesterRegion);
        if (CidrRefusal(expected, shown) is { } cidr) return cidr;
        if (expected.RequesterVpc is { } vpc && !Same(shown.Requester.VpcId, vpc))
            return Catalogue.RequesterVpcUnexpected.For(
                shown.Id, shown.Id, shown.Requester.VpcId ?? "(not shown)", vpc);
        if (expected.RequesterAccount is { } account && !Same(shown.Requester.OwnerId, account))
        {
            return Catalogue.RequesterAccountUnexpected.For(
                shown.Id, shown.Id, shown.Requester.OwnerId ?? "(not shown)", expected.RequesterSource, account);
        }

        var lapsed = shown.Status == Ec2PeeringStates.PendingAcceptance && shown.Expires is { } end && end <= now;
        return lapsed || shown.Status == Ec2PeeringStates.Expired
            ? Catalogue.PeeringExpired.For(shown.Id, shown.Id, expected.AwsVpcId) : null;
    }

    /// <summary>
    /// AWS may hide the ranges until the peering is active: then they are checked before any route is made.
    /// </summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="shown">What AWS shows.</param>
    /// <param name="mustShow">Whether ranges that are not shown are a refusal, too.</param>
    public static TimescaleVpcException? CidrRefusal(ExpectedRequest expected, Ec2Peering shown, bool mustShow = false)
    {
        var fits = shown.Requester.Cidrs.Count == 0 ? !mustShow : shown.Requester.Cidrs.Any(text =>
            AddressRange.Canonical(text) == AddressRange.Canonical(expected.RequesterCidr));
        return fits ? null : Catalogue.RequesterCidrUnexpected.For(
            shown.Id, shown.Id, shown.Requester.Cidrs.Count == 0 ? "(not shown)"
                : string.Join(", ", shown.Requester.Cidrs), expected.RequesterCidr);
    }
}
