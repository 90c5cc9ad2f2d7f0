using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
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
        EntraPrincipal? ownPrincipal = null, platformPrincipal = null;
        AzureRole? ownRole = null, platformRole = null;
        await context.Clock.SideBySideAsync(
            async () =>
            {
                app = await FindAppAsync(cancel);
                if (app is not null) ownPrincipal = await account.Entra.FindPrincipalAsync(app.AppId, cancel);
                if (app is not null && ownPrincipal is null && !IsOurs(app))
                    throw Catalogue.PrincipalMissing.For(app.AppId, app.AppId);
            },
            async () => platformPrincipal = await account.Entra.FindPrincipalAsync(intent.PlatformAppId, cancel),
            async () => ownRole = await RoleAsync(
                GrantParty.Own, request.UseNetworkContributor ? RoleActions.NetworkContributor : request.OwnRoleId,
                cancel),
            async () => platformRole = await RoleAsync(GrantParty.Platform, request.PlatformRoleId, cancel));
        return new GrantWorld
        {
            App = app, AppIsOurs = app is not null && IsOurs(app),
            Own = new() { Principal = ownPrincipal, Role = ownRole },
            Platform = new() { Principal = platformPrincipal, Role = platformRole },
        };
    }

    /// <summary>The assignments of both principals at the scope.</summary>
    public async Task<GrantWorld> ReadAssignmentsAsync(GrantWorld world, CancellationToken cancel)
    {
        var (ownPart, platformPart) = await context.Clock.BothAsync(
            () => AssignedAsync(GrantParty.Own, world.Own, cancel),
            () => AssignedAsync(GrantParty.Platform, world.Platform, cancel));
        return world with { Own = ownPart, Platform = platformPart };
    }

    /// <summary>Whether this module created the application.</summary>
    private bool IsOurs(EntraApp app) => app.Tags.Contains(AzureNames.ProjectTag(intent.Project));

    private PeeringSubject Subject(PlatformPeering peering) => new(
        peering.Peer, Pipeline: AzurePeerings.Pipeline(intent.VpcId, peering.NetworkId, peering));

    private async Task<EntraApp?> FindAppAsync(CancellationToken cancel)
    {
        if (request.AppId is { } appId && AppInUse is not null && !Same(appId, AppInUse))
            throw Catalogue.AppMismatch.For(appId, connection!.Peer, AppInUse, appId, Subject(connection!));

        if ((request.AppId ?? AppInUse) is not { } name)
        {
            // Runs that were killed may have left more than one: the oldest counts.
            var taggedApps = await account.Entra.FindAppsAsync(AzureNames.ProjectTag(intent.Project), cancel);
            return taggedApps is [var oldestApp, ..] ? oldestApp : null;
        }

        var app = await account.Entra.GetAppAsync(name, cancel);
        if (app is null && request.AppId is null)
            {
            throw Catalogue.AppGone.For(
                name, name, connection!.Peer, connection!.State, Subject(connection!));
        }

        if (app is null) throw Catalogue.AppNotFound.For(name, name);
        return app.Audience is "AzureADMultipleOrgs" or "AzureADandPersonalMicrosoftAccount"
            ? app : throw Catalogue.AppUnfit.For(name, name, app.Audience);
    }

    /// <summary>
    /// The role of this module, null if it does not exist or lacks an action; or one of the user, by GUID, ARM id or
    /// name, which must include the required actions.
    /// </summary>
    private async Task<AzureRole?> RoleAsync(GrantParty party, string? name, CancellationToken cancel)
    {
        if (name is null)
        {
            var ourRole = await account.Roles.GetAsync(party.RoleId(intent.Subscription), cancel);
            return ourRole?.Allows(party.Actions) == true ? ourRole : null;
        }

        var role = name.StartsWith('/') ? await account.Roles.GetAsync(name, cancel)
            : Guid.TryParse(name, out var guid)
                ? await account.Roles.GetAsync(ArmRoles.RoleId(intent.Subscription, guid.ToString()), cancel)
                : await new RoleFinder(account, context).FindAsync(intent.Subscription, name, cancel);
        if (role is null) {
            throw Catalogue.RoleNotFound.For(
                name, name, $"/subscriptions/{intent.Subscription}",
                NearNames.Of(name, await account.Roles.NamesAsync(intent.Subscription, cancel)));
        }

        if (party.Minimum.FirstOrDefault(action => !role.Allows([action])) is { } missingAction)
            throw Catalogue.RoleUnfit.For(name, role.Name, missingAction);
        return role;
    }

    /// <summary>
    /// A party with its assignment at the scope or above: of the wanted role, or, where any role will do, of one that
    /// allows what is needed.
    /// </summary>
    private async Task<GrantPart> AssignedAsync(GrantParty party, GrantPart part, CancellationToken cancel)
    {
        var partAlone = part with { Assignments = [] };
        // A principal that is only planned has no id, and no assignment.
        if (part.PrincipalIsNew || string.IsNullOrEmpty(part.Principal?.ObjectId)) return partAlone;

        // The list holds what is at, above and below the scope; below does not count.
        var assignments = await account.Roles.ListAssignmentsAsync(intent.Scope, part.Principal.ObjectId, cancel);
        var all = assignments.Where(item => ArmRoles.Covers(item.Scope, intent.Scope)).ToArray();
        if (Array.Find(all, item => Same(item.RoleGuid, part.Role?.Guid)) is { } exactMatch)
            return part with { Assignments = [exactMatch] };
        if (!intent.MakesRole(party)) return partAlone;

        // Our own one, if it is not the wanted one, lacks something: it is made whole instead.
        var ownGuids = GrantParty.Both.Select(intent.RoleGuid).ToArray();
        foreach (var other in all.Where(item => !ownGuids.Contains(item.RoleGuid, StringComparer.OrdinalIgnoreCase)))
        {
            var role = await account.Roles.GetAsync(other.RoleId, cancel);
            if (role?.Allows(party.Minimum) == true) return part with { Role = role, Assignments = [other] };
        }

        return partAlone;
    }
}
