using System.Globalization;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>How much is tried, and from which seed.</summary>
internal static class Nightly
{
    /// <summary>TIMESCALEVPC_NIGHTLY=1 tries much more, in its own time.</summary>
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("TIMESCALEVPC_NIGHTLY") == "1";

    /// <summary>TIMESCALEVPC_SEED=NUMBER repeats what a failure has printed; else every run has the same seed.</summary>
    public static int? GivenSeed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("TIMESCALEVPC_SEED"), CultureInfo.InvariantCulture,
            out var seed) ? seed : null;

    public static int Seed => GivenSeed ?? 20260101;
}
