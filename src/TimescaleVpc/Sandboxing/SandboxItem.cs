namespace TimescaleVpc;

/// <summary>One thing that lives in the sandbox's world.</summary>
public sealed record SandboxItem : ILabelled
{
    /// <summary>The kind, for example <c>Entra.Application</c>.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>Its id; unique within the kind.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>Its name, or the id again.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>
    /// Its properties in one line of <c>name=value</c> pairs, sorted by name; no secret, no time stamp.
    /// </summary>
    public string Properties { get; internal init; } = "";

    /// <summary>Kind and name.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Kind} {Name}";
}
