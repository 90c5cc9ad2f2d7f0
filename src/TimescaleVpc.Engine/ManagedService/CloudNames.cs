namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// The managed service's cloud names: <c>timescale-azure-westeurope</c>, or <c>azure-westeurope</c> on other projects
/// of the same API. The cloud is a part of the name, not always its beginning.
/// </summary>
internal static class CloudNames
{
    private static readonly string[] Clouds = ["azure", "aws", "google", "do", "upcloud"];

    /// <summary>The cloud that a name speaks of.</summary>
    public static Cloud Cloud(string cloudName)
    {
        var parts = cloudName.Split('-');
        var at = IndexOfCloud(parts);
        return at < 0 ? TimescaleVpc.Cloud.Other : parts[at].ToLowerInvariant() switch
        {
            "azure" => TimescaleVpc.Cloud.Azure,
            "aws" => TimescaleVpc.Cloud.Aws,
            _ => TimescaleVpc.Cloud.Other,
        };
    }

    /// <summary>The part after the cloud's name: the region, in the cloud's spelling.</summary>
    public static string Region(string cloudName)
    {
        var parts = cloudName.Split('-');
        var at = IndexOfCloud(parts);
        return at < 0 ? cloudName : string.Join('-', parts[(at + 1)..]);
    }

    private static int IndexOfCloud(string[] parts) =>
        Array.FindIndex(parts, part => Clouds.Contains(part.ToLowerInvariant()));
}
