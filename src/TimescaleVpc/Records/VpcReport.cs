namespace TimescaleVpc;

/// <summary>The output of Export-VpcReport: what a file holds of a session, to be looked at before it is handed on.
/// </summary>
public sealed record VpcReport : ILabelled
{
    /// <summary>The report, a file of JSON.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>
    /// The table of names and their stand-ins, which stays with you; null if the names were kept.
    /// </summary>
    public string? NamesPath { get; internal init; }

    /// <summary>Whether Connect-Timescale -Replay takes it.</summary>
    public bool Replayable { get; internal init; }

    /// <summary>Why it cannot be replayed; null if it can.</summary>
    public string? Reason { get; internal init; }

    /// <summary>
    /// Why its last requests may be missing, as in a recording whose process was killed; null if all are there.
    /// </summary>
    public string? Cut { get; internal init; }

    /// <summary>The number of requests with their answers.</summary>
    public int Exchanges { get; internal init; }

    /// <summary>The hosts that were asked.</summary>
    public string[] Hosts { get; internal init; } = [];

    /// <summary>The number of findings.</summary>
    public int Findings { get; internal init; }

    /// <summary>The number of names, ids and ranges that stand-ins were put for.</summary>
    public int NamesReplaced { get; internal init; }

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was written.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The text of the report, in a plan only.</summary>
    public string? Content { get; internal init; }

    /// <summary>The report's path.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Path;
}
