using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Decides, from intent and what was observed alone, which steps of a grant can be done now.</summary>
internal static class GrantDecision
{
    /// <summary>
    /// The steps for what VNets of a project share: application, service principals, roles. All that are returned can
    /// go side by side; none means done. What only a directory administrator may do comes first and alone, so that a
    /// refusal leaves nothing behind.
    /// </summary>
    public static IReadOnlyList<PeeringStep> NextShared(GrantIntent intent, GrantWorld world)
    {
        if (world.PlatformPrincipal is null)
            return [CreatePlatformPrincipal.On($"platform application {intent.PlatformAppId}")];
        if (world.App is null && intent.OwnApp) return [CreateApplication.On(AppName(intent))];

        var steps = new List<PeeringStep>();
        if (world is { App: { } app, AppIsOurs: true } && AppTags.AreMissing(intent.Tags, app))
            steps.Add(TagApplication.On(AppName(intent), AzureNames.App(intent.Project), intent.Tags!.ToString()));
        if (world.OwnPrincipal is null && (intent.OwnApp || world.AppIsOurs))
            steps.Add(CreateOwnPrincipal.On(AzureNames.App(intent.Project)));
        if (world.OwnRole is null && intent.OwnRole)
            steps.Add(AzurePlace.Step(CreateOwnRole, intent, AzureNames.OwnRole(intent.Subscription)));
        if (world.PlatformRole is null && intent.PlatformRole)
            steps.Add(AzurePlace.Step(CreatePlatformRole, intent, AzureNames.PlatformRole(intent.Subscription)));
        return steps;
    }

    /// <summary>The application, with the tags that it is to have.</summary>
    private static string AppName(GrantIntent intent) =>
        intent.Tags?.On(AzureNames.App(intent.Project)) ?? AzureNames.App(intent.Project);

    /// <summary>The steps for one VNet: the two assignments. The shared things must be there.</summary>
    public static IReadOnlyList<PeeringStep> NextAssignments(GrantIntent intent, GrantWorld world)
    {
        var steps = new List<PeeringStep>();
        if (world.OwnAssignment is null) steps.Add(AzurePlace.Step(AssignOwnRole, intent.Scope));
        if (world.PlatformAssignment is null) steps.Add(AzurePlace.Step(AssignPlatformRole, intent.Scope));
        return steps;
    }

    /// <summary>All steps that are still to come.</summary>
    public static IReadOnlyList<PeeringStep> Remaining(GrantIntent intent, GrantWorld world)
    {
        var steps = new List<PeeringStep>();
        for (var now = world; NextShared(intent, now) is { Count: > 0 } next;)
        {
            steps.AddRange(next);
            now = next.Aggregate(now, (state, step) => Assume(intent, state, step));
        }

        steps.AddRange(NextAssignments(intent, world));
        return steps;
    }

    /// <summary>The world as it would be after a step, for a plan.</summary>
    public static GrantWorld Assume(GrantIntent intent, GrantWorld world, PeeringStep step)
    {
        var assignment = new AzureAssignment("", intent.Scope, "", "", Description: null, Created: null);
        return step.Action switch
        {
            nameof(CreatePlatformPrincipal) =>
                world with { PlatformPrincipal = new("", intent.PlatformAppId, null, []) },
            nameof(CreateApplication) =>
                world with { App = new("", "", AzureNames.App(intent.Project), null, [], null, []) },
            nameof(TagApplication) =>
                world with { App = world.App! with { Tags = AppTags.With(intent.Tags!, world.App.Tags) } },
            nameof(CreateOwnPrincipal) => world with { OwnPrincipal = new("", world.App?.AppId ?? "", null, []) },
            nameof(CreateOwnRole) => world with { OwnRole = Role(
                AzureNames.OwnRoleGuid(intent.Subscription), AzureNames.OwnRole(intent.Subscription)) },
            nameof(CreatePlatformRole) => world with { PlatformRole = Role(
                AzureNames.PlatformRoleGuid(intent.Subscription), AzureNames.PlatformRole(intent.Subscription)) },
            nameof(AssignOwnRole) => world with { OwnAssignment = assignment },
            _ => world with { PlatformAssignment = assignment },
        };
        AzureRole Role(string guid, string name) => new(ArmRoles.RoleId(intent.Subscription, guid), name, []);
    }
}
