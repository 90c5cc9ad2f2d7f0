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
    public static IReadOnlyList<RevokeStep> Steps(GrantIntent intent, RevokeWorld world)
    {
        var steps = new List<RevokeStep>();
        var ownAssignments = Going(world.OwnAssignments, intent, world);
        var platform = Going(world.PlatformAssignments, intent, world);
        steps.AddRange(ownAssignments
            .Select(item => Unassign(StepCatalogue.UnassignOwnRole, item)));
        steps.AddRange(platform.Select(item => Unassign(StepCatalogue.UnassignPlatformRole, item)));

        var (ownLeft, platformLeft) = (world.OwnAssignments.Except(ownAssignments).ToArray(),
            world.PlatformAssignments.Except(platform).ToArray());
        if (world.OwnRole is { } ownRole && !ownLeft.Any(item => Same(item.RoleGuid, ownRole.Guid)))
            steps.Add(new(
                AzurePlace.Step(StepCatalogue.RemoveOwnRole, intent, ownRole.Name), ownRole.Id, Before: ownRole.Name));
        if (world.PlatformRole is { } platformRole && !platformLeft.Any(item => Same(item.RoleGuid, platformRole.Guid)))
        {
            steps.Add(new(
                AzurePlace.Step(StepCatalogue.RemovePlatformRole, intent, platformRole.Name), platformRole.Id,
                Before: platformRole.Name));
        }

        if (world.App is { } app)
        {
            if (world.AppIsOurs && !world.AppInUse && !Holds(ownLeft, world.OwnPrincipal, intent, world))
                steps.Add(new(StepCatalogue.RemoveApplication.On(app.Name), app.ObjectId, Before: app.AppId));
            else steps.AddRange(Credentials(app).Select(credential => new RevokeStep(
                StepCatalogue.RemoveLeftCredential.On($"{app.Name}: {credential.Name}", app.Name), app.ObjectId,
                credential, Words(credential))));
        }

        if (world.PlatformPrincipal is { } principal && world.PlatformPrincipalIsOurs
            && !Holds(platformLeft, principal, intent, world) && world.OtherNetworks.Count == 0)
        {
            steps.Add(new(
                StepCatalogue.RemovePlatformPrincipal.On($"platform application {principal.AppId}"),
                principal.ObjectId, Before: principal.ObjectId));
        }

        return steps;
    }

    /// <summary>A credential in words, without its value.</summary>
    public static string Words(EntraCredential credential) => $"{credential.Name}, expires {credential.Expires:u}";

    private static RevokeStep Unassign(StepKind kind, AzureAssignment item) => new(
        AzurePlace.Step(kind, item.Scope), item.Id, Before: $"role {item.RoleGuid} of {item.PrincipalId}");

    /// <summary>Our credentials of an application: all of them are left from runs that were cut short.</summary>
    public static IEnumerable<EntraCredential> Credentials(EntraApp app) =>
        app.Credentials.Where(item => item.Name.StartsWith(AzureNames.CredentialPrefix, StringComparison.Ordinal));

    /// <summary>
    /// Whether this module created the assignment, for this project, by its description. If the description was
    /// overwritten or dropped by a tool, the name is sufficient, since it is derived from scope, holder and role. A
    /// name does not contain the project; the holder determines it or, for the platform, which all projects share, the
    /// marks of other projects there.
    /// </summary>
    public static bool IsOurs(AzureAssignment item, string project, RevokeWorld world)
    {
        if (AzureNames.ReadAssignmentNote(item.Description) is { } note) return Same(note.Project, project);
        if (!HasOurName(item)) return false;
        return world.PlatformAssignments.Contains(item)
            ? !world.OwnAssignments.Any(other => AzureNames.ReadAssignmentNote(other.Description) is { } note
                && !Same(note.Project, project) && ArmRoles.Covers(item.Scope, other.Scope))
            : world.OwnPrincipal is null || Same(item.PrincipalId, world.OwnPrincipal.ObjectId);
    }

    /// <summary>
    /// Parts that stay although we created them, because an assignment without a mark of ours uses them: the part, and
    /// the assignment that uses it.
    /// </summary>
    public static IEnumerable<(string What, AzureAssignment Holder)> Held(GrantIntent intent, RevokeWorld world)
    {
        var all = world.OwnAssignments.Concat(world.PlatformAssignments).Where(item =>
            AzureNames.ReadAssignmentNote(item.Description) is null && !IsOurs(item, intent.Project, world)).ToArray();
        foreach (var role in new[] { world.OwnRole, world.PlatformRole }.OfType<AzureRole>())
            if (Array.Find(all, item => Same(item.RoleGuid, role.Guid)) is { } holder) yield return (role.Name, holder);
        if (world is { App: { } app, AppIsOurs: true, OwnPrincipal: { } ownPrincipal }
            && HolderOf(ownPrincipal) is { } ofApp)
            yield return (app.Name, ofApp);
        if (world is { PlatformPrincipal: { } platform, PlatformPrincipalIsOurs: true }
            && HolderOf(platform) is { } ofPlatform)
            yield return ($"platform application {platform.AppId}", ofPlatform);

        AzureAssignment? HolderOf(EntraPrincipal principal) =>
            Array.Find(all, item => Same(item.PrincipalId, principal.ObjectId));
    }

    /// <summary>Whether it is called as we call an assignment of this role, at this scope, to this holder.</summary>
    /// <summary>Whether its name is the one that this module gives.</summary>
    public static bool HasOurName(AzureAssignment item) => Same(
        item.Id[(item.Id.LastIndexOf('/') + 1)..],
        AzureNames.AssignmentGuid(item.Scope, item.PrincipalId, item.RoleGuid));

    /// <summary>A principal that the directory does not show, perhaps not yet, is told by our mark.</summary>
    private static bool Holds(
        IEnumerable<AzureAssignment> assignments, EntraPrincipal? principal, GrantIntent intent, RevokeWorld world) =>
        assignments.Any(item => principal is null
            ? IsOurs(item, intent.Project, world) : Same(item.PrincipalId, principal.ObjectId));

    /// <summary>Whether it applies at the scope of the grant, including assignments above it.</summary>
    public static bool Concerns(AzureAssignment item, GrantIntent intent) => ArmRoles.Covers(item.Scope, intent.Scope);

    private static AzureAssignment[] Going(
        IEnumerable<AzureAssignment> items, GrantIntent intent, RevokeWorld world) =>
        [.. items.Where(item => CanGo(item, intent, world))];

    /// <summary>
    /// An assignment of ours that this VNet needs, wherever it was made, and below which no other peering lies.
    /// </summary>
    private static bool CanGo(AzureAssignment item, GrantIntent intent, RevokeWorld world) =>
        IsOurs(item, intent.Project, world) && Concerns(item, intent)
        && !world.OtherNetworks.Any(network => ArmRoles.Covers(item.Scope, network));
}
