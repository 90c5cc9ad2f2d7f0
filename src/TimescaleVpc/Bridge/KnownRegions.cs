namespace TimescaleVpc;

/// <summary>Regions as documented in 2026. The lists change: they suggest and warn, and refuse nothing.</summary>
internal static class KnownRegions
{
    /// <summary>The regions in which Timescale Cloud has VPCs.</summary>
    public static IReadOnlyList<string> TimescaleCloud { get; } =
    [
        "ap-northeast-1", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1",
        "eu-central-2", "eu-west-1", "eu-west-2", "sa-east-1", "us-east-1", "us-east-2", "us-west-2",
    ];

    /// <summary>AWS's commercial regions that are on in every account, and those of the list above.</summary>
    public static IReadOnlyList<string> Aws { get; } =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
        "ca-central-1", "eu-central-1", "eu-central-2", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3",
        "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];
}
