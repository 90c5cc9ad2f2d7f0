using System.Net;
using System.Net.Sockets;

namespace TimescaleVpc.Sandbox.Network;

/// <summary>An address range, IPv4 or IPv6.</summary>
internal readonly record struct Cidr(IPNetwork Network)
{
    /// <summary>The range; null for anything else, also for an address with host bits.</summary>
    public static Cidr? Parse(string? text)
    {
        // Newer runtimes mask host bits instead of refusing them.
        if (text is null || !text.Contains('/') || !IPNetwork.TryParse(text, out var network)) return null;
        var isExact = IPAddress.TryParse(text.Split('/')[0], out var address) && address.Equals(network.BaseAddress);
        return isExact ? new Cidr(network) : null;
    }

    public static bool Overlap(string one, string other) =>
        Parse(one) is { } a && Parse(other) is { } b &&
        (a.Network.Contains(b.Network.BaseAddress) || b.Network.Contains(a.Network.BaseAddress));

    /// <summary>The range with its host bits cleared, as EC2 stores it; null if it is none.</summary>
    public static string? Canonical(string? text)
    {
        var parts = text?.Split('/') ?? [];
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address) ||
            !int.TryParse(parts[1], out var length)) return null;
        var bytes = address.GetAddressBytes();
        if (length < 0 || length > bytes.Length * 8) return null;
        // .NET accepts "10.1/16" as an address; the platforms do not.
        if (address.AddressFamily == AddressFamily.InterNetwork
            && parts[0].Count(part => part == '.') != 3) return null;
        for (var bit = length; bit < bytes.Length * 8; bit++) bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return $"{new IPAddress(bytes)}/{length}";
    }

    /// <summary>Whether the first range holds all of the second.</summary>
    public static bool Covers(string one, string other) => Parse(one) is { } a && Parse(other) is { } b &&
        a.Network.Contains(b.Network.BaseAddress) && a.Network.PrefixLength <= b.Network.PrefixLength;

    public static bool Contains(string range, string address) => Parse(range) is { } a &&
        IPAddress.TryParse(address, out var one) && a.Network.Contains(one);

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
