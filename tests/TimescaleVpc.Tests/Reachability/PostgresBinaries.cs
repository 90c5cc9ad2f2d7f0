namespace TimescaleVpc.Tests.Reachability;

/// <summary>Finds PostgreSQL's server programs.</summary>
internal static class PostgresBinaries
{
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        // The fixture changes owners and sends signals in the Unix way.
        if (OperatingSystem.IsWindows())
            return null;
        const string debian = "/usr/lib/postgresql";
        var packaged = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).Order(StringComparer.Ordinal).Reverse().Select(d => d + "/bin")
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return packaged.Concat(onPath).FirstOrDefault(
            d => IsThere(Path.Combine(d, "initdb")) && IsThere(Path.Combine(d, "postgres")));
    }

    // A link counts as existing even where its end is gone.
    private static bool IsThere(string file) =>
        File.Exists(file) && File.ResolveLinkTarget(file, returnFinalTarget: true) is null or { Exists: true };
}
