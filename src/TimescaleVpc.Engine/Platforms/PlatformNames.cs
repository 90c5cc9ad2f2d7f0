namespace TimescaleVpc.Engine.Platforms;

/// <summary>The platforms by the words that records carry.</summary>
internal static class PlatformNames
{
    public const string ManagedService = "ManagedService";
    public const string TimescaleCloud = "TimescaleCloud";

    /// <summary>All of them.</summary>
    public static readonly string[] All = [ManagedService, TimescaleCloud];

    /// <summary>The one to sign in to for a VPC that has a name.</summary>
    public const string WithVpcNames = TimescaleCloud;

    /// <summary>Those that a connection signs in to: in a sandbox both.</summary>
    public static string[] Of(ConnectRequest request, bool isSandbox) =>
        request.Cloud ? [TimescaleCloud] : isSandbox ? All : [ManagedService];

    /// <summary>The name in a sentence.</summary>
    public static string Title(string name) => name switch
    {
        TimescaleCloud => "Timescale Cloud",
        _ => "Managed Service for TimescaleDB",
    };
}
