namespace TimescaleVpc.Tests.Reliability;

/// <summary>How much is tried, and from which seed.</summary>
internal static class Nightly
{
    /// <summary>TIMESCALEVPC_NIGHTLY=1 tries much more, in its own time.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("TIMESCALEVPC_NIGHTLY") == "1";

    /// <summary>Where chance begins by day; a case's own seed is a part of its name.</summary>
    public const int Seed = 20260101;
}
