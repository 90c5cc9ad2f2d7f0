namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>The vendors' machine-readable descriptions, kept beside the repository.</summary>
internal static class VendorData
{
    public const string Ec2 = "ec2-2016-11-15.json";
    public const string Sts = "sts-2011-06-15.json";
    public const string Tiger = "timescale-cloud-openapi.yaml";

    public static string Read(string file) => File.ReadAllText(Find(file)!);

    public static string? Find(string file)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "TimescaleVpc.slnx"))) continue;
            var path = Path.Combine(at.Parent?.FullName ?? "", "shared", "data", file);
            return File.Exists(path) ? path : null;
        }

        return null;
    }
}
