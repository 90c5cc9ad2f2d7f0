using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A rule of a network ACL.</summary>
internal sealed record Ec2AclEntry
{
    /// <summary>The number of the last IPv4 rule, which always denies; the console shows it as an asterisk.</summary>
    public const int Last = 32767;

    public int Number { get; init; }

    /// <summary>Outbound; otherwise inbound.</summary>
    public bool IsEgress { get; init; }

    /// <summary><c>allow</c> or <c>deny</c>, in lower case.</summary>
    public string Action { get; init; } = "";

    /// <summary>A number, or <c>-1</c> for all.</summary>
    public string Protocol { get; init; } = "-1";

    public string? Cidr { get; init => field = value is null ? null : AddressRange.Canonical(value); }

    /// <summary>Null where it holds for all ports.</summary>
    public PortSpan? Ports { get; init; }

    public bool Allows => Action == "allow";

    public AddressRange? Range => AddressRange.TryParse(Cidr, out var range, out _) ? range : null;

    /// <summary>The TCP ports that it is about; null if it is about none.</summary>
    public PortSpan? TcpPorts => Protocol switch
    {
        "-1" => PortSpan.All,
        "6" or "tcp" => Ports ?? PortSpan.All,
        _ => null,
    };

    /// <summary>As the console shows it, in one line.</summary>
    public override string ToString() => string.Join(' ', Number >= Last ? "*" : $"{Number}",
        IsEgress ? "outbound" : "inbound", Action.ToUpperInvariant(), TcpPorts is { } ports ? $"TCP {ports}" : Protocol,
        Cidr);
}
