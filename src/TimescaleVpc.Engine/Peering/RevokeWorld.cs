using TimescaleVpc.Engine.Clouds.Azure;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Peering;

/// <summary>What is there of a grant that is to be taken back, and who else needs it.</summary>
internal sealed record RevokeWorld
{
    public EntraApp? App { get; init; }

    /// <summary>Did this module make the application?</summary>
    public bool AppIsOurs { get; init; }

    /// <summary>The application's service principal; it goes with the application.</summary>
    public EntraPrincipal? OwnPrincipal { get; init; }

    public EntraPrincipal? PlatformPrincipal { get; init; }

    /// <summary>Did this module make the platform's service principal?</summary>
    public bool PlatformPrincipalIsOurs { get; init; }

    /// <summary>The assignments in the subscription of our application, of our role for it, or with our mark.</summary>
    public IReadOnlyList<AzureAssignment> OwnAssignments { get; init; } = [];

    /// <summary>The assignments in the subscription of the platform's service principal, or of our role for it.</summary>
    public IReadOnlyList<AzureAssignment> PlatformAssignments { get; init; } = [];

    /// <summary>The roles that this module made, as far as they are there.</summary>
    public AzureRole? OwnRole { get; init; }

    public AzureRole? PlatformRole { get; init; }

    /// <summary>The VNets of the project's other peerings.</summary>
    public IReadOnlyList<string> OtherNetworks { get; init; } = [];

    /// <summary>Whether another peering of the project uses the application.</summary>
    public bool AppInUse { get; init; }
}

/// <summary>A step of a revocation, with the id that it acts on.</summary>
/// <param name="Step">What is done.</param>
/// <param name="Id">The id of what it is done to.</param>
/// <param name="Credential">The credential that goes, where the id is its application's.</param>
internal sealed record RevokeStep(PeeringStep Step, string Id, EntraCredential? Credential = null);

/// <summary>
/// Decides, from what was observed alone, what of a grant can go: what we made, and nobody else needs.
/// </summary>
internal static class RevokeDecision
{
    /// <param name="intent">The grant to take back.</param>
    /// <param name="world">What is there.</param>
    public static IReadOnlyList<RevokeStep> Steps(GrantIntent intent, RevokeWorld world)
    {
        var steps = new List<RevokeStep>();
        var own = world.OwnAssignments.Where(item => CanGo(item, intent, world)).ToArray();
        var platform = world.PlatformAssignments.Where(item => CanGo(item, intent, world)).ToArray();
        steps.AddRange(own.Select(item => new RevokeStep(StepCatalogue.UnassignOwnRole.On(item.Scope), item.Id)));
        steps.AddRange(platform.Select(item => new RevokeStep(StepCatalogue.UnassignPlatformRole.On(item.Scope),
            item.Id)));

        var (ownLeft, platformLeft) = (world.OwnAssignments.Except(own).ToArray(),
            world.PlatformAssignments.Except(platform).ToArray());
        if (world.OwnRole is { } ownRole && !ownLeft.Any(item => Same(item.RoleGuid, ownRole.Guid)))
            steps.Add(new(StepCatalogue.RemoveOwnRole.On(ownRole.Name), ownRole.Id));
        if (world.PlatformRole is { } platformRole && !platformLeft.Any(item => Same(item.RoleGuid, platformRole.Guid)))
            steps.Add(new(StepCatalogue.RemovePlatformRole.On(platformRole.Name), platformRole.Id));

        if (world.App is { } app)
        {
            if (world.AppIsOurs && !world.AppInUse && !Holds(ownLeft, world.OwnPrincipal, intent))
                steps.Add(new(StepCatalogue.RemoveApplication.On(app.Name), app.ObjectId));
            else steps.AddRange(Credentials(app).Select(left => new RevokeStep(
                StepCatalogue.RemoveCredential.On($"{app.Name}: {left.Name}"), app.ObjectId, left)));
        }

        if (world.PlatformPrincipal is { } principal && world.PlatformPrincipalIsOurs
            && !Holds(platformLeft, principal, intent) && world.OtherNetworks.Count == 0)
        {
            steps.Add(new(
                StepCatalogue.RemovePlatformPrincipal.On($"platform application {principal.AppId}"),
                principal.ObjectId));
        }

        return steps;
    }

    /// <summary>Our credentials of an application: all of them are left from runs that were cut short.</summary>
    public static IEnumerable<EntraCredential> Credentials(EntraApp app) =>
        app.Credentials.Where(item => item.Name.StartsWith(Names.CredentialPrefix, StringComparison.Ordinal));

    /// <summary>Did this module make it, for this project?</summary>
    public static bool IsOurs(AzureAssignment item, string project) =>
        item.Description?.StartsWith(Names.AssignmentNote(project, ""), StringComparison.Ordinal) == true;

    /// <summary>A principal that the directory does not show, perhaps not yet, is told by our mark.</summary>
    private static bool Holds(
        IEnumerable<AzureAssignment> assignments, EntraPrincipal? principal, GrantIntent intent) =>
        assignments.Any(item => principal is null
            ? IsOurs(item, intent.Project) : Same(item.PrincipalId, principal.ObjectId));

    /// <summary>Does it hold where the grant does, wherever it was made?</summary>
    public static bool Concerns(AzureAssignment item, GrantIntent intent) => ArmRoles.Covers(item.Scope, intent.Scope);

    /// <summary>
    /// An assignment of ours that this VNet needs, wherever it was made, and below which no other peering lies.
    /// </summary>
    private static bool CanGo(AzureAssignment item, GrantIntent intent, RevokeWorld world) =>
        IsOurs(item, intent.Project) && Concerns(item, intent)
        && !world.OtherNetworks.Any(network => ArmRoles.Covers(item.Scope, network));
}
