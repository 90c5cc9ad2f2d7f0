using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Judges the customer's half of a link beside the platform's.</summary>
internal static class AzureHalfCheck
{
    /// <param name="peeringCase">The peering with the platform's half.</param>
    /// <param name="vnet">The VNet; null if the subscription has none of this id.</param>
    /// <param name="networks">The reading that it was found in.</param>
    public static IEnumerable<PeeringFinding> Of(
        PeeringCase peeringCase, AzureVNet? vnet, Reading<IReadOnlyList<AzureVNet>> networks)
    {
        var (subject, id) = (peeringCase.Subject, peeringCase.Peering.VNetId);
        if (vnet is null)
        {
            yield return FindingCatalogue.VNetMissing.For(subject, id, [networks.Saying("no VNet of this id")]);
            yield break;
        }

        if (peeringCase.PlatformPeering is null) yield break;
        var peering = peeringCase.Peering.With([vnet]);
        FindingEvidence[] evidence =
        [
            peeringCase.Said,
            networks.Saying(peering.Link is { } link
                ? $"link {link.Name} is {link.State}, {link.SyncLevel}" : "the VNet has no link to Timescale"),
        ];
        var half = AzurePeerings.HalfOf(peering.LinkState);
        var entry = (peeringCase.Phase, half) switch
        {
            (PeeringPhase.AwaitingCustomer, CustomerHalf.Missing) => FindingCatalogue.LinkAwaited,
            (PeeringPhase.AwaitingCustomer, not CustomerHalf.Dead) => FindingCatalogue.LinkNotSeen,
            (PeeringPhase.AwaitingCustomer or PeeringPhase.Active, CustomerHalf.Dead) =>
                FindingCatalogue.LinkDisconnected,
            (PeeringPhase.Active, CustomerHalf.Missing) => FindingCatalogue.LinkMissing,
            _ => null,
        };
        if (entry is not null)
        {
            yield return entry.For(subject, LinkId(peering), evidence);
            yield break;
        }

        if (peeringCase.Phase == PeeringPhase.Active && peering.Link?.AllowsAccess == false)
        {
            yield return FindingCatalogue.LinkBlocksTraffic.For(
                subject, LinkId(peering), [networks.Saying("allowVirtualNetworkAccess is false")], peering.Link.Name);
        }

        if (peering.Link?.UsesRemoteGateways == true)
        {
            yield return FindingCatalogue.LinkUsesGateways.For(
                subject, LinkId(peering), [networks.Saying("useRemoteGateways is true")], peering.Link.Name);
        }

        if (peeringCase.Phase == PeeringPhase.Active && LinkSync.Gap(peering.Link) is { } gap)
            yield return FindingCatalogue.LinkOutOfSync.For(subject, LinkId(peering), evidence, gap);
    }

    private static string? LinkId(VpcPeering peering) => peering.Link is { } link
        ? $"{peering.VNetId}/virtualNetworkPeerings/{link.Name}" : null;
}
