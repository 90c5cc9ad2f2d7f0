using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A VPC peering connection as one of its two accounts sees it.</summary>
internal sealed record Ec2Peering : IEc2Resource
{
    public string Id { get; init; } = "";

    string? IEc2Resource.VpcId => Accepter.VpcId;

    /// <summary>One of <see cref="Ec2PeeringStates"/>, or a word that we do not know; in lower case.</summary>
    public string Status { get; init; } = "";

    public string? StatusMessage { get; init; }

    /// <summary>When a request lapses; null if it is none any more.</summary>
    public DateTimeOffset? Expires { get; init; }

    public Ec2PeeringSide Requester { get; init; } = new();

    public Ec2PeeringSide Accepter { get; init; } = new();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}

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

/// <summary>The states of a peering connection, in the lower case of <see cref="Ec2Peering.Status"/>.</summary>
internal static class Ec2PeeringStates
{
    public const string Initiating = "initiating-request";
    public const string PendingAcceptance = "pending-acceptance";
    public const string Provisioning = "provisioning";
    public const string Active = "active";
    public const string Deleting = "deleting";
    public const string Deleted = "deleted";
    public const string Rejected = "rejected";
    public const string Failed = "failed";
    public const string Expired = "expired";

    /// <summary>Over for good: such entries stay visible for hours beside a live one of the same pair.</summary>
    public static bool IsDead(string? status) =>
        Same(status, Deleted) || Same(status, Rejected) || Same(status, Failed) || Same(status, Expired);
}
