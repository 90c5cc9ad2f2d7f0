namespace TimescaleVpc.Commands;

/// <summary>One piece of work that a <see cref="Pump"/> carries.</summary>
internal sealed class PumpJob
{
    /// <summary>True when it has ended and its output was read; for the pipeline thread only.</summary>
    internal bool Ended { get; set; }

    /// <summary>The pipeline object that it is for.</summary>
    internal object? Given { get; init; }

    /// <summary>Why it failed.</summary>
    internal Exception? Failure { get; set; }
}
