using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// The managed service's cloud names: <c>timescale-azure-westeurope</c>, or <c>azure-westeurope</c> on other projects
/// of the same API. The cloud is a part of the name, not always its beginning.
/// </summary>
internal static class CloudNames
{
    private static readonly Dictionary<string, Cloud> Clouds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["azure"] = TimescaleVpc.Cloud.Azure, ["aws"] = TimescaleVpc.Cloud.Aws, ["google"] = TimescaleVpc.Cloud.Other,
        ["do"] = TimescaleVpc.Cloud.Other, ["upcloud"] = TimescaleVpc.Cloud.Other,
    };

    /// <summary>The cloud that a name speaks of.</summary>
    public static Cloud Cloud(string cloudName) =>
        cloudName.Split('-').Where(Clouds.ContainsKey).Select(part => Clouds[part]).FirstOrDefault();

    /// <summary>The part after the cloud's name: the region, in the cloud's spelling.</summary>
    public static string Region(string cloudName)
    {
        var parts = cloudName.Split('-');
        return string.Join('-', parts[(Array.FindIndex(parts, Clouds.ContainsKey) + 1)..]);
    }

    /// <summary>A customer's network: its cloud, and its id there. Without a resource group it is no VNet.</summary>
    public static (Cloud Cloud, string Id) Network(Cloud cloud, string account, string? group, string name) =>
        cloud switch
        {
            TimescaleVpc.Cloud.Azure when group is not null => (cloud, new VNetId(account, group, name).ToString()),
            TimescaleVpc.Cloud.Aws => (cloud, name),
            _ => (TimescaleVpc.Cloud.Other, $"{account}/{name}"),
        };
}
