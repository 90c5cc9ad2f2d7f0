namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Clouds that the managed service offers, with its prefix.</summary>
internal static class Clouds
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "timescale-aws-eu-central-1", "timescale-aws-eu-west-1", "timescale-aws-us-east-1",
        "timescale-azure-eastus", "timescale-azure-northeurope", "timescale-azure-switzerland-north",
        "timescale-azure-uksouth", "timescale-azure-westeurope", "timescale-google-europe-west1",
    ];

    /// <summary>The AWS region behind a cloud name.</summary>
    public static string AwsRegion(string cloud) => cloud.Replace("timescale-aws-", "", StringComparison.Ordinal);

    /// <summary>Azure's own name of the region behind a cloud name.</summary>
    public static string AzureRegion(string cloud) =>
        cloud.Replace("timescale-azure-", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    /// <summary>The way in which VPCs of a cloud are peered.</summary>
    public static string PeeringType(string cloud) => cloud switch
    {
        _ when cloud.Contains("azure", StringComparison.Ordinal) => "azure-vnet-peering",
        _ when cloud.Contains("aws", StringComparison.Ordinal) => "aws-vpc-peering-connection",
        _ => "google-vpc-peering",
    };
}
