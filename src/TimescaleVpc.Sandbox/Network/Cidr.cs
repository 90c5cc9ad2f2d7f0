using System.Net;
using System.Net.Sockets;

namespace TimescaleVpc.Sandbox.Network;

/// <summary>An address range, IPv4 or IPv6.</summary>
internal readonly record struct Cidr(IPNetwork Network)
{
    /// <summary>The range; null for anything else, also for an address with bits beside the prefix.</summary>
    public static Cidr? Parse(string? text)
    {
        // Newer runtimes mask the bits beside the prefix away instead of refusing them.
        if (text is null || !text.Contains('/') || !IPNetwork.TryParse(text, out var network)) return null;
        var isExact = IPAddress.TryParse(text.Split('/')[0], out var address) && address.Equals(network.BaseAddress);
        return isExact ? new Cidr(network) : null;
    }

    public static bool Overlap(string one, string other) =>
        Parse(one) is { } a && Parse(other) is { } b &&
        (a.Network.Contains(b.Network.BaseAddress) || b.Network.Contains(a.Network.BaseAddress));

    /// <summary>The prefixes of the first list that overlap any of the second.</summary>
    public static List<string> Overlaps(IEnumerable<string> first, IEnumerable<string> second) =>
        [.. first.Where(one => second.Any(other => Overlap(one, other)))];

    /// <summary>The n-th address of an IPv4 range.</summary>
    public static string Address(string range, int number)
    {
        var network = IPNetwork.Parse(range);
        if (network.BaseAddress.AddressFamily != AddressFamily.InterNetwork) return network.BaseAddress.ToString();
        var bytes = network.BaseAddress.GetAddressBytes();
        var value = ((uint)bytes[0] << 24) + ((uint)bytes[1] << 16) + ((uint)bytes[2] << 8) + bytes[3] + (uint)number;
        return new IPAddress([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]).ToString();
    }
}
