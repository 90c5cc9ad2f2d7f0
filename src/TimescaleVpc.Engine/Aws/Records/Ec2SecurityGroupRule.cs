using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>One rule of a security group, with an id of its own.</summary>
internal sealed record Ec2SecurityGroupRule : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? GroupId { get; init; }

    public bool IsEgress { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c>, a number, or <c>-1</c> for all; in lower case.</summary>
    public string Protocol { get; init; } = "-1";

    /// <summary>-1 or null with all protocols.</summary>
    public int? FromPort { get; init; }

    public int? ToPort { get; init; }

    /// <summary>The range, IPv4 or IPv6; null if the peer is a group or a prefix list.</summary>
    public string? Cidr { get; init => field = value is null ? null : AddressRange.Canonical(value); }

    public string? PrefixListId { get; init; }

    public string? ReferencedGroupId { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}
