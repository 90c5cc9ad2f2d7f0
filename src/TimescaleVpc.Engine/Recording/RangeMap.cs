using System.Net.Sockets;
using System.Security.Cryptography;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// Stand-ins for addresses and ranges that keep every prefix: two addresses have as many leading bits in common as
/// before. So ranges overlap, and lie within each other, exactly as they did. Blocks with a meaning of their own, such
/// as the private ones, stay what they are.
/// </summary>
internal sealed class RangeMap(byte[] key)
{
    /// <summary>Nothing is learned from the first bits of an IPv6 address but who gives such addresses out.</summary>
    private const int KeptBitsOfV6 = 16;

    private static readonly (uint Address, int Length)[] Blocks =
    [
        .. new[]
        {
            "10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16",
        }.Select(Block),
    ];

    /// <summary>Blocks whose addresses are the same in all networks.</summary>
    private static readonly (uint Address, int Length)[] FixedBlocks =
        [.. new[] { "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32", "224.0.0.0/3" }.Select(Block)];

    /// <summary>An address, or a range; null if the text is neither.</summary>
    public string? Of(string text)
    {
        var parts = text.Split('/');
        if (!IPAddress.TryParse(parts[0], out var address)) return null;
        var bytes = address.GetAddressBytes();
        var length = bytes.Length * 8;
        if (parts.Length > 1 && (!int.TryParse(parts[1], out length) || length < 0 || length > bytes.Length * 8))
            return null;

        var standInBytes = (byte[])bytes.Clone();
        for (var bit = 0; bit < length; bit++)
        {
            if (MayFlip(address.AddressFamily, bytes, bit) && Flips(bytes, bit))
                standInBytes[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        }

        return parts.Length > 1 ? $"{new IPAddress(standInBytes)}/{length}" : $"{new IPAddress(standInBytes)}";
    }

    /// <summary>A bit on the way to one of the blocks stays: else an address could come into it, or leave it.</summary>
    private static bool MayFlip(AddressFamily family, byte[] bytes, int bit)
    {
        if (family == AddressFamily.InterNetworkV6) return bit >= KeptBitsOfV6;
        var address = Number(bytes);
        return !Array.Exists(Blocks, block => bit < block.Length && Prefix(address ^ block.Address, bit) == 0)
            && !Array.Exists(FixedBlocks, block => Prefix(address ^ block.Address, Math.Min(bit, block.Length)) == 0);
    }

    private static (uint Address, int Length) Block(string text)
    {
        var block = IPNetwork.Parse(text);
        return (Number(block.BaseAddress), block.PrefixLength);
    }

    /// <summary>What becomes of a bit follows from those before it, and from nothing else.</summary>
    private bool Flips(byte[] bytes, int bit)
    {
        Span<byte> before = stackalloc byte[18];
        before.Clear();
        before[0] = (byte)bytes.Length;
        before[1] = (byte)bit;
        for (var at = 0; at < bit; at++)
            before[2 + (at / 8)] |= (byte)(bytes[at / 8] & (0x80 >> (at % 8)));
        return (HMACSHA256.HashData(key, before)[0] & 1) == 1;
    }

    private static uint Prefix(uint number, int length) => length == 0 ? 0 : number >> (32 - length);

    private static uint Number(IPAddress address) => Number(address.GetAddressBytes());

    private static uint Number(byte[] bytes) =>
        ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
}
