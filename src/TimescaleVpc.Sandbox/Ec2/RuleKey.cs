using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The identity of a rule. The ports are null for protocols without ports.</summary>
internal sealed record RuleKey(string Protocol, int? FromPort = null, int? ToPort = null)
{
    public string? Ipv4 { get; init; }

    public string? Ipv6 { get; init; }

    public string? PrefixList { get; init; }

    public string? GroupId { get; init; }

    public string Peer => Ipv4 ?? Ipv6 ?? PrefixList ?? GroupId ?? "";

    /// <summary>Protocol, ports (<c>*</c> is all) and range, as in <c>tcp 5432 10.30.0.0/20</c>; or null.</summary>
    public static RuleKey? TryParse(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var protocol, var ports, var range]
            || Cidr.Canonical(range) is not { } cidr) return null;
        var key = protocol.ToLowerInvariant() switch
        {
            "-1" or "all" when ports == "*" => new RuleKey("-1"),
            "tcp" or "udp" when ports == "*" => new RuleKey(protocol.ToLowerInvariant(), 0, 65535),
            "tcp" or "udp" when PortRange.TryParse(ports) is { } portRange =>
                new RuleKey(protocol.ToLowerInvariant(), portRange.From, portRange.To),
            _ => null,
        };
        return key is null ? null
            : cidr.Contains(':', StringComparison.Ordinal) ? key with { Ipv6 = cidr } : key with { Ipv4 = cidr };
    }

    public override string ToString() => $"{Protocol}:{FromPort}-{ToPort}:{Peer}";
}
