using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A principal with the roles that it holds in a subscription.</summary>
/// <param name="Principal">The service principal; without a value if there is none.</param>
/// <param name="Assignments">Its assignments; null where there is no principal.</param>
/// <param name="Roles">Their roles, by id in capitals; what could not be read is not in it.</param>
internal sealed record PrincipalReading(
    Reading<EntraPrincipal> Principal, Reading<IReadOnlyList<AzureAssignment>>? Assignments,
    IReadOnlyDictionary<string, AzureRole> Roles)
{
    /// <summary>Whether all was read that tells which rights it has.</summary>
    public bool IsKnown => Principal.IsKnown && Assignments?.IsKnown != false
        && (Assignments?.Value ?? []).All(item => Roles.ContainsKey(item.RoleId.ToUpperInvariant()));

    /// <summary>The assignments that hold at a scope.</summary>
    public IEnumerable<AzureAssignment> At(string scope) =>
        (Assignments?.Value ?? []).Where(item => ArmRoles.Covers(item.Scope, scope));

    /// <summary>Whether one of them allows all actions at a scope.</summary>
    public bool Allows(string scope, string[] actions) =>
        At(scope).Any(item => Roles.GetValueOrDefault(item.RoleId.ToUpperInvariant())?.Allows(actions) == true);
}

/// <summary>Reads applications, service principals and roles for an examination, each once for all peerings.</summary>
internal sealed class AzureDirectory(ItemContext context)
{
    /// <summary>The application of an id; without a value if there is none.</summary>
    public Task<Reading<EntraApp>> AppAsync(string appId, CancellationToken cancel) => context.ReadAsync(
        new($"the application {appId}", "Entra ID"),
        async () =>
        {
            var account = await context.AzureAsync(cancel);
            return account.Idle(await account.Entra.GetAppAsync(appId, cancel));
        },
        cancel);

    /// <summary>The service principal of an application, with its roles in a subscription.</summary>
    public async Task<PrincipalReading> PrincipalAsync(string appId, string subscription, CancellationToken cancel)
    {
        var principal = await context.ReadAsync(
            new($"the service principal of {appId}", "Entra ID"),
            async () => await (await context.AzureAsync(cancel)).Entra.FindPrincipalAsync(appId, cancel), cancel);
        if (principal.Value is not { } service) return new(principal, null, new Dictionary<string, AzureRole>());

        var assignments = await context.ReadAsync(
            new($"the role assignments of {service.ObjectId}", $"subscription {subscription}"),
            async () => (IReadOnlyList<AzureAssignment>?)await (await context.AzureAsync(cancel)).Roles
                .ListAssignmentsAsync($"/subscriptions/{subscription}", service.ObjectId, cancel),
            cancel);
        var roles = new Dictionary<string, AzureRole>(StringComparer.Ordinal);
        foreach (var id in (assignments.Value ?? []).Select(item => item.RoleId.ToUpperInvariant()).Distinct())
        {
            var roleId = assignments.Value!.First(item => Same(item.RoleId, id)).RoleId;
            var role = await context.ReadAsync(
                new($"the role {roleId[(roleId.LastIndexOf('/') + 1)..]}", $"subscription {subscription}"),
                async () => await (await context.AzureAsync(cancel)).Roles.GetAsync(roleId, cancel), cancel);
            // A role that is gone allows nothing.
            if (role.IsKnown) roles[id] = role.Value ?? new AzureRole(roleId, "(deleted)", []);
        }

        return new(principal, assignments, roles);
    }
}
