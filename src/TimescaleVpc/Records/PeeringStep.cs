namespace TimescaleVpc;

/// <summary>One change to one thing: planned, or done by this run.</summary>
public sealed record PeeringStep : ILabelled
{
    /// <summary>What is done, one word from the step catalogue, for example <c>CreateApplication</c>.</summary>
    public string Action { get; internal init; } = "";

    /// <summary>What it is done to. The same words in a plan and in the run that follows it.</summary>
    public string Target { get; internal init; } = "";

    /// <summary>Where it happens: <c>ManagedService</c>, <c>Entra</c> or <c>Azure</c>.</summary>
    public string Where { get; internal init; } = "";

    /// <summary>The permission that the step needs.</summary>
    public string Permission { get; internal init; } = "";

    /// <summary>Action and target.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Action}: {Target}";
}
