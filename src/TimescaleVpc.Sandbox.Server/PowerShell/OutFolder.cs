namespace TimescaleVpc.Sandbox.Server.PowerShell;

/// <summary>Finds a file of the build in the nearest folder named out above this program.</summary>
internal static class OutFolder
{
    /// <summary>A file there; null if it is not there.</summary>
    public static string? Find(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine([folder.FullName, "out", .. parts]);
            if (File.Exists(file)) return file;
        }

        return null;
    }
}
