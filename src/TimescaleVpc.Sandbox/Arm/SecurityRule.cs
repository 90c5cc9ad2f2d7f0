using System.Globalization;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>A rule of a network security group. Its source ports are all.</summary>
internal sealed record SecurityRule(
    string Name, int Priority, string Direction, string Access, string Protocol, IReadOnlyList<string> Sources,
    IReadOnlyList<string> Destinations, IReadOnlyList<string> Ports)
{
    public const string Any = "*";
    public const string Network = "VirtualNetwork";
    public const string Internet = "Internet";
    public const string Inbound = "Inbound";
    public const string Outbound = "Outbound";
    public const string Allow = "Allow";
    public const string Deny = "Deny";
    public const string Tcp = "Tcp";

    /// <summary>The service tags that mean something here, as ARM spells them.</summary>
    public static IReadOnlyList<string> Tags { get; } = [Network, Internet];

    public static IReadOnlyList<string> Directions { get; } = [Outbound, Inbound];

    public static IReadOnlyList<string> Accesses { get; } = [Deny, Allow];

    public static IReadOnlyList<string> Protocols { get; } = [Any, Tcp, "Udp", "Icmp", "Esp", "Ah"];

    /// <summary>The numbers that rules of one's own may have, one rule for each number and direction.</summary>
    public static (int First, int Last) Priorities => (100, 4096);

    public bool IsAllowed => Access == Allow;

    public bool HasPort(int port) => Ports.Any(range => range == Any || Contains(range, port));

    public static bool IsPort(string range) => range == Any || Bounds(range) is var (first, last) && first <= last;

    private static bool Contains(string range, int port) =>
        Bounds(range) is var (first, last) && port >= first && port <= last;

    private static (int First, int Last)? Bounds(string range)
    {
        var numbers = range.Split('-').Select(part =>
            ushort.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1)
            .ToArray();
        return numbers is [>= 0] or [>= 0, >= 0] ? (numbers[0], numbers[^1]) : null;
    }
}
