using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>What a peering knows of the ranges of both networks, and what a new one takes over from it.</summary>
/// <param name="Peering">The peering with both halves.</param>
/// <param name="Phase">How the platform's half stands.</param>
internal sealed record RangeLook(VpcPeering Peering, PeeringPhase Phase)
{
    /// <summary>Which half lacks ranges.</summary>
    public RangeGap Gap { get; init; }

    /// <summary>Whether both halves work, or are on their way.</summary>
    public bool Stands { get; init; }

    /// <summary>Whether what is left of it prevents a new peering.</summary>
    public bool MustGo { get; init; }

    /// <summary>Why only a new peering helps, as a sentence without its end.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The peering that is asked for in its place.</summary>
    public required VpcPeering NewPeering { get; init; }

    /// <summary>How the new peering is approved: as the old one was.</summary>
    public required ApprovePeeringRequest Approval { get; init; }
}
