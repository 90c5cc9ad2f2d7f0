using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Judges the connection in AWS beside the platform's half.</summary>
internal static class AwsHalfCheck
{
    /// <param name="peeringCase">The peering with the platform's half.</param>
    /// <param name="connections">The connections of the region.</param>
    public static IEnumerable<PeeringFinding> Of(
        PeeringCase peeringCase, Reading<IReadOnlyList<Ec2Peering>> connections)
    {
        if (peeringCase.PlatformPeering is null) yield break;
        var peering = peeringCase.Peering;
        var half = AwsHalf.Of(peering.AwsPeeringId, peering, connections.Value!);
        FindingEvidence[] evidence =
        [
            peeringCase.Said,
            connections.Saying(half.Shown is { } connection ? $"{connection.Id} is {connection.Status}"
                : "no connection of this peering"),
        ];
        var entry = (peeringCase.Phase, AwsPeerings.HalfOf(half.Shown?.Status)) switch
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
}
