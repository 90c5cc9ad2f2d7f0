using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Judges the connection in AWS beside the platform's half.</summary>
/// <param name="peeringCase">The peering with the platform's half.</param>
/// <param name="half">Its connection.</param>
/// <param name="connections">The connections of the region.</param>
internal sealed class AwsHalfCheck(
    PeeringCase peeringCase, AwsHalf half, Reading<IReadOnlyList<Ec2Peering>> connections)
{
    /// <param name="now">The time, for a request that lapses.</param>
    public IEnumerable<PeeringFinding> Findings(DateTimeOffset now)
    {
        FindingEvidence[] evidence =
        [
            peeringCase.Said,
            connections.Saying(half.Shown is { } connection
                ? $"{connection.Id} is {connection.Status}; it comes from account {connection.Requester.OwnerId}, "
                    + $"VPC {connection.Requester.VpcId} in {connection.Requester.Region}"
                : "no connection of this peering"),
        ];
        var state = AwsPeerings.HalfOf(half.Shown?.Status);
        if (peeringCase.Phase == PeeringPhase.AwaitingCustomer && state == CustomerHalf.Pending
            && Refusal(peeringCase.Peering, half.Shown!, now) is { } refusal)
        {
            yield return FindingCatalogue.RequestSuspicious.For(
                peeringCase.Subject, half.Id, evidence, half.Id, refusal.Message);
            yield break;
        }

        var entry = (peeringCase.Phase, state) switch
        {
            (PeeringPhase.AwaitingCustomer, CustomerHalf.Pending) => FindingCatalogue.RequestAwaited,
            (PeeringPhase.AwaitingCustomer, CustomerHalf.Standing) => FindingCatalogue.ConnectionNotSeen,
            (PeeringPhase.AwaitingCustomer, _) => FindingCatalogue.RequestNotSeen,
            (PeeringPhase.Active, CustomerHalf.Dead) when half is { Id: null, HasStrangers: true } =>
                FindingCatalogue.ConnectionUnnamed,
            (PeeringPhase.Active, CustomerHalf.Dead) => FindingCatalogue.ConnectionGone,
            _ => null,
        };
        if (entry is not null) yield return entry.For(peeringCase.Subject, half.Id, evidence, half.Id ?? "(none)");
    }

    /// <summary>No route is added to a connection that the platform does not name.</summary>
    /// <param name="path">What was found behind it.</param>
    public IEnumerable<PeeringFinding> Unnamed(IReadOnlyList<PeeringFinding> path)
    {
        string[] routes =
        [
            FindingCatalogue.RouteMissing.Id, FindingCatalogue.RouteGone.Id, FindingCatalogue.RouteBlackHole.Id,
            FindingCatalogue.RouteTableLeftOut.Id,
        ];
        if (peeringCase is not { Phase: PeeringPhase.Active, PlatformPeering.AwsPeeringId: null }
            || !path.Any(finding => routes.Contains(finding.Id))) return path;
        return
        [
            FindingCatalogue.ConnectionUnnamed.For(
                peeringCase.Subject, half.Id,
                [peeringCase.Said, connections.Saying($"{half.Id} has this module's tag")],
                half.Id),
            .. path.Where(finding => !routes.Contains(finding.Id)),
        ];
    }

    /// <summary>The platform knows the ranges of the moment of peering, which our tag keeps.</summary>
    public IEnumerable<PeeringFinding> Ranges(Ec2Vpc network, Reading<IReadOnlyList<Ec2Vpc>> vpcs)
    {
        if (half is not { IsOurs: true, Shown: { } connection } || AwsRanges.MadeWith(connection) is not { } earlier
            || AwsRanges.Difference(network.Cidrs, earlier) is not { Length: > 0 } difference) yield break;
        yield return FindingCatalogue.RangesChanged.For(
            peeringCase.Subject, network.Id, [vpcs.Saying($"{network.Id}: {string.Join(", ", network.Cidrs)}")],
            network.Id, difference);
    }

    /// <summary>Why the request must not be accepted; the rules are those of the approval.</summary>
    private static TimescaleVpcException? Refusal(VpcPeering peering, Ec2Peering request, DateTimeOffset now) =>
        RequesterCheck.Refusal(peering with { AwsPeeringId = request.Id }, request, new(), now)
            is { } refusal && refusal.ErrorId != Catalogue.PeeringExpired.Id ? refusal : null;
}
