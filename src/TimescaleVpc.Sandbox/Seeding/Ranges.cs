using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>What holds for the address ranges of a network on any cloud.</summary>
internal static class Ranges
{
    /// <summary>Networks without host bits, of a length that the cloud takes, none of them in another.</summary>
    public static void Check(Part part, string key, string[] ranges, int shortest, int longest)
    {
        foreach (var range in ranges)
        {
            if (Cidr.Canonical(range) is not { } network || range.Contains(':', StringComparison.Ordinal))
                throw part.Refused(key, range, "is no IPv4 range such as 10.1.0.0/16");
            if (network != range) throw part.Refused(key, range, $"has host bits set; the network is {network}");
            var length = Cidr.Parse(range)!.Value.Network.PrefixLength;
            if (length < shortest || length > longest)
                throw part.Refused(key, range, $"is not between /{shortest} and /{longest}");
        }

        for (var at = 1; at < ranges.Length; at++)
        {
            if (Cidr.Overlaps(ranges[..at], [ranges[at]]) is [var other, ..])
                throw part.Refused(key, ranges[at], $"overlaps {other}");
        }
    }

    /// <summary>The first part of a range that is no larger than this.</summary>
    public static string First(string range, int length) =>
        Cidr.Parse(range) is { } whole && whole.Network.PrefixLength < length
            ? $"{whole.Network.BaseAddress}/{length}"
            : range;
}
