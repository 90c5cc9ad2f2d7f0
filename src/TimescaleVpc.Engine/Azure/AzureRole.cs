using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A role definition.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Name">Its name, unique in the tenant.</param>
/// <param name="Grants">What it allows.</param>
internal sealed record AzureRole(string Id, string Name, IReadOnlyList<ActionSet> Grants)
{
    public string Guid => Id[(Id.LastIndexOf('/') + 1)..];

    public bool Allows(IEnumerable<string> actions) => actions.All(action => Grants.Any(set => set.Allows(action)));
}

/// <summary>One block of permissions: actions and the exceptions from them, both with <c>*</c> as wildcard.</summary>
internal sealed record ActionSet(IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions)
{
    public bool Allows(string action) =>
        Actions.Any(pattern => Matches(pattern, action)) && !NotActions.Any(pattern => Matches(pattern, action));

    /// <summary>Each part between wildcards must come in order; the first and the last are anchored.</summary>
    private static bool Matches(string pattern, string action)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1) return Same(pattern, action);
        if (!action.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;

        var at = parts[0].Length;
        foreach (var part in parts[1..^1])
        {
            var index = action.IndexOf(part, at, StringComparison.OrdinalIgnoreCase);
            if (index < 0) return false;
            at = index + part.Length;
        }

        return action.Length - at >= parts[^1].Length
            && action.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A role assignment.</summary>
/// <param name="Id">Its ARM id.</param>
/// <param name="Scope">Where it holds, and below.</param>
/// <param name="RoleId">The ARM id of the role definition.</param>
/// <param name="PrincipalId">The object id of the principal.</param>
/// <param name="Description">Our mark, if we made it.</param>
/// <param name="Created">When it was made; null if ARM does not say.</param>
internal sealed record AzureAssignment(
    string Id, string Scope, string RoleId, string PrincipalId, string? Description, DateTimeOffset? Created)
{
    public string RoleGuid => RoleId[(RoleId.LastIndexOf('/') + 1)..];
}
