using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// The ranges that words in rules of a VNet's security groups stand for: <c>*</c>, service tags, ranges and addresses.
/// </summary>
/// <param name="near">What the tag VirtualNetwork stands for.</param>
internal sealed class AzurePlaces(IReadOnlyList<AddressRange> near)
{
    private const string Any = "*";
    private static readonly AddressRange[] Everywhere = [AddressRange.Parse("0.0.0.0/0"), AddressRange.Parse("::/0")];

    /// <summary>
    /// VirtualNetwork is the VNet with all that is peered with it, as far as the links let traffic pass.
    /// </summary>
    /// <param name="vnet">The VNet.</param>
    /// <param name="peeredRanges">Ranges that are to be peered with it as well.</param>
    public static AzurePlaces Of(AzureVNet vnet, IEnumerable<AddressRange> peeredRanges) => new(
    [
        .. AddressRange.Read(vnet.AddressPrefixes), .. peeredRanges,
        .. vnet.Peerings.Where(link => Same(link.State, "Connected") && link.AllowsAccess != false)
            .SelectMany(link => AddressRange.Read(link.RemoteAddressPrefixes)),
    ]);

    /// <summary>The ranges of a word; none for a tag of Azure's own services.</summary>
    public IReadOnlyList<AddressRange> RangesOf(string word) => word.ToUpperInvariant() switch
    {
        Any => Everywhere,
        "VIRTUALNETWORK" => near,
        "INTERNET" => [.. Everywhere.SelectMany(all => all.Except(near))],
        _ => AddressRange.TryParse(AddressRange.OfAddress(word), out var range, out _) ? [range] : [],
    };
}
