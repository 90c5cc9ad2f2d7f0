using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Where a peering's request must come from, as far as it is known.</summary>
/// <param name="Account">The account; null if nothing is known.</param>
/// <param name="Source">What names that account.</param>
/// <param name="OwnVpc">The platform's own VPC in AWS; null if it does not name it.</param>
internal sealed record KnownRequester(string? Account = null, string? Source = null, string? OwnVpc = null);

/// <summary>
/// Decides, from the expectation and AWS's data alone, whether a request may be accepted. Anyone with an account id and
/// a VPC id can send a request that looks like the platform's; AWS itself checks nothing.
/// </summary>
internal static class RequesterCheck
{
    /// <summary>The reason to leave a request alone; null if it is the expected one.</summary>
    /// <param name="peering">The peering, with the request that the platform reports for it.</param>
    /// <param name="request">What AWS shows.</param>
    /// <param name="requester">Where it must come from.</param>
    /// <param name="now">The time.</param>
    public static TimescaleVpcException? Refusal(
        VpcPeering peering, Ec2Peering request, KnownRequester requester, DateTimeOffset now)
    {
        var subject = AwsPeerings.Subject(peering);
        var accepter = $"{request.Accepter.OwnerId}/{request.Accepter.Region}/{request.Accepter.VpcId}";
        var ownNetwork = $"{peering.AwsAccountId}/{peering.AwsRegion}/{peering.AwsVpcId}";
        if (!Same(request.Id, peering.AwsPeeringId) || !Same(accepter, ownNetwork))
            return Catalogue.RequestNotOurs.For(request.Id, request.Id, accepter, ownNetwork, subject);
        if (!Same(request.Requester.Region, peering.VpcRegion))
        {
            return Catalogue.RequesterRegionUnexpected.For(
                request.Id, request.Id, request.Requester.Region ?? "(not shown)", peering.VpcRegion, subject);
        }

        if (CidrRefusal(peering, request) is { } cidr) return cidr;
        if (requester.OwnVpc is { } vpc && !Same(request.Requester.VpcId, vpc))
            return Catalogue.RequesterVpcUnexpected.For(
                request.Id, request.Id, request.Requester.VpcId ?? "(not shown)", vpc, subject);
        if (requester.Account is { } account && !Same(request.Requester.OwnerId, account))
        {
            return Catalogue.RequesterAccountUnexpected.For(
                request.Id, request.Id, request.Requester.OwnerId ?? "(not shown)", requester.Source, account);
        }

        var isLapsed = request.Status == Ec2PeeringStates.PendingAcceptance && request.Expires is { } end && end <= now;
        return isLapsed || request.Status == Ec2PeeringStates.Expired
            ? Catalogue.PeeringExpired.For(request.Id, request.Id, subject) : null;
    }

    /// <summary>
    /// AWS may hide the ranges until the peering is active: then they are checked before any route is made.
    /// </summary>
    /// <param name="peering">The peering.</param>
    /// <param name="request">What AWS shows.</param>
    /// <param name="mustShow">Whether ranges that are not shown are a refusal, too.</param>
    public static TimescaleVpcException? CidrRefusal(
        VpcPeering peering, Ec2Peering request, bool mustShow = false)
    {
        var fits = request.Requester.Cidrs.Count == 0 ? !mustShow : request.Requester.Cidrs.Any(text =>
            AddressRange.Canonical(text) == AddressRange.Canonical(peering.VpcCidr));
        return fits ? null : Catalogue.RequesterCidrUnexpected.For(
            request.Id, request.Id, request.Requester.Cidrs.Count == 0 ? "(not shown)"
                : string.Join(", ", request.Requester.Cidrs), peering.VpcCidr, AwsPeerings.Subject(peering));
    }
}
