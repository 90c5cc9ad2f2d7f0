namespace TimescaleVpc.Sandbox.Server.PowerShell;

/// <summary>What the build laid out in the folder out, upwards from this program.</summary>
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
