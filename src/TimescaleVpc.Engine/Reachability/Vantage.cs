using System.Net.NetworkInformation;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>The location of this machine relative to the peering.</summary>
internal static class Vantage
{
    public const string Inside = "Inside";
    public const string Outside = "Outside";
    public const string Unknown = "Unknown";

    /// <summary>
    /// Inside if one of this machine's addresses is in a peered range. That is a strong hint, no proof: a home network
    /// may use the same private range.
    /// </summary>
    /// <param name="peeredCidrs">The ranges of the user's peered networks; empty if they are not known.</param>
    /// <param name="ownAddresses">This machine's addresses; null reads them.</param>
    public static string Of(IReadOnlyList<string> peeredCidrs, IEnumerable<IPAddress>? ownAddresses = null)
    {
        var ranges = new List<AddressRange>();
        foreach (var cidr in peeredCidrs)
        {
            if (AddressRange.TryParse(cidr, out var range, out _))
                ranges.Add(range);
        }

        try
        {
            var addresses = (ownAddresses ?? OwnAddresses()).ToArray();
            if (addresses.Any(a => ranges.Exists(r => r.Contains(a))))
                return Inside;
            // A range that could not be read may be the one that this machine is in.
            return addresses.Length == 0 || ranges.Count == 0 || ranges.Count < peeredCidrs.Count ? Unknown : Outside;
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException or IOException
            or UnauthorizedAccessException)
        {
            // A sandboxed host, as in Azure Automation, may not let us read its interfaces.
            return Unknown;
        }
    }

    private static IEnumerable<IPAddress> OwnAddresses() =>
        from card in NetworkInterface.GetAllNetworkInterfaces()
        where card.OperationalStatus != OperationalStatus.Down
            && card.NetworkInterfaceType != NetworkInterfaceType.Loopback
        from unicast in card.GetIPProperties().UnicastAddresses
        select unicast.Address;
}
