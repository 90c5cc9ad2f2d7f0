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

/// <summary>A permission of a security group: a protocol, a port range, and its peers.</summary>
internal sealed record Ec2Permission
{
    /// <summary><c>tcp</c>, <c>udp</c>, a number, or <c>-1</c> for all; in lower case.</summary>
    public string Protocol { get; init; } = "-1";

    /// <summary>Null with all protocols.</summary>
    public int? FromPort { get; init; }

    public int? ToPort { get; init; }

    public IReadOnlyList<Ec2Range> Ranges { get; init; } = [];

    public IReadOnlyList<Ec2Range> Ipv6Ranges { get; init; } = [];

    public IReadOnlyList<string> PrefixListIds { get; init; } = [];

    public IReadOnlyList<string> GroupIds { get; init; } = [];

    /// <summary>All that a new group lets out over IPv4.</summary>
    public static Ec2Permission AllOut { get; } = new() { Ranges = [new("0.0.0.0/0")] };

    /// <summary>TCP to one port of a range.</summary>
    public static Ec2Permission Tcp(int port, string cidr, string? description = null)
    {
        Ec2Range[] range = [new(cidr, description)];
        var permission = new Ec2Permission { Protocol = "tcp", FromPort = port, ToPort = port };
        return cidr.Contains(':', StringComparison.Ordinal)
            ? permission with { Ipv6Ranges = range } : permission with { Ranges = range };
    }

    /// <summary>Whether it allows TCP on this port, for any peer.</summary>
    public bool CoversTcp(int port) =>
        Protocol == "-1" || Protocol is "tcp" or "6" && (FromPort ?? 0) <= port && port <= (ToPort ?? 65535);
}

/// <summary>A range of addresses in a permission, with what was written beside it.</summary>
internal sealed record Ec2Range(string Cidr, string? Description = null)
{
    public string Cidr { get; init => field = AddressRange.Canonical(value); } = AddressRange.Canonical(Cidr);
}

/// <summary>A security group to be made.</summary>
internal sealed record Ec2NewGroup(string VpcId, string Name, string Description)
{
    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;
}
