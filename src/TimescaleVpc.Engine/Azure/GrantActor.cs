using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;
using static TimescaleVpc.Engine.Steps.StepCatalogue;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Does the steps of a grant, and waits out what is only a matter of replication.</summary>
internal sealed class GrantActor(AzureAccount account, ItemContext context, GrantIntent intent)
{
    /// <summary> The time that a new object may need to replicate before a refusal is taken literally. </summary>
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(3);

    private Patience Patience => new(context, LongestLag);

    /// <summary>Does a step.</summary>
    /// <returns>How the world changed by it.</returns>
    public async Task<Func<GrantWorld, GrantWorld>> DoAsync(
        PeeringStep step, GrantWorld world, CancellationToken cancel)
    {
        var tag = AzureNames.ProjectTag(intent.Project);
        return step.Action switch
        {
            nameof(CreatePlatformPrincipal) => To(
                await PlatformPrincipalAsync(tag, cancel),
                (now, principal) => now with { PlatformPrincipal = principal, PlatformPrincipalIsNew = true }),
            nameof(CreateApplication) => To(
                await ApplicationAsync(tag, cancel), (now, app) => now with { App = app }),
            nameof(TagApplication) => To(
                await TagAsync(world.App!, cancel), (now, tags) => now with { App = now.App! with { Tags = tags } }),
            nameof(CreateOwnPrincipal) => To(
                await OwnPrincipalAsync(world.App!.AppId, tag, cancel),
                (now, principal) => now with { OwnPrincipal = principal, OwnPrincipalIsNew = true }),
            nameof(CreateOwnRole) => To(
                await RoleAsync(
                    AzureNames.OwnRoleGuid(intent.Subscription), AzureNames.OwnRole(intent.Subscription),
                    "Lets the application of TimescaleVpc link VNets with Timescale VPCs.", RoleActions.Own, cancel),
                (now, role) => now with { OwnRole = role }),
            nameof(CreatePlatformRole) => To(
                await RoleAsync(
                    AzureNames.PlatformRoleGuid(intent.Subscription), AzureNames.PlatformRole(intent.Subscription),
                    "Lets Timescale's platform be peered with VNets, and nothing else.", RoleActions.Platform, cancel),
                (now, role) => now with { PlatformRole = role }),
            nameof(AssignOwnRole) => To(
                await AssignAsync(world.OwnPrincipal!, world.OwnRole!, cancel),
                (now, assignment) => now with { OwnAssignment = assignment }),
            _ => To(
                await AssignAsync(world.PlatformPrincipal!, world.PlatformRole!, cancel),
                (now, assignment) => now with { PlatformAssignment = assignment }),
        };

        static Func<GrantWorld, GrantWorld> To<T>(T part, Func<GrantWorld, T, GrantWorld> with) =>
            now => with(now, part);
    }

    private async Task<EntraApp> ApplicationAsync(string tag, CancellationToken cancel) =>
        await account.Entra.CreateAppAsync(
            AzureNames.App(intent.Project), AzureNames.AppKey(intent.Project), [tag, .. intent.Tags?.Words ?? []],
            cancel) ?? await ExistingAppAsync(tag, cancel);

    private async Task<string[]> TagAsync(EntraApp app, CancellationToken cancel)
    {
        var tags = AppTags.With(intent.Tags!, app.Tags);
        await account.Entra.SetTagsAsync(app.ObjectId, tags, cancel);
        return tags;
    }

    /// <summary>
    /// It was made a moment ago, by a run that was killed or by one beside us, and will be shown soon.
    /// </summary>
    private async Task<EntraApp> ExistingAppAsync(string tag, CancellationToken cancel) =>
        await Patience.UntilShownAsync(
            async () => await account.Entra.FindAppsAsync(tag, cancel) is [var app, ..] ? app : null,
            PollIntervals.Directory, context.Bar("Entra ID"), "the new application is not known everywhere yet", cancel)
        ?? throw Catalogue.AppNotFound.For(tag, AzureNames.App(intent.Project));

    private async Task<EntraPrincipal> PlatformPrincipalAsync(string tag, CancellationToken cancel)
    {
        try
        {
            return await account.Entra.CreatePrincipalAsync(intent.PlatformAppId, tag, cancel);
        }
        catch (EntraException error) when (error.IsDenied)
        {
            // For an application of another tenant this is no matter of time.
            throw Catalogue.ForeignPrincipalDenied.Because(error.Refusal, intent.PlatformAppId, intent.PlatformAppId);
        }
        catch (EntraException error) when (error.Exists)
        {
            return await ExistingPrincipalAsync(intent.PlatformAppId, error, cancel);
        }
    }

    private async Task<EntraPrincipal> OwnPrincipalAsync(string appId, string tag, CancellationToken cancel)
    {
        var patience = Patience;
        while (true)
        {
            try
            {
                return await account.Entra.CreatePrincipalAsync(appId, tag, cancel);
            }
            catch (EntraException error) when (error.IsReplicationLag && !patience.DeadlinePassed)
            {
                await context.WaitAsync(
                    PollIntervals.Directory, context.Bar("Entra ID"),
                    "the new application is not known everywhere yet", cancel);
            }
            catch (EntraException error) when (error.Exists)
            {
                return await ExistingPrincipalAsync(appId, error, cancel);
            }
        }
    }

    /// <summary>Another run was faster, or a list was outdated: the object exists and will be visible soon.</summary>
    private async Task<EntraPrincipal> ExistingPrincipalAsync(
        string appId, EntraException error, CancellationToken cancel) =>
        await Patience.UntilShownAsync(
            () => account.Entra.FindPrincipalAsync(appId, cancel),
            PollIntervals.Directory, context.Bar("Entra ID"),
            "the new service principal is not known everywhere yet", cancel)
        ?? throw error;

    private async Task<AzureRole> RoleAsync(
        string guid, string name, string description, string[] actions, CancellationToken cancel)
    {
        var scope = $"/subscriptions/{intent.Subscription}";
        var id = ArmRoles.RoleId(intent.Subscription, guid);
        var answer = await account.Roles.PutAsync(intent.Subscription, id, name, description, actions, cancel);
        if (answer.Code == "RoleDefinitionWithSameNameExists")
        {
            // The name is taken in the tenant: fine if that role does the same.
            var other = await new RoleFinder(account, context).FindAsync(intent.Subscription, name, cancel);
            return other is not null && other.Allows(actions)
                ? other
                : throw Catalogue.RoleNameTaken.Because(answer.Refusal!, name, name, string.Join(", ", actions));
        }

        return ArmRoles.ReadRole(answer.Require(scope, changes: true).Body)
            ?? new AzureRole(id, name, [new(actions, [])]);
    }

    private async Task<AzureAssignment> AssignAsync(EntraPrincipal principal, AzureRole role, CancellationToken cancel)
    {
        var guid = AzureNames.AssignmentGuid(intent.Scope, principal.ObjectId, role.Guid);
        var note = AzureNames.AssignmentNote(intent.Project, intent.VpcId);
        var patience = Patience;
        while (true)
        {
            var answer = await account.Roles.AssignAsync(intent.Scope, guid, role.Id, principal.ObjectId, note, cancel);
            if (answer.Succeeded && answer.Readable)
            {
                return new AzureAssignment(ArmRoles.AssignmentId(intent.Scope, guid), intent.Scope, role.Id,
                    principal.ObjectId, note, context.Clock.Now);
            }

            if (answer.Code == "RoleAssignmentExists")
            {
                var all = await account.Roles.ListAssignmentsAsync(intent.Scope, principal.ObjectId, cancel);
                var sameAssignment = all.FirstOrDefault(item =>
                    ArmRoles.Covers(item.Scope, intent.Scope)
                    && Same(item.RoleGuid, role.Guid));
                if (sameAssignment is not null) return sameAssignment;
            }

            // Anything else, a lock or a policy among it, is not cured by time.
            var lag = answer.IsBusy
                || answer.Code is "PrincipalNotFound" or "RoleDefinitionDoesNotExist" or "RoleAssignmentExists";
            if (!lag || patience.DeadlinePassed) answer.Require(intent.Scope, changes: true);
            await context.WaitAsync(
                PollIntervals.Directory, context.Bar("Azure roles"), "the new role is not known everywhere", cancel);
        }
    }
}
