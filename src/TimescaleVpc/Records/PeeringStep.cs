namespace TimescaleVpc;

/// <summary>One change to one thing: planned, or done by this run.</summary>
public sealed record PeeringStep : ILabelled
{
    /// <summary>The change, one word of the step catalogue, for example <c>CreateApplication</c>.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>The object of the change, in the same words in a plan and in the run that follows it.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>The platform of the change: <c>ManagedService</c>, <c>Entra</c> or <c>Azure</c>.</summary>
    public string Where { get; internal init; } = "";

    /// <summary>The permission that the step needs.</summary>
    public string Permission { get; internal init; } = "";

    /// <summary>Action and target.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Action}: {Target}";
}
