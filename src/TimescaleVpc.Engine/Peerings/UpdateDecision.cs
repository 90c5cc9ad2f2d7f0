namespace TimescaleVpc.Engine.Peerings;

/// <summary>The half of a peering that does not know all ranges of the network at its other end.</summary>
[Flags]
internal enum RangeGap
{
    /// <summary>None is known to be missing.</summary>
    None = 0,

    /// <summary>The customer's half; the customer renews it.</summary>
    Customer = 1,

    /// <summary>The platform's half; the platform renews it, in its own time.</summary>
    Platform = 2,

    /// <summary>Neither half can be renewed: only a new peering carries all ranges.</summary>
    Lasting = 4,
}

/// <summary>The next action of an update.</summary>
internal enum UpdateMove
{
    /// <summary>Nothing is left that this run could do.</summary>
    Done,

    /// <summary>Renew what the customer's half knows.</summary>
    Sync,

    /// <summary>Ask the platform to look, and wait until its half knows.</summary>
    Wait,

    /// <summary>Make the peering anew: an outage, so the user is asked.</summary>
    Renew,

    /// <summary>Make what an earlier run did not finish.</summary>
    Finish,
}

/// <summary>The inputs of the decision beside the two halves.</summary>
internal sealed record UpdateFacts
{
    /// <summary>Whether steps are only planned: nothing is waited for then.</summary>
    public bool IsPlanning { get; init; }

    /// <summary>Whether the user prefers a new peering to a wait for the platform.</summary>
    public bool Recreate { get; init; }

    /// <summary>Whether this run has renewed the customer's half, or tried to.</summary>
    public bool HasSynced { get; init; }

    /// <summary>Whether the time is up.</summary>
    public bool IsOverdue { get; init; }
}

/// <summary>Decides, from what was observed alone, how a peering gets to carry all ranges.</summary>
internal static class UpdateDecision
{
    /// <param name="gap">Which half lacks ranges.</param>
    /// <param name="stands">Whether both halves work, or are on their way.</param>
    /// <param name="facts">What counts beside them.</param>
    public static UpdateMove Next(RangeGap gap, bool stands, UpdateFacts facts)
    {
        if (gap.HasFlag(RangeGap.Lasting)) return UpdateMove.Renew;
        if (!stands) return UpdateMove.Finish;
        if (gap == RangeGap.None) return UpdateMove.Done;
        if (facts.Recreate) return UpdateMove.Renew;
        if (gap.HasFlag(RangeGap.Customer))
        {
            if (!facts.HasSynced) return UpdateMove.Sync;
            // It was refused, or Azure says that it changed nothing.
            if (!facts.IsPlanning) return UpdateMove.Renew;
        }

        return gap.HasFlag(RangeGap.Platform) && !facts.IsPlanning && !facts.IsOverdue
            ? UpdateMove.Wait : UpdateMove.Done;
    }
}
