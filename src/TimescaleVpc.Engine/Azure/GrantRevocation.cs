using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Finds the parts of the grant for one VPC and one scope, and removes those that are ours and that nothing else needs.
/// </summary>
/// <param name="intent">The grant; its VPC id is empty where only what all peerings share is meant.</param>
/// <param name="appId">The application, where it is known; null looks for ours.</param>
/// <param name="account">The Azure sign-in.</param>
/// <param name="context">What the work has at hand.</param>
internal sealed class GrantRevocation(
    GrantIntent intent, string? appId, AzureAccount account, ItemContext context)
{
    /// <summary>The time for which the directory may not show a new principal.</summary>
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(2);

    /// <summary>A foreign application stays, whatever its marks are.</summary>
    public bool KeepApp { get; init; }

    public bool KeepOwnRole { get; init; }

    public bool KeepPlatformRole { get; init; }

    /// <summary>Whether it is an error that the peering still stands.</summary>
    public bool RequirePeeringGone { get; init; }

    public Task RunAsync(StepRunner runner, CancellationToken cancel)
    {
        var hasWarned = false;
        // Items of one application are taken back one after the other: the last one takes it along.
        return context.RepeatAsync(
            () => context.Locks.OneAtATimeAsync($"grant {account.TenantId} {intent.Project}", async () =>
            {
                var world = await SeenAsync(cancel);
                if (!hasWarned) Warn(world);
                hasWarned = true;
                foreach (var step in RevokeDecision.Steps(intent, world))
                    await runner.DoAsync(
                        step.Step, () => ActAsync(step, cancel), cancel, before: step.Before);
                return true;
            }, cancel),
            PollIntervals.Outcome, cancel);
    }

    /// <summary>The parts of ours that stay because a foreign part depends on them.</summary>
    private void Warn(GrantWorld world)
    {
        foreach (var (what, holder) in RevokeDecision.Held(intent, world))
            context.Warn(WarningCatalogue.HeldByUnmarked, what, holder.Id);
    }

    /// <summary>The existing parts, whatever their origin, and their other dependents.</summary>
    public async Task<GrantWorld> LookAsync(CancellationToken cancel)
    {
        var others = await OtherConnectionsAsync(cancel);
        var tag = AzureNames.ProjectTag(intent.Project);
        EntraApp? app = null;
        EntraPrincipal? ownPrincipal = null, platformPrincipal = null;
        IReadOnlyList<AzureAssignment> assignments = [];
        AzureRole? ownRole = null, platformRole = null;
        await context.Clock.SideBySideAsync(
            async () =>
            {
                app = account.Idle(appId is not null ? await account.Entra.GetAppAsync(appId, cancel)
                    : await account.Entra.FindAppsAsync(tag, cancel) is [var oldestApp, ..] ? oldestApp : null);
                ownPrincipal = app is null ? null : await account.Entra.FindPrincipalAsync(app.AppId, cancel);
            },
            async () => platformPrincipal = await account.Entra.FindPrincipalAsync(intent.PlatformAppId, cancel),
            // All of them: assignments of a deleted principal, or of an application without references, count too.
            async () => assignments = await account.Roles.ListAssignmentsAsync(
                $"/subscriptions/{intent.Subscription}", principalId: null, cancel),
            async () => ownRole = await account.Roles.GetAsync(
                GrantParty.Own.RoleId(intent.Subscription), cancel),
            async () => platformRole = await account.Roles.GetAsync(
                GrantParty.Platform.RoleId(intent.Subscription), cancel));
        var ofPlatform = assignments.Where(item => Same(item.PrincipalId, platformPrincipal?.ObjectId)
            || Same(item.RoleGuid, intent.RoleGuid(GrantParty.Platform))).ToArray();
        var ofOwn = assignments.Except(ofPlatform).Where(item => Same(item.PrincipalId, ownPrincipal?.ObjectId)
            || Same(item.RoleGuid, intent.RoleGuid(GrantParty.Own))
            || Same(AzureNames.ReadAssignmentNote(item.Description)?.Project, intent.Project)).ToArray();

        return new GrantWorld
        {
            App = app,
            AppIsOurs = app?.Tags.Contains(tag) == true && !KeepApp,
            AppInUse = app is not null && others.Any(other => Same(other.AppId, app.AppId)),
            Own = new() { Principal = ownPrincipal, Role = KeepOwnRole ? null : ownRole, Assignments = ofOwn },
            Platform = new()
            {
                Principal = platformPrincipal, Role = KeepPlatformRole ? null : platformRole, Assignments = ofPlatform,
            },
            OtherNetworks = [.. others.Select(other => other.NetworkId)],
        };
    }

    /// <summary>
    /// The same, once the directory shows the platform's principal: right after a run that was cut short only the
    /// assignment to it may be there to see, and a principal that is overlooked would stay for good.
    /// </summary>
    private async Task<GrantWorld> SeenAsync(CancellationToken cancel)
    {
        while (true)
        {
            var world = await LookAsync(cancel);
            var isNew = world.Platform.Assignments.Any(item => RevokeDecision.IsOurs(item, intent.Project, world)
                && context.Clock.Now - item.Created < LongestUnseen);
            if (world.Platform.Principal is not null || !isNew || context.DeadlinePassed) return world;
            await context.WaitAsync(
                PollIntervals.Outcome, context.Bar("Entra ID"), "a new service principal does not show yet", cancel);
        }
    }

    /// <summary>The project's other connections with VNets.</summary>
    private async Task<IReadOnlyList<PlatformPeering>> OtherConnectionsAsync(CancellationToken cancel)
    {
        var ownVNet = VNetId.TryParse(intent.Scope, out var id) ? id : null;
        var others = new List<PlatformPeering>();
        // Without the platform's list, what another peering needs would look as if nothing needed it.
        var platforms = context.RequireIn(Cloud.Azure);
        foreach (var vpc in await VpcFinder.InCloudAsync(context, platforms, Cloud.Azure, cancel))
        {
            foreach (var peering in await new PlatformReader(context).ListAsync(vpc, cancel))
            {
                if (vpc.VpcId != intent.VpcId || ownVNet?.Equals(peering.VNet) != true) others.Add(peering);
                else if (peering.Phase != PeeringPhase.Deleting && RequirePeeringGone)
                    throw Catalogue.PeeringStillExists.For(
                        peering.Peer, $"{vpc.CloudName} - {peering.Peer}", peering.State);
            }
        }

        return others;
    }

    private Task ActAsync(RevokeStep step, CancellationToken cancel) => step.Step.Action switch
    {
        nameof(StepCatalogue.UnassignOwnRole) or nameof(StepCatalogue.UnassignPlatformRole) =>
            account.Roles.UnassignAsync(step.Id, cancel),
        nameof(StepCatalogue.RemoveApplication) => account.Entra.DeleteAppAsync(step.Id, cancel),
        nameof(StepCatalogue.RemovePlatformPrincipal) => account.Entra.DeletePrincipalAsync(step.Id, cancel),
        _ when step.Credential is { } credential =>
            account.Entra.RemoveCredentialAsync(step.Id, credential, cancel),
        _ => DeleteRoleAsync(step.Id, cancel),
    };

    private async Task DeleteRoleAsync(string id, CancellationToken cancel)
    {
        var answer = await account.Roles.DeleteAsync(id, cancel);
        // It was assigned in the meantime, and so is needed.
        if (answer.Code != "RoleDefinitionHasAssignments" && !answer.IsAbsent) answer.Require(id, changes: true);
    }
}
