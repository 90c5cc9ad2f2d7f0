using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Reads the existing parts of a grant, whatever their origin.</summary>
/// <param name="intent">What the grant is to bring about.</param>
/// <param name="connection">The platform's connection with this VNet; its application is adopted.</param>
/// <param name="request">What was given instead of what this module makes.</param>
/// <param name="account">The Azure sign-in.</param>
/// <param name="context">What the work has at hand.</param>
internal sealed class GrantReader(
    GrantIntent intent, PlatformPeering? connection, GrantPeerRoleRequest request, AzureAccount account,
    ItemContext context)
{
    /// <summary>The application that the platform was told, and takes no other for this VNet; null if none.</summary>
    public string? AppInUse { get; } = GrantOptions.AppInUse(connection);

    /// <summary>Application, service principals and roles.</summary>
    public async Task<GrantWorld> ReadSharedAsync(CancellationToken cancel)
    {
        EntraApp? app = null;
        EntraPrincipal? own = null, platform = null;
        AzureRole? ownRole = null, platformRole = null;
        await context.Clock.SideBySideAsync(
            async () =>
            {
                app = await FindAppAsync(cancel);
                if (app is not null) own = await account.Entra.FindPrincipalAsync(app.AppId, cancel);
                if (app is not null && own is null && !IsOurs(app))
                    throw Catalogue.PrincipalMissing.For(app.AppId, app.AppId);
            },
            async () => platform = await account.Entra.FindPrincipalAsync(intent.PlatformAppId, cancel),
            async () => ownRole =
                (request.UseNetworkContributor ? RoleActions.NetworkContributor : request.OwnRoleId) is { } given
                    ? await GivenRoleAsync(given, RoleActions.OwnMinimum, cancel)
                    : await OurRoleAsync(AzureNames.OwnRoleGuid(intent.Subscription), RoleActions.Own, cancel),
            async () => platformRole = request.PlatformRoleId is { } given
                ? await GivenRoleAsync(given, RoleActions.Platform, cancel)
                : await OurRoleAsync(
                    AzureNames.PlatformRoleGuid(intent.Subscription), RoleActions.Platform, cancel));
        return new GrantWorld
        {
            App = app, AppIsOurs = app is not null && IsOurs(app), OwnPrincipal = own, PlatformPrincipal = platform,
            OwnRole = ownRole, PlatformRole = platformRole,
        };
    }

    /// <summary>The assignments of both principals at the scope.</summary>
    public async Task<GrantWorld> ReadAssignmentsAsync(GrantWorld world, CancellationToken cancel)
    {
        (AzureAssignment Assignment, AzureRole Role)? own = null, platform = null;
        await context.Clock.SideBySideAsync(
            async () => own = world.OwnPrincipalIsNew ? null : await FindAssignmentAsync(
                world.OwnPrincipal, world.OwnRole, intent.OwnRole ? RoleActions.OwnMinimum : null, cancel),
            async () => platform = world.PlatformPrincipalIsNew ? null : await FindAssignmentAsync(
                world.PlatformPrincipal, world.PlatformRole, intent.PlatformRole ? RoleActions.Platform : null,
                cancel));
        return world with
        {
            OwnAssignment = own?.Assignment,
            OwnRole = own?.Role ?? world.OwnRole,
            PlatformAssignment = platform?.Assignment,
            PlatformRole = platform?.Role ?? world.PlatformRole,
        };
    }

    /// <summary>Whether this module created the application.</summary>
    private bool IsOurs(EntraApp app) => app.Tags.Contains(AzureNames.ProjectTag(intent.Project));

    private async Task<EntraApp?> FindAppAsync(CancellationToken cancel)
    {
        if (request.AppId is { } given && AppInUse is not null && !Same(given, AppInUse))
            throw Catalogue.AppMismatch.For(given, connection!.Peer, AppInUse, given);

        if ((request.AppId ?? AppInUse) is not { } wanted)
        {
            // Runs that were killed may have left more than one: the oldest counts.
            var ours = await account.Entra.FindAppsAsync(AzureNames.ProjectTag(intent.Project), cancel);
            return ours is [var oldest, ..] ? oldest : null;
        }

        var app = await account.Entra.GetAppAsync(wanted, cancel);
        if (app is null && request.AppId is null)
            throw Catalogue.AppGone.For(wanted, wanted, connection!.Peer, connection!.State);
        if (app is null) throw Catalogue.AppNotFound.For(wanted, wanted);
        return app.Audience is "AzureADMultipleOrgs" or "AzureADandPersonalMicrosoftAccount"
            ? app : throw Catalogue.AppUnfit.For(wanted, wanted, app.Audience);
    }

    /// <summary>The role of this module; null if it does not exist or lacks an action.</summary>
    private async Task<AzureRole?> OurRoleAsync(string guid, string[] needed, CancellationToken cancel)
    {
        var role = await account.Roles.GetAsync(ArmRoles.RoleId(intent.Subscription, guid), cancel);
        return role is not null && role.Allows(needed) ? role : null;
    }

    /// <summary>A role of the user, by GUID, ARM id or name. It must include the required actions.</summary>
    private async Task<AzureRole> GivenRoleAsync(string given, string[] needed, CancellationToken cancel)
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
        EntraPrincipal? principal, AzureRole? wanted, string[]? anyRoleThatAllows, CancellationToken cancel)
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
