using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// The inventory of a peering on the platform: the observed items, each with the evidence for its owner. Nothing is
/// recorded at creation, so the evidence must follow from the items themselves.
/// </summary>
internal static class PlatformItems
{
    public static readonly ItemKind ServiceKind = new("Service", "the service", "services");
    private static readonly ItemKind Half = new("Peering", "Timescale's half", "Timescale's halves");

    /// <summary>The platform's half.</summary>
    public static IEnumerable<PeeringItem> Of(VpcPeering peering, PlatformPeering? platformPeering, string name)
    {
        if (platformPeering is null or { Phase: PeeringPhase.None or PeeringPhase.Deleting }
            or { Failure: PeeringFailure.Deleted }) yield break;
        yield return Ours(Half, peering.PeeringId ?? name, name, "its identity: this very VPC and network");
    }

    public static PeeringItem Service(string id, string name) => new()
    {
        ItemKind = ServiceKind, Id = id, Name = name,
        KnownBy = "nothing: where a service was before is not recorded, so only -IncludeService moves it",
    };

    /// <summary>Something that this module made.</summary>
    public static PeeringItem Ours(ItemKind kind, string id, string name, string knownBy) =>
        new() { ItemKind = kind, Id = id, Name = name, IsOurs = true, KnownBy = knownBy };
}
