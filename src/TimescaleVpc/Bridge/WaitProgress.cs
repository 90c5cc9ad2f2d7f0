namespace TimescaleVpc;

/// <summary>The progress of a wait.</summary>
/// <param name="Subject">What is waited for, for example the peering's name; one progress bar each.</param>
/// <param name="Status">Stage, state and the party that must act, in one line.</param>
/// <param name="Elapsed">How long it has been waited.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Completed">True once, at the end.</param>
internal sealed record WaitProgress(string Subject, string Status, TimeSpan Elapsed, TimeSpan Timeout, bool Completed);
