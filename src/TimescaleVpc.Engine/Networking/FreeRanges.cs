using System.Buffers.Binary;
using System.Net.Sockets;

namespace TimescaleVpc.Engine.Networking;

/// <summary>Private IPv4 ranges (RFC 1918) that nothing occupies.</summary>
internal static class FreeRanges
{
    private static readonly AddressRange[] Blocks =
        [AddressRange.Parse("10.0.0.0/8"), AddressRange.Parse("172.16.0.0/12"), AddressRange.Parse("192.168.0.0/16")];

    /// <summary>The first free ranges of a size.</summary>
    /// <param name="prefixLength">The size, as the length of the prefix.</param>
    /// <param name="occupiedRanges">What is taken.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<AddressRange> Next(
        int prefixLength, IReadOnlyCollection<AddressRange> occupiedRanges, int count)
    {
        var free = new List<AddressRange>();
        foreach (var block in Blocks.Where(block => prefixLength >= block.PrefixLength))
        {
            var (address, end) = (Number(block.First), Number(block.First) + Size(block.PrefixLength));
            while (address < end && free.Count < count)
            {
                var candidate = Range(address, prefixLength);
                var obstacle = occupiedRanges.Where(candidate.Overlaps).MinBy(range => range.PrefixLength);
                if (obstacle is null) free.Add(candidate);
                // What overlaps contains the candidate or lies in it; the next candidate begins after the larger one.
                address += Size(Math.Min(prefixLength, obstacle?.PrefixLength ?? prefixLength));
                address -= address % Size(prefixLength);
            }
        }

        return free;
    }

    private static long Size(int prefixLength) => 1L << (32 - prefixLength);

    private static long Number(IPAddress address) => BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static AddressRange Range(long first, int prefixLength)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)first);
        return AddressRange.Parse($"{new IPAddress(bytes)}/{prefixLength}");
    }

    /// <summary>Whether a range is one of IPv4, which is all that the platforms' VPCs have.</summary>
    public static bool IsIPv4(AddressRange range) => range.First.AddressFamily == AddressFamily.InterNetwork;
}
