using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Observes what is there of a grant, whoever made it.</summary>
internal sealed class GrantReader(AzureAccount account, ItemContext context, PeerRoleRequest request)
{
    /// <summary>Application, service principals and roles.</summary>
    /// <param name="intent">What is wanted.</param>
    /// <param name="connection">The platform's connection with this VNet, whose application is adopted.</param>
    /// <param name="useNetworkContributor">Whether the own role is the built-in one.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<GrantWorld> ReadSharedAsync(
        GrantIntent intent, MstPeering? connection, bool useNetworkContributor, CancellationToken cancel)
    {
        EntraApp? app = null;
        EntraPrincipal? own = null, platform = null;
        AzureRole? ownRole = null, platformRole = null;
        await context.Clock.SideBySideAsync(
            async () =>
            {
                app = await FindAppAsync(intent, connection, cancel);
                if (app is not null) own = await account.Entra.FindPrincipalAsync(app.AppId, cancel);
                if (app is not null && own is null && !IsOurs(app))
                    throw Catalogue.PrincipalMissing.For(app.AppId, app.AppId);
            },
            async () => platform = await account.Entra.FindPrincipalAsync(intent.PlatformAppId, cancel),
            async () => ownRole = useNetworkContributor
                ? await GivenRoleAsync(intent, RoleActions.NetworkContributor, RoleActions.OwnMinimum, cancel)
                : request.OwnRoleId is { } given
                    ? await GivenRoleAsync(intent, given, RoleActions.OwnMinimum, cancel)
                    : await OurRoleAsync(intent, AzureNames.OwnRoleGuid(intent.Subscription), RoleActions.Own, cancel),
            async () => platformRole = request.PlatformRoleId is { } given
                ? await GivenRoleAsync(intent, given, RoleActions.Platform, cancel)
                : await OurRoleAsync(
                    intent, AzureNames.PlatformRoleGuid(intent.Subscription), RoleActions.Platform, cancel));
        return new GrantWorld
        {
            App = app, AppIsOurs = app is not null && IsOurs(app), OwnPrincipal = own, PlatformPrincipal = platform,
            OwnRole = ownRole, PlatformRole = platformRole,
        };
    }

    /// <summary>The assignments of both principals at the scope.</summary>
    public async Task<GrantWorld> ReadAssignmentsAsync(GrantIntent intent, GrantWorld world, CancellationToken cancel)
    {
        (AzureAssignment Assignment, AzureRole Role)? own = null, platform = null;
        await context.Clock.SideBySideAsync(
            async () => own = world.OwnPrincipalIsNew ? null : await FindAssignmentAsync(
                intent, world.OwnPrincipal, world.OwnRole, intent.OwnRole ? RoleActions.OwnMinimum : null, cancel),
            async () => platform = world.PlatformPrincipalIsNew ? null : await FindAssignmentAsync(
                intent, world.PlatformPrincipal, world.PlatformRole, intent.PlatformRole ? RoleActions.Platform : null,
                cancel));
        return world with
        {
            OwnAssignment = own?.Assignment,
            OwnRole = own?.Role ?? world.OwnRole,
            PlatformAssignment = platform?.Assignment,
            PlatformRole = platform?.Role ?? world.PlatformRole,
        };
    }

    /// <summary>Did this module make the application?</summary>
    public bool IsOurs(EntraApp app) => app.Tags.Contains(AzureNames.ProjectTag(context.Platform.Project));

    private async Task<EntraApp?> FindAppAsync(GrantIntent intent, MstPeering? connection, CancellationToken cancel)
    {
        // The platform was told an application once, and takes no other for this VNet.
        var inUse = GrantOptions.AppInUse(connection);
        if (request.AppId is { } given && inUse is not null
            && !Same(given, inUse))
            throw Catalogue.AppMismatch.For(given,
                new PeerKey(connection!.Account, connection.ResourceGroup ?? "", connection.Network), inUse, given);

        if ((request.AppId ?? inUse) is not { } wanted)
        {
            // Runs that were killed may have left more than one: the oldest counts.
            var ours = await account.Entra.FindAppsAsync(AzureNames.ProjectTag(intent.Project), cancel);
            return ours is [var oldest, ..] ? oldest : null;
        }

        var app = await account.Entra.GetAppAsync(wanted, cancel);
        if (app is null && request.AppId is null)
            throw Catalogue.AppGone.For(wanted, wanted,
                new PeerKey(connection!.Account, connection.ResourceGroup ?? "", connection.Network), connection.State);
        if (app is null) throw Catalogue.AppNotFound.For(wanted, wanted);
        return app.Audience is "AzureADMultipleOrgs" or "AzureADandPersonalMicrosoftAccount"
            ? app : throw Catalogue.AppUnfit.For(wanted, wanted, app.Audience);
    }

    /// <summary>The role that we made; null if it is not there, or somebody took an action out of it.</summary>
    private async Task<AzureRole?> OurRoleAsync(
        GrantIntent intent, string guid, string[] needed, CancellationToken cancel)
    {
        var role = await account.Roles.GetAsync(ArmRoles.RoleId(intent.Subscription, guid), cancel);
        return role is not null && role.Allows(needed) ? role : null;
    }

    /// <summary>A role that somebody else made: by GUID, ARM id or name. It must allow what is needed.</summary>
    private async Task<AzureRole> GivenRoleAsync(
        GrantIntent intent, string given, string[] needed, CancellationToken cancel)
    {
        var role = given.StartsWith('/') ? await account.Roles.GetAsync(given, cancel)
            : Guid.TryParse(given, out var guid)
                ? await account.Roles.GetAsync(ArmRoles.RoleId(intent.Subscription, guid.ToString()), cancel)
                : await new RoleFinder(account, context).FindAsync(intent.Subscription, given, cancel);
        if (role is null) throw Catalogue.RoleNotFound.For(given, given, $"/subscriptions/{intent.Subscription}");
        if (needed.FirstOrDefault(action => !role.Allows([action])) is { } missing)
            throw Catalogue.RoleUnfit.For(given, role.Name, missing);
        return role;
    }

    /// <summary>
    /// An assignment at the scope or above: of the wanted role, or, where any role will do, of one that allows what is
    /// needed.
    /// </summary>
    private async Task<(AzureAssignment, AzureRole)?> FindAssignmentAsync(
        GrantIntent intent, EntraPrincipal? principal, AzureRole? wanted, string[]? anyRoleThatAllows,
        CancellationToken cancel)
    {
        // A principal that is only planned has no id, and no assignment.
        if (string.IsNullOrEmpty(principal?.ObjectId)) return null;
        // The list holds what is at, above and below the scope; below does not count.
        var listed = await account.Roles.ListAssignmentsAsync(intent.Scope, principal.ObjectId, cancel);
        var all = listed.Where(item => ArmRoles.Covers(item.Scope, intent.Scope)).ToArray();
        if (wanted is not null && all.FirstOrDefault(item => SameRole(item, wanted)) is { } exact) return (exact,
            wanted);
        if (anyRoleThatAllows is null) return null;

        // Our own one, if it is not the wanted one, lacks something: it is made whole instead.
        string[] ours = [AzureNames.OwnRoleGuid(intent.Subscription), AzureNames.PlatformRoleGuid(intent.Subscription)];
        foreach (var other in all.Where(item => !ours.Contains(item.RoleGuid, StringComparer.OrdinalIgnoreCase)))
        {
            var role = await account.Roles.GetAsync(other.RoleId, cancel);
            if (role is not null && role.Allows(anyRoleThatAllows)) return (other, role);
        }

        return null;
    }

    private static bool SameRole(AzureAssignment assignment, AzureRole role) =>
        Same(assignment.RoleGuid, role.Guid);
}
