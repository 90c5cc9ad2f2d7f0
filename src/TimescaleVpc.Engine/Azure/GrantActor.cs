using TimescaleVpc.Engine.Errors;
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
    /// <returns>What it made.</returns>
    public async Task<object> DoAsync(PeeringStep step, GrantWorld world, CancellationToken cancel)
    {
        var tag = AzureNames.ProjectTag(intent.Project);
        var party = GrantParty.Of(step);
        return step.Action switch
        {
            nameof(CreatePlatformPrincipal) => await PlatformPrincipalAsync(tag, cancel),
            nameof(CreateApplication) => await ApplicationAsync(tag, cancel),
            nameof(TagApplication) => await TagAsync(world.App!, cancel),
            nameof(CreateOwnPrincipal) => await OwnPrincipalAsync(world.App!.AppId, tag, cancel),
            nameof(CreateOwnRole) or nameof(CreatePlatformRole) => await RoleAsync(party, cancel),
            _ => await AssignAsync(world[party].Principal!, world[party].Role!, cancel),
        };
    }

    private async Task<EntraApp> ApplicationAsync(string tag, CancellationToken cancel) =>
        await account.Entra.CreateAppAsync(
            AzureNames.App(intent.Project), AzureNames.AppKey(intent.Project), [tag, .. intent.Tags?.Words ?? []],
            cancel) ?? await ExistingAppAsync(tag, cancel);

    private async Task<EntraApp> TagAsync(EntraApp app, CancellationToken cancel)
    {
        var tags = AppTags.With(intent.Tags!, app.Tags);
        await account.Entra.SetTagsAsync(app.ObjectId, tags, cancel);
        return app with { Tags = tags };
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

    private async Task<AzureRole> RoleAsync(GrantParty party, CancellationToken cancel)
    {
        var (id, name) = (party.RoleId(intent.Subscription), AzureNames.Role(party, intent.Subscription));
        var answer = await account.Roles.PutAsync(
            intent.Subscription, id, name, party.Description, party.Actions, cancel);
        if (answer.Code == "RoleDefinitionWithSameNameExists")
        {
            // The name is taken in the tenant: fine if that role does the same.
            var other = await new RoleFinder(account, context).FindAsync(intent.Subscription, name, cancel);
            return other is not null && other.Allows(party.Actions)
                ? other
                : throw Catalogue.RoleNameTaken.Because(answer.Refusal!, name, name, string.Join(", ", party.Actions));
        }

        return ArmRoles.ReadRole(answer.Require($"/subscriptions/{intent.Subscription}", changes: true).Body)
            ?? new AzureRole(id, name, [new(party.Actions, [])]);
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
