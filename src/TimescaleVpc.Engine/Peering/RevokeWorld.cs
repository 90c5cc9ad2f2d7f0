using TimescaleVpc.Engine.Clouds.Azure;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.Peering;

/// <summary>What is there of a grant that is to be taken back, and who else needs it.</summary>
internal sealed record RevokeWorld
{
    public EntraApp? App { get; init; }

    /// <summary>Did this module make the application?</summary>
    public bool AppIsOurs { get; init; }

    public EntraPrincipal? PlatformPrincipal { get; init; }

    /// <summary>Did this module make the platform's service principal?</summary>
    public bool PlatformPrincipalIsOurs { get; init; }

    /// <summary>All assignments of our application in the subscription.</summary>
    public IReadOnlyList<AzureAssignment> OwnAssignments { get; init; } = [];

    /// <summary>All assignments of the platform's service principal in the subscription.</summary>
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
internal sealed record RevokeStep(PeeringStep Step, string Id);

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

        if (world.App is { } app && world.AppIsOurs && !world.AppInUse && ownLeft.Length == 0)
            steps.Add(new(StepCatalogue.RemoveApplication.On(app.Name), app.ObjectId));
        if (world.PlatformPrincipal is { } principal && world.PlatformPrincipalIsOurs && platformLeft.Length == 0
            && world.OtherNetworks.Count == 0)
        {
            steps.Add(new(
                StepCatalogue.RemovePlatformPrincipal.On($"platform application {principal.AppId}"),
                principal.ObjectId));
        }

        return steps;
    }

    /// <summary>
    /// An assignment of ours that this VNet needs, wherever it was made, and below which no other peering lies.
    /// </summary>
    private static bool CanGo(AzureAssignment item, GrantIntent intent, RevokeWorld world) =>
        item.Description?.StartsWith(Names.Mark, StringComparison.Ordinal) == true
        && ArmRoles.Covers(item.Scope, intent.Scope)
        && !world.OtherNetworks.Any(network => ArmRoles.Covers(item.Scope, network));
}
