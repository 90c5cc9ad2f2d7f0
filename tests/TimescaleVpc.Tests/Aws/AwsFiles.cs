namespace TimescaleVpc.Tests.Aws;

/// <summary>A file of AWS profiles that goes away with the test.</summary>
internal sealed class AwsFiles : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tsvpc-aws-");

    public AwsFiles(string text)
    {
        Path = System.IO.Path.Combine(folder.FullName, "credentials");
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose() => folder.Delete(recursive: true);
}
