namespace TimescaleVpc.Tests.Support;

/// <summary>Where things are in the source tree.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The built module.</summary>
    public static string Module { get; } = Path.Combine(Root, "out", "TimescaleVpc");

    /// <summary>A program on PATH; null if there is none.</summary>
    public static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))
            .FirstOrDefault(File.Exists);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "TimescaleVpc.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("TimescaleVpc.slnx was not found above the tests.");
    }
}
