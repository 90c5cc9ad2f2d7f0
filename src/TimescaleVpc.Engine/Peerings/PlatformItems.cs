using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// The inventory of a peering on the platform: what was observed, and how it is known whose it is. Nothing was written
/// down when it was made, so it must follow from the things themselves.
/// </summary>
internal static class PlatformItems
{
    /// <summary>The platform's half.</summary>
    public static IEnumerable<PeeringItem> Of(VpcPeering peering, PlatformPeering? found, string name)
    {
        if (found is { Phase: not (PeeringPhase.None or PeeringPhase.Deleting), State: not "DELETED" })
            yield return Ours("Peering", peering.PeeringId ?? name, name, "its identity: this very VPC and network");
    }

    public static PeeringItem Service(string id, string name) => new()
    {
        Kind = "Service", Id = id, Name = name,
        KnownBy = "nothing: where a service was before is not recorded, so only -IncludeService moves it",
    };

    /// <summary>Something that this module made.</summary>
    public static PeeringItem Ours(string kind, string id, string name, string knownBy) =>
        new() { Kind = kind, Id = id, Name = name, IsOurs = true, KnownBy = knownBy };
}
