namespace TimescaleVpc.Engine.Platforms;

/// <summary>
/// The managed service's cloud names: <c>timescale-azure-westeurope</c>, or <c>azure-westeurope</c> on other projects
/// of the same API. The cloud is a part of the name, not always its beginning.
/// </summary>
internal static class CloudNames
{
    private static readonly string[] Clouds = ["azure", "aws", "google", "do", "upcloud"];

    public static bool IsAzure(string? cloudName) => Cloud(cloudName) == "azure";

    /// <summary>The cloud's word in the name; null if there is none.</summary>
    public static string? Cloud(string? cloudName) =>
        (cloudName ?? "").Split('-').Select(part => part.ToLowerInvariant()).FirstOrDefault(Clouds.Contains);

    /// <summary>The part after the cloud's name: the region, in the cloud's spelling.</summary>
    public static string Region(string cloudName)
    {
        var parts = cloudName.Split('-');
        var at = Array.FindIndex(parts, part => Clouds.Contains(part.ToLowerInvariant()));
        return at < 0 ? cloudName : string.Join('-', parts[(at + 1)..]);
    }
}
