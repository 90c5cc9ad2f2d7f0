namespace TimescaleVpc;

/// <summary>Rights that a runbook needs in one place, to be given as one role.</summary>
public sealed record RunbookRole : ILabelled
{
    /// <summary>
    /// The system that grants them: <c>Azure</c>, <c>Entra</c>, <c>ManagedService</c>, <c>AWS</c>, ...
    /// </summary>
    public string Where { get; internal init; } = "";

    /// <summary>The principal: the managed identity, or the owner of a key or token.</summary>
    public string Holder { get; internal init; } = "";

    /// <summary>
    /// The role's name: of a custom role to be made (Azure), an application permission of Microsoft Graph (Entra), a
    /// role that is there, or a policy.
    /// </summary>
    public string Role { get; internal init; } = "";

    /// <summary>The scope of the role: <c>Subscription</c>, <c>Network</c>, <c>Tenant</c>, ...</summary>
    public string Scope { get; internal init; } = "";

    /// <summary>The single permissions.</summary>
    public string[] Permissions { get; internal init; } = [];

    /// <summary>The steps that need them, as plans and changes name them; reading needs the rest.</summary>
    public string[] Steps { get; internal init; } = [];

    /// <summary>Place and role.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Where}: {Role}";
}
