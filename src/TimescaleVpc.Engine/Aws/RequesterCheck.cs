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
    public static TimescaleVpcException? Refusal(ExpectedRequest expected, Ec2Peering request, DateTimeOffset now)
    {
        var accepter = $"{request.Accepter.OwnerId}/{request.Accepter.Region}/{request.Accepter.VpcId}";
        var ownNetwork = $"{expected.AccountId}/{expected.Region}/{expected.AwsVpcId}";
        if (!Same(request.Id, expected.AwsPeeringId) || !Same(accepter, ownNetwork))
            return Catalogue.RequestNotOurs.For(request.Id, request.Id, accepter, ownNetwork);
        if (!Same(request.Requester.Region, expected.RequesterRegion))
        {
            return Catalogue.RequesterRegionUnexpected.For(
                request.Id, request.Id, request.Requester.Region ?? "(not shown)", expected.RequesterRegion);
        }

        if (CidrRefusal(expected, request) is { } cidr) return cidr;
        if (expected.RequesterVpc is { } vpc && !Same(request.Requester.VpcId, vpc))
            return Catalogue.RequesterVpcUnexpected.For(
                request.Id, request.Id, request.Requester.VpcId ?? "(not shown)", vpc);
        if (expected.RequesterAccount is { } account && !Same(request.Requester.OwnerId, account))
        {
            return Catalogue.RequesterAccountUnexpected.For(
                request.Id, request.Id, request.Requester.OwnerId ?? "(not shown)", expected.RequesterSource, account);
        }

        var lapsed = request.Status == Ec2PeeringStates.PendingAcceptance && request.Expires is { } end && end <= now;
        return lapsed || request.Status == Ec2PeeringStates.Expired
            ? Catalogue.PeeringExpired.For(request.Id, request.Id, expected.AwsVpcId) : null;
    }

    /// <summary>
    /// AWS may hide the ranges until the peering is active: then they are checked before any route is made.
    /// </summary>
    /// <param name="expected">What is expected.</param>
    /// <param name="request">What AWS shows.</param>
    /// <param name="mustShow">Whether ranges that are not shown are a refusal, too.</param>
    public static TimescaleVpcException? CidrRefusal(
        ExpectedRequest expected, Ec2Peering request, bool mustShow = false)
    {
        var fits = request.Requester.Cidrs.Count == 0 ? !mustShow : request.Requester.Cidrs.Any(text =>
            AddressRange.Canonical(text) == AddressRange.Canonical(expected.RequesterCidr));
        return fits ? null : Catalogue.RequesterCidrUnexpected.For(
            request.Id, request.Id, request.Requester.Cidrs.Count == 0 ? "(not shown)"
                : string.Join(", ", request.Requester.Cidrs), expected.RequesterCidr);
    }
}
