namespace TimescaleVpc;

/// <summary>One change to one thing: planned, or done by this run.</summary>
public sealed record PeeringStep : ILabelled
{
    /// <summary>The change, one word of the step catalogue, for example <c>CreateApplication</c>.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>
    /// The object of the change with its ids, in the same words in a plan and in the run that follows it.
    /// </summary>
    public string Target { get; internal init; } = "";

    /// <summary>The platform of the change: <c>ManagedService</c>, <c>Entra</c> or <c>Azure</c>.</summary>
    public string Where { get; internal init; } = "";

    /// <summary>The permission that the step needs.</summary>
    public string Permission { get; internal init; } = "";

    /// <summary>The change in a sentence, with names instead of ids, and what follows from it.</summary>
    public string Sentence { get; internal init; } = "";

    /// <summary>Whether it is the same change. The sentence is only how it is said.</summary>
    public bool Equals(PeeringStep? other) => other is not null
        && (Action, Target, Where, Permission) == (other.Action, other.Target, other.Where, other.Permission);

    /// <summary>The same for the same change.</summary>
    public override int GetHashCode() => HashCode.Combine(Action, Target, Where, Permission);

    /// <summary>The sentence.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => Sentence.Length > 0 ? Sentence : $"{Action}: {Target}";
}
