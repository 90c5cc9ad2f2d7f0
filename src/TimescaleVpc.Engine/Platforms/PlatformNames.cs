namespace TimescaleVpc.Engine.Platforms;

/// <summary>The platforms by the words that records carry.</summary>
internal static class PlatformNames
{
    public const string ManagedService = "ManagedService";
    public const string TimescaleCloud = "TimescaleCloud";
}
