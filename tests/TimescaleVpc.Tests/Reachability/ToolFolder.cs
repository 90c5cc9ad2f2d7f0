namespace TimescaleVpc.Tests.Reachability;

/// <summary>A search path that holds a few programs only, as on a bare machine.</summary>
internal sealed class ToolFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tsvpc-tools-");

    public ToolFolder(params string[] programs)
    {
        foreach (var program in programs)
            Assert.True(TryAdd(program), program);
    }

    public string Path => folder.FullName;

    /// <summary>False if this machine has no such program in the system's own folders.</summary>
    public bool TryAdd(string program)
    {
        string?[] folders = ["/usr/bin", "/bin", PostgresBinaries.Folder];
        var file = folders.Select(f => $"{f}/{program}").FirstOrDefault(File.Exists);
        if (file is not null)
            File.CreateSymbolicLink($"{Path}/{program}", file);
        return file is not null;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
