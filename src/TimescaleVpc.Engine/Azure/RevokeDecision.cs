using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Azure;

/// <summary>A step of a revocation, with the id that it acts on.</summary>
/// <param name="Step">What is done.</param>
/// <param name="Id">The id of what it is done to.</param>
/// <param name="Credential">The credential that goes, where the id is its application's.</param>
/// <param name="Before">What it is, for the record.</param>
internal sealed record RevokeStep(
    PeeringStep Step, string Id, EntraCredential? Credential = null, string? Before = null);

/// <summary>
/// Decides, from the observation alone, which parts of a grant can be removed: those that we created and that nothing
/// else needs.
/// </summary>
internal static class RevokeDecision
{
    /// <param name="intent">The grant to take back.</param>
    /// <param name="world">What is there.</param>
    public static IReadOnlyList<RevokeStep> Steps(GrantIntent intent, GrantWorld world)
    {
        var steps = new List<RevokeStep>();
        foreach (var party in GrantParty.Both)
        {
            steps.AddRange(world[party].Assignments.Where(CanGo).Select(item => new RevokeStep(
                AzurePlace.Step(party.Unassign, item.Scope), item.Id,
                Before: $"role {item.RoleGuid} of {item.PrincipalId}")));
        }

        foreach (var party in GrantParty.Both)
        {
            if (world[party].Role is { } role && !Left(party).Any(item => Same(item.RoleGuid, role.Guid)))
                steps.Add(new(AzurePlace.Step(party.RemoveRole, intent, role.Name), role.Id, Before: role.Name));
        }

        if (world.App is { } app)
        {
            if (world.AppIsOurs && !world.AppInUse && !IsHeld(GrantParty.Own))
                steps.Add(new(StepCatalogue.RemoveApplication.On(app.Name), app.ObjectId, Before: app.AppId));
            else steps.AddRange(Credentials(app).Select(credential => new RevokeStep(
                StepCatalogue.RemoveLeftCredential.On($"{app.Name}: {credential.Name}", app.Name), app.ObjectId,
                credential, Words(credential))));
        }

        if (world.Platform.Principal is { IsOurs: true } principal && !IsHeld(GrantParty.Platform)
            && world.OtherNetworks.Count == 0)
        {
            steps.Add(new(
                StepCatalogue.RemovePlatformPrincipal.On($"platform application {principal.AppId}"),
                principal.ObjectId, Before: principal.ObjectId));
        }

        return steps;

        IEnumerable<AzureAssignment> Left(GrantParty party) =>
            world[party].Assignments.Where(item => !CanGo(item));

        // A principal that the directory does not show, perhaps not yet, is told by our mark.
        bool IsHeld(GrantParty party) => Left(party).Any(item => world[party].Principal is { } holder
            ? Same(item.PrincipalId, holder.ObjectId) : IsOurs(item, intent.Project, world));

        // One of ours that this VNet needs, wherever it was made, and below which no other peering lies.
        bool CanGo(AzureAssignment item) => IsOurs(item, intent.Project, world) && Concerns(item, intent)
            && !world.OtherNetworks.Any(network => ArmRoles.Covers(item.Scope, network));
    }

    /// <summary>A credential in words, without its value.</summary>
    public static string Words(EntraCredential credential) => $"{credential.Name}, expires {credential.Expires:u}";

    /// <summary>Our credentials of an application: all of them are left from runs that were cut short.</summary>
    public static IEnumerable<EntraCredential> Credentials(EntraApp app) =>
        app.Credentials.Where(item => item.Name.StartsWith(AzureNames.CredentialPrefix, StringComparison.Ordinal));

    /// <summary>
    /// Whether this module created the assignment, for this project, by its description. If the description was
    /// overwritten or dropped by a tool, the name is sufficient, since it is derived from scope, holder and role. A
    /// name does not contain the project; the holder determines it or, for the platform, which all projects share, the
    /// marks of other projects there.
    /// </summary>
    public static bool IsOurs(AzureAssignment item, string project, GrantWorld world)
    {
        if (AzureNames.ReadAssignmentNote(item.Description) is { } note) return Same(note.Project, project);
        if (!HasOurName(item)) return false;
        return world.Platform.Assignments.Contains(item)
            ? !world.Own.Assignments.Any(other => AzureNames.ReadAssignmentNote(other.Description) is { } note
                && !Same(note.Project, project) && ArmRoles.Covers(item.Scope, other.Scope))
            : world.Own.Principal is not { } holder || Same(item.PrincipalId, holder.ObjectId);
    }

    /// <summary>
    /// Parts that stay although we created them, because an assignment without a mark of ours uses them: the part, and
    /// the assignment that uses it.
    /// </summary>
    public static IEnumerable<(string What, AzureAssignment Holder)> Held(GrantIntent intent, GrantWorld world)
    {
        var all = world.Assignments.Where(item =>
            AzureNames.ReadAssignmentNote(item.Description) is null && !IsOurs(item, intent.Project, world)).ToArray();
        foreach (var role in world.Roles)
            if (Array.Find(all, item => Same(item.RoleGuid, role.Guid)) is { } holder) yield return (role.Name, holder);
        if (world is { App: { } app, AppIsOurs: true, Own.Principal: { } ownPrincipal }
            && HolderOf(ownPrincipal) is { } ofApp)
            yield return (app.Name, ofApp);
        if (world.Platform.Principal is { IsOurs: true } platform && HolderOf(platform) is { } ofPlatform)
            yield return ($"platform application {platform.AppId}", ofPlatform);

        AzureAssignment? HolderOf(EntraPrincipal principal) =>
            Array.Find(all, item => Same(item.PrincipalId, principal.ObjectId));
    }

    /// <summary>Whether its name is the one that this module gives.</summary>
    public static bool HasOurName(AzureAssignment item) => Same(
        item.Id[(item.Id.LastIndexOf('/') + 1)..],
        AzureNames.AssignmentGuid(item.Scope, item.PrincipalId, item.RoleGuid));

    /// <summary>Whether it applies at the scope of the grant, including assignments above it.</summary>
    public static bool Concerns(AzureAssignment item, GrantIntent intent) => ArmRoles.Covers(item.Scope, intent.Scope);
}
