namespace TimescaleVpc;

/// <summary>The output of Compare-VpcChange: a change in which a plan and what was done differ.</summary>
public sealed record VpcChangeDifference : ILabelled
{
    /// <summary>
    /// <c>NotDone</c>: planned, and not begun. <c>NotFinished</c>: planned and tried, but it failed or was stopped.
    /// <c>NotPlanned</c>: done, or tried, and in no plan.
    /// </summary>
    public string Difference { get; internal init; } = "";

    /// <summary>The change, in a sentence.</summary>
    public string What { get; internal init; } = "";

    /// <summary>The change, one word of the step catalogue.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>The object of the change.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>The platform of the change.</summary>
    public string Where { get; internal init; } = "";

    /// <summary>Why it was not finished: the ErrorId, or <c>Stopped</c>; else null.</summary>
    public string? ErrorId { get; internal init; }

    /// <summary>When it was done or tried, UTC; null if it was not.</summary>
    public DateTime? When { get; internal init; }

    /// <summary>Difference and sentence.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Difference}: {What}";
}
