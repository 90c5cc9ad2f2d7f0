using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace TimescaleVpc.Engine.Networking;

/// <summary>A range of addresses in CIDR form, IPv4 or IPv6; equal to another one of the same addresses.</summary>
internal sealed record AddressRange
{
    private readonly IPNetwork network;

    private AddressRange(IPNetwork network) => this.network = network;

    /// <summary>The first address.</summary>
    public IPAddress First => network.BaseAddress;

    public int PrefixLength => network.PrefixLength;

    /// <summary>Reads a range; throws a <see cref="FormatException"/> that says what is wrong with the text.</summary>
    public static AddressRange Parse(string text) =>
        TryParse(text, out var range, out var why) ? range : throw new FormatException(why);

    /// <summary>
    /// A range that a platform shows, in the one form that ranges are compared and written in: without host bits. What
    /// is no range stays as it is.
    /// </summary>
    public static string Canonical(string text)
    {
        var at = text.IndexOf('/', StringComparison.Ordinal);
        return at > 0 && TryReadAddress(text[..at].Trim(), out var address)
            && TryReadPrefix(text[(at + 1)..].Trim(), address, out var prefix)
                ? $"{Mask(address, prefix)}/{prefix}" : text;
    }

    /// <summary>The range of an address alone; a range in the form of <see cref="Canonical(string)"/>.</summary>
    public static string OfAddress(string text) => TryReadAddress(text.Trim(), out var address)
        ? $"{address}/{Bits(address)}" : Canonical(text);

    /// <summary>The same of several; two texts of one range are one.</summary>
    public static IReadOnlyList<string> Canonical(IReadOnlyList<string> texts) =>
        texts.All(text => Canonical(text) == text)
            ? texts : [.. texts.Select(Canonical).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Reads a range strictly: a platform would take 10.1/16 or 10.0.0.5/16 for something, and not all for the same.
    /// </summary>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out AddressRange? range, [NotNullWhen(false)] out string? why)
    {
        range = null;
        why = null;
        text = text?.Trim() ?? "";
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            why = $"'{text}' is not an address range: the prefix length is missing, as in 10.0.0.0/16.";
        else if (!TryReadAddress(text[..slash], out var address))
            why = $"'{text}' is not an address range: '{text[..slash]}' is not an IPv4 or IPv6 address.";
        else if (!TryReadPrefix(text[(slash + 1)..], address, out var prefix))
            why = $"'{text}' is not an address range: the prefix length must be a number from 0 to {Bits(address)}.";
        else
        {
            var first = Mask(address, prefix);
            if (first.Equals(address))
                range = new AddressRange(new IPNetwork(first, prefix));
            else
                why = $"'{text}' has bits set beyond its prefix length; the range that holds it is {first}/{prefix}.";
        }

        return range is not null;
    }

    /// <summary>The range of a text that a platform shows; null if it is none.</summary>
    public static AddressRange? Read(string? text) => TryParse(text, out var range, out _) ? range : null;

    /// <summary>The same of several; what is no range is left out.</summary>
    public static IEnumerable<AddressRange> Read(IEnumerable<string?> texts) =>
        texts.Select(Read).OfType<AddressRange>();

    /// <summary>Whether the address is in this range. An IPv4 address in IPv6 form counts as IPv4.</summary>
    public bool Contains(IPAddress address) =>
        network.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    /// <summary>Whether the two share an address. If so, one of them contains the other.</summary>
    public bool Overlaps(AddressRange other) => Contains(other.First) || other.Contains(First);

    /// <summary>The parts of this range that another one leaves; none if that holds all of it.</summary>
    public IReadOnlyList<AddressRange> Except(AddressRange other)
    {
        if (!Overlaps(other)) return [this];
        return other.PrefixLength <= PrefixLength ? [] : [.. Halves().SelectMany(half => half.Except(other))];
    }

    /// <summary>The parts of this range that none of the others holds.</summary>
    public IReadOnlyList<AddressRange> Except(IEnumerable<AddressRange> others) => others.Aggregate(
        (IReadOnlyList<AddressRange>)[this], (parts, other) => [.. parts.SelectMany(part => part.Except(other))]);

    private AddressRange[] Halves()
    {
        var second = First.GetAddressBytes();
        second[PrefixLength / 8] |= (byte)(0x80 >> (PrefixLength % 8));
        return
        [
            new(new IPNetwork(First, PrefixLength + 1)), new(new IPNetwork(new IPAddress(second), PrefixLength + 1)),
        ];
    }

    /// <summary>The first of some ranges that shares an address with this one; what is no range does not.</summary>
    public AddressRange? FirstOverlap(IEnumerable<string> texts) => Read(texts).FirstOrDefault(Overlaps);

    /// <summary>The canonical text, as in <c>10.0.0.0/16</c>.</summary>
    public override string ToString() => network.ToString();

    private static int Bits(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;

    private static bool TryReadAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        // .NET takes 10.1, 0x0a.0.0.1, 010.0.0.1, [::1] and fe80::1%2 as well; none of them belongs in a range.
        if (!IPAddress.TryParse(text, out address) || text.AsSpan().ContainsAny('%', '['))
            return false;
        return address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString() == text
            : !address.IsIPv4MappedToIPv6;
    }

    private static bool TryReadPrefix(string text, IPAddress address, out int prefix) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
        && prefix <= Bits(address)
        && (text.Length == 1 || text[0] != '0');

    private static IPAddress Mask(IPAddress address, int prefix)
    {
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var maskBits = Math.Clamp(prefix - i * 8, 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - maskBits));
        }

        return new IPAddress(bytes);
    }
}
