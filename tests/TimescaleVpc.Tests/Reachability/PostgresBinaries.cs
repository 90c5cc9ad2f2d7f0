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
            d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }
}
