namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The simulated AWS regions, and those that an account must opt in to.</summary>
internal static class Ec2Regions
{
    public static IReadOnlyList<string> Enabled { get; } =
    [
        "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
        "eu-central-2", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2",
        "us-west-1", "us-west-2",
    ];

    public static IReadOnlyList<string> NotOptedIn { get; } = ["af-south-1", "ap-east-1", "eu-south-1", "me-south-1"];

    /// <summary>The hosts of a service, one for each region.</summary>
    public static string[] Hosts(string service) =>
        [.. Enabled.Concat(NotOptedIn).Select(region => $"{service}.{region}.amazonaws.com")];

    /// <summary>The region in a host name such as <c>ec2.eu-west-1.amazonaws.com</c>; null for another host.</summary>
    public static string? Of(string host, string service)
    {
        var parts = host.ToLowerInvariant().Split('.');
        return parts is [var name, var region, "amazonaws", "com"] && name == service &&
            (Enabled.Contains(region) || NotOptedIn.Contains(region)) ? region : null;
    }
}
