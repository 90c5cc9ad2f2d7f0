using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>A project VPC with its peering connections, as the managed service reports them.</summary>
internal sealed record MstVpc(Vpc Vpc, IReadOnlyList<PlatformPeering> Peerings);
