namespace TimescaleVpc.Engine.Aws;

/// <summary>Tags of a resource, by key. Letter case counts.</summary>
internal static class Ec2Tags
{
    public static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();
}
