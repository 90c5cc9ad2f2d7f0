namespace TimescaleVpc.Engine.Platforms;

/// <summary>The platform's half of a peering, with the answer that it was found in.</summary>
/// <param name="Found">The half; null if there is none.</param>
/// <param name="Listed">All peerings of the VPC, itself among them.</param>
internal sealed record PlatformLook(PlatformPeering? Found, IReadOnlyList<PlatformPeering> Listed)
{
    /// <summary>Nothing is there yet.</summary>
    public static PlatformLook Empty { get; } = new(null, []);

    /// <summary>How many peerings of the VPC count against its limit.</summary>
    public int Count => Listed.Count(peering => peering.Phase != PeeringPhase.Failed);
}
