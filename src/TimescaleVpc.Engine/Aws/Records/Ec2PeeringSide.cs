using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>One end of a peering connection. EC2 may show no ranges before it is active.</summary>
internal sealed record Ec2PeeringSide
{
    public string? OwnerId { get; init; }

    public string? VpcId { get; init; }

    public string? Region { get; init; }

    /// <summary>All IPv4 ranges that are shown; none while the request is pending.</summary>
    public IReadOnlyList<string> Cidrs { get; init => field = AddressRange.Canonical(value); } = [];

    /// <summary>Whether this end resolves the other's public names to private addresses; null if not shown.</summary>
    public bool? AllowsDns { get; init; }
}
