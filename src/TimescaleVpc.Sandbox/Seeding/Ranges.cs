using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>The rules for the address ranges of a network on any cloud.</summary>
internal static class Ranges
{
    private const string Four = "no IPv4 range such as 10.1.0.0/16";
    private const string Six = "no IPv6 range such as fd00:db8::/48";
    private const int LongestSix = 64;

    /// <summary>IPv4 networks without host bits, of a length that the cloud takes, none of them in another.</summary>
    public static void Check(Part part, string key, string[] ranges, int shortestPrefix, int longestPrefix) =>
        Check(part, key, ranges, shortestPrefix, longestPrefix, isSix: false);

    /// <summary>The same with IPv6 ranges in addition: Azure allows no network with IPv6 only.</summary>
    public static void CheckDual(Part part, string key, string[] ranges, int shortestPrefix, int longestPrefix)
    {
        var families = ranges.ToLookup(IsSix);
        if (!families[false].Any()) throw part.Refused(key, ranges[0], "is IPv6 only; a VNet needs an IPv4 range, too");
        Check(part, key, [.. families[false]], shortestPrefix, longestPrefix, isSix: false);
        Check(part, key, [.. families[true]], shortestPrefix, LongestSix, isSix: true);
    }

    private static void Check(Part part, string key, string[] ranges, int shortestPrefix, int longestPrefix, bool isSix)
    {
        foreach (var range in ranges)
        {
            if (Cidr.Canonical(range) is not { } network || IsSix(range) != isSix)
                throw part.Refused(key, range, $"is {(isSix ? Six : Four)}");
            if (network != range) throw part.Refused(key, range, $"has host bits set; the network is {network}");
            var length = Cidr.Parse(range)!.Value.Network.PrefixLength;
            if (length < shortestPrefix || length > longestPrefix)
                throw part.Refused(key, range, $"is not between /{shortestPrefix} and /{longestPrefix}");
        }

        for (var at = 1; at < ranges.Length; at++)
        {
            if (Cidr.Overlaps(ranges[..at], [ranges[at]]) is [var other, ..])
                throw part.Refused(key, ranges[at], $"overlaps {other}");
        }
    }

    private static bool IsSix(string range) => range.Contains(':', StringComparison.Ordinal);

    /// <summary>The first part of a range that is no larger than this.</summary>
    public static string First(string range, int length) =>
        Cidr.Parse(range) is { } wholeRange && wholeRange.Network.PrefixLength < length
            ? $"{wholeRange.Network.BaseAddress}/{length}"
            : range;
}
