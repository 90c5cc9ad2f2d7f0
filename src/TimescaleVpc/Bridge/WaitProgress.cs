namespace TimescaleVpc;

/// <summary>The progress of a wait.</summary>
/// <param name="Subject">What is waited for, for example the VNet; one progress bar each.</param>
/// <param name="Status">The state, then after a semicolon the party that must act.</param>
/// <param name="Elapsed">How long it has been waited.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Completed">True once, at the end.</param>
internal sealed record WaitProgress(string Subject, string Status, TimeSpan Elapsed, TimeSpan Timeout, bool Completed)
{
    /// <summary>How long it usually takes; null where nothing is known.</summary>
    public TimeSpan? Usual { get; init; }
}
