using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A security group.</summary>
internal sealed record Ec2SecurityGroup : IEc2Resource
{
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string? VpcId { get; init; }

    public IReadOnlyList<Ec2Permission> Outbound { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;

    /// <summary>The group that a VPC is born with; it cannot be deleted.</summary>
    public bool IsDefault => Same(Name, "default");

    /// <summary>Whether one of its rules lets TCP on a port out to a whole range.</summary>
    public bool LetsOut(int port, AddressRange target) => Outbound.Any(rule => rule.CoversTcp(port)
        && rule.Ranges.Any(range => AddressRange.TryParse(range.Cidr, out var outer, out _)
            && outer.PrefixLength <= target.PrefixLength && outer.Overlaps(target)));
}
