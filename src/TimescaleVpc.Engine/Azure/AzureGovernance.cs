namespace TimescaleVpc.Engine.Azure;

/// <summary>A lock. It holds at its scope and below, and against every role.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scope">The subscription, resource group or resource that is locked.</param>
/// <param name="Level">Azure's word: CanNotDelete or ReadOnly.</param>
/// <param name="Notes">Why, if it says so.</param>
internal sealed record AzureLock(string Id, string Name, string Scope, string Level, string? Notes)
{
    /// <summary>Whether it forbids an action, which ends in read, write, action or delete.</summary>
    public bool Stops(string action, string resource) => ArmRoles.Covers(Scope, resource) && Verb(action) switch
    {
        "READ" => false,
        "DELETE" => true,
        _ => !Same(Level, "CanNotDelete"),
    };

    private static string Verb(string action) => action[(action.LastIndexOf('/') + 1)..].ToUpperInvariant();
}

/// <summary>A deny assignment. It forbids actions whatever roles allow.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">The name that Azure shows for it.</param>
/// <param name="Scope">Where it holds.</param>
/// <param name="Denied">What it forbids.</param>
/// <param name="Principals">The object ids of those that it is for; <see cref="Everyone"/> for all.</param>
/// <param name="Spared">The object ids of those that it is not for, groups among them.</param>
/// <param name="IsForScopeOnly">Whether it does not hold below its scope.</param>
internal sealed record AzureDenyAssignment(
    string Id, string Name, string Scope, IReadOnlyList<ActionSet> Denied, IReadOnlyList<string> Principals,
    IReadOnlyList<string> Spared, bool IsForScopeOnly)
{
    /// <summary>The id that stands for all principals.</summary>
    public const string Everyone = "00000000-0000-0000-0000-000000000000";

    /// <summary>Whether it forbids an action at a resource to a principal; null is one that is not known.</summary>
    public bool Stops(string action, string resource, string? principalId) =>
        (IsForScopeOnly ? Same(Scope, resource) : ArmRoles.Covers(Scope, resource))
        && Denied.Any(set => set.Allows(action))
        && Principals.Any(id => Same(id, Everyone) || Same(id, principalId))
        && !Spared.Any(id => Same(id, principalId));
}
