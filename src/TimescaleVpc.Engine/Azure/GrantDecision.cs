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
        if (world.Platform.Principal is null)
            return [CreatePlatformPrincipal.On($"platform application {intent.PlatformAppId}")];
        if (world.App is null && intent.OwnApp) return [CreateApplication.On(AppName(intent))];

        var steps = new List<PeeringStep>();
        if (world is { App: { } app, AppIsOurs: true } && AppTags.AreMissing(intent.Tags, app))
            steps.Add(TagApplication.On(AppName(intent), AzureNames.App(intent.Project), intent.Tags!.ToString()));
        if (world.Own.Principal is null && (intent.OwnApp || world.AppIsOurs))
            steps.Add(CreateOwnPrincipal.On(AzureNames.App(intent.Project)));
        steps.AddRange(GrantParty.Both.Where(party => world[party].Role is null && intent.MakesRole(party))
            .Select(party => AzurePlace.Step(
                party.CreateRole, intent, AzureNames.Role(party, intent.Subscription))));
        return steps;
    }

    /// <summary>The application, with the tags that it is to have.</summary>
    private static string AppName(GrantIntent intent) =>
        intent.Tags?.On(AzureNames.App(intent.Project)) ?? AzureNames.App(intent.Project);

    /// <summary>The steps for one VNet: the two assignments. The shared things must be there.</summary>
    public static IReadOnlyList<PeeringStep> NextAssignments(GrantIntent intent, GrantWorld world) =>
    [
        .. GrantParty.Both.Where(party => world[party].Assignment is null)
            .Select(party => AzurePlace.Step(party.Assign, intent.Scope)),
    ];

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
    public static GrantWorld Assume(GrantIntent intent, GrantWorld world, PeeringStep step) =>
        world.With(GrantParty.Of(step), Planned(intent, world, step));

    /// <summary>What a step would make, as far as it is known.</summary>
    public static object Planned(GrantIntent intent, GrantWorld world, PeeringStep step)
    {
        var party = GrantParty.Of(step);
        return step.Action switch
        {
            nameof(CreatePlatformPrincipal) => new EntraPrincipal("", intent.PlatformAppId, null, []),
            nameof(CreateApplication) => new EntraApp("", "", AzureNames.App(intent.Project), null, [], null, []),
            nameof(TagApplication) => world.App! with { Tags = AppTags.With(intent.Tags!, world.App.Tags) },
            nameof(CreateOwnPrincipal) => new EntraPrincipal("", world.App?.AppId ?? "", null, []),
            nameof(CreateOwnRole) or nameof(CreatePlatformRole) => new AzureRole(
                party.RoleId(intent.Subscription), AzureNames.Role(party, intent.Subscription), []),
            _ => new AzureAssignment("", intent.Scope, "", "", Description: null, Created: null),
        };
    }
}
