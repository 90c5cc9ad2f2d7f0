namespace TimescaleVpc.Engine.Aws;

/// <summary>A VPC peering connection as one of its two accounts sees it.</summary>
internal sealed record Ec2Peering : IEc2Resource
{
    public string Id { get; init; } = "";

    /// <summary>One of <see cref="Ec2PeeringStates"/>, or a word that we do not know; in lower case.</summary>
    public string Status { get; init; } = "";

    public string? StatusMessage { get; init; }

    /// <summary>When a request lapses; null if it is none any more.</summary>
    public DateTimeOffset? Expires { get; init; }

    public Ec2PeeringSide Requester { get; init; } = new();

    public Ec2PeeringSide Accepter { get; init; } = new();

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}
