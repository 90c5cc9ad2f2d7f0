using System.Globalization;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>One rule of a network ACL. Ports count for TCP and UDP only; null is all of them.</summary>
internal sealed record AclEntry(int Number, bool IsEgress, bool Allows, string Protocol, string Range)
{
    /// <summary>The form in which <see cref="TryParse"/> takes an entry.</summary>
    public const string Form = "90 egress deny tcp 5432 10.30.0.0/20";

    /// <summary>The number of the last rule, which denies what none before it has decided.</summary>
    public const int Last = 32767;

    private const int LastIpv6 = 32768;

    public (int From, int To)? Ports { get; init; }

    public bool IsIpv6 => Range.Contains(':', StringComparison.Ordinal);

    /// <summary>One of those that EC2 keeps at the end of both lists; it cannot be removed.</summary>
    public bool IsLast => Number >= Last;

    public static AclEntry All(int number, bool isEgress, bool allows, bool isIpv6 = false) =>
        new(isIpv6 && number == Last ? LastIpv6 : number, isEgress, allows, "-1", isIpv6 ? "::/0" : "0.0.0.0/0");

    /// <summary>Number, direction, action, protocol, ports (<c>*</c> is all) and range; null if it is none.</summary>
    public static AclEntry? TryParse(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not
            [var number, var direction, var action, var protocol, var ports, var range]) return null;
        var way = Way(direction);
        var allows = Same(action, "allow") ? true : Same(action, "deny") ? false : (bool?)null;
        var protocolNumber = ProtocolNumber(protocol);
        if (TryNumber(number) is not { } rule || way is null || allows is null || protocolNumber is null
            || Cidr.Canonical(range) is not { } cidr) return null;
        if (ports == "*") return new AclEntry(rule, way.Value, allows.Value, protocolNumber, cidr);
        return protocolNumber is "6" or "17" && PortRange.TryParse(ports) is { } portRange
            ? new AclEntry(rule, way.Value, allows.Value, protocolNumber, cidr) { Ports = portRange } : null;
    }

    /// <summary>Whether it is a rule of the outbound list; null for another word.</summary>
    public static bool? Way(string direction) =>
        Same(direction, "egress") ? true : Same(direction, "ingress") ? false : null;

    public static int? TryNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < Last
            ? number : null;

    public bool Matches(string address, int port) => Cidr.Contains(Range, address)
        && (Protocol == "-1" || Protocol == "6" && (Ports is not { } ports || ports.From <= port && port <= ports.To));

    public override string ToString() => string.Join(' ', Number, IsEgress ? "egress" : "ingress",
        Allows ? "allow" : "deny", Protocol, Ports is { } ports ? $"{ports.From}-{ports.To}" : "*", Range);

    private static string? ProtocolNumber(string text) => text.ToLowerInvariant() switch
    {
        "-1" or "all" => "-1",
        "tcp" => "6",
        "udp" => "17",
        "icmp" => "1",
        var other => byte.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? other : null,
    };
}
