namespace TimescaleVpc.Engine.Networking;

/// <summary>Addresses that the public internet does not route.</summary>
internal static class PrivateRanges
{
    private static readonly AddressRange[] Ranges =
        [.. new[] { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
            "fc00::/7" }.Select(AddressRange.Parse)];

    public static bool Contain(string address) =>
        IPAddress.TryParse(address, out var parsedAddress)
            && Array.Exists(Ranges, range => range.Contains(parsedAddress));
}
