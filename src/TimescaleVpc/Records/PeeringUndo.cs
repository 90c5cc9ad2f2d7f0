namespace TimescaleVpc;

/// <summary>What Undo-VpcPeering or Remove-VpcPeering removed, and what was there before and afterwards.</summary>
public sealed record PeeringUndo
{
    /// <summary>The peering that was undone.</summary>
    public VpcPeering Peering { get; internal init; } = new();

    /// <summary>What existed for the peering before, on both sides.</summary>
    public PeeringItem[] Before { get; internal init; } = [];

    /// <summary>What is left of it. When planned, the same as before.</summary>
    public PeeringItem[] After { get; internal init; } = [];

    /// <summary>What was removed, in order; empty if nothing was left to remove.</summary>
    public PeeringStep[] Changes { get; internal init; } = [];

    /// <summary>Why it ended before its end: what failed, or was answered with no. Null if nothing did.</summary>
    public string? Unfinished { get; internal init; }

    /// <summary>True if all was done, and nothing is left that this module made and nobody else needs.</summary>
    public bool IsComplete => !Planned && Unfinished is null && !Array.Exists(After, item => item.IsOurs && item.NeededBy is null);

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was changed.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The steps that a real run would take, in order; empty unless <see cref="Planned"/>.</summary>
    public PeeringStep[] Plan { get; internal init; } = [];

    /// <summary>The peering.</summary>
    public override string ToString() => $"{Peering}";
}
