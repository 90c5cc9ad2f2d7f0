using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Judges the connection in AWS beside the platform's half.</summary>
internal static class AwsHalfCheck
{
    /// <param name="peeringCase">The peering with the platform's half.</param>
    /// <param name="half">Its connection.</param>
    /// <param name="connections">The connections of the region.</param>
    /// <param name="now">The time, for a request that lapses.</param>
    public static IEnumerable<PeeringFinding> Of(
        PeeringCase peeringCase, AwsHalf half, Reading<IReadOnlyList<Ec2Peering>> connections, DateTimeOffset now)
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
            (PeeringPhase.Active, CustomerHalf.Dead) when half is { Id: null, HasStrangers: true } => null,
            (PeeringPhase.Active, CustomerHalf.Dead) => FindingCatalogue.ConnectionGone,
            _ => null,
        };
        if (entry is not null) yield return entry.For(peeringCase.Subject, half.Id, evidence, half.Id ?? "(none)");
    }

    /// <summary>Why the request must not be accepted; the rules are those of the approval.</summary>
    private static TimescaleVpcException? Refusal(VpcPeering peering, Ec2Peering request, DateTimeOffset now) =>
        RequesterCheck.Refusal(ExpectedRequest.Of(request.Id, peering, account: null, source: null), request, now)
            is { } refusal && refusal.ErrorId != Catalogue.PeeringExpired.Id ? refusal : null;
}
