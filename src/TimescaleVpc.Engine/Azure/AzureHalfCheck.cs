using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Judges the customer's half of a link beside the platform's.</summary>
internal static class AzureHalfCheck
{
    public static IEnumerable<PeeringFinding> Of(AzureCase azureCase)
    {
        if (azureCase.PlatformPeering is null) yield break;
        var (subject, peering) = (azureCase.Subject, azureCase.Peering);
        FindingEvidence[] evidence =
        [
            azureCase.Said,
            azureCase.Networks.Saying(peering.Link is { } link
                ? $"link {link.Name} is {link.State}, {link.SyncLevel}" : "the VNet has no link to Timescale"),
        ];
        var half = AzurePeerings.HalfOf(peering.LinkState);
        var entry = (azureCase.Phase, half) switch
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

        if (azureCase.Phase == PeeringPhase.Active && peering.Link?.AllowsAccess == false)
        {
            yield return FindingCatalogue.LinkBlocksTraffic.For(
                subject, LinkId(peering), [azureCase.Networks.Saying("allowVirtualNetworkAccess is false")],
                peering.Link.Name);
        }

        if (peering.Link?.UsesRemoteGateways == true)
        {
            yield return FindingCatalogue.LinkUsesGateways.For(
                subject, LinkId(peering), [azureCase.Networks.Saying("useRemoteGateways is true")], peering.Link.Name);
        }

        if (azureCase.Phase == PeeringPhase.Active && LinkSync.Gap(peering.Link) is { } gap)
            yield return FindingCatalogue.LinkOutOfSync.For(subject, LinkId(peering), evidence, gap);
    }

    private static string? LinkId(VpcPeering peering) => peering.Link is { } link
        ? $"{peering.VNetId}/virtualNetworkPeerings/{link.Name}" : null;
}
