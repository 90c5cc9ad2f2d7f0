using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Mst;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>All that lives in the world, as plain data: no secret, no time of making, no counter.</summary>
internal static class Inventory
{
    public static SandboxItem[] Live(World world) => Sorted(
    [
        .. world.Mst.Projects.SelectMany(Of),
        .. world.Entra.Tenants.SelectMany(Of),
        .. world.Arm.Networks.SelectMany(item => Of(world, item)),
        .. world.Arm.Groups.SelectMany(TrafficInventory.Of),
        .. world.Arm.Roles.Where(role => role.IsCustom).Select(Of),
        .. world.Arm.Assignments.Select(Of),
        .. world.Arm.Governance.Locks.Select(item => Item(
            "Arm.Lock", item.ArmId, item.Name, ("level", item.Level), ("scope", item.Scope))),
        .. world.Arm.Governance.Policies.Select(item => Item(
            "Arm.PolicyAssignment", item.ArmId, item.Name, ("denies", item.ResourceType), ("scope", item.Scope))),
        .. world.Arm.Governance.Denials.Select(item => Item("Arm.DenyAssignment", item.ArmId, item.Name,
            ("actions", string.Join(',', item.Denied.Actions)), ("except", string.Join(',', item.Except)),
            ("notActions", string.Join(',', item.Denied.NotActions)), ("scope", item.Scope))),
        .. TigerInventory.Live(world),
        .. AwsInventory.Live(world),
    ]);

    public static SandboxItem[] Deleted(World world) => Sorted(
    [
        .. world.Entra.Tenants.SelectMany(tenant => tenant.DeletedApplications).Select(Of),
        .. world.Entra.Tenants.SelectMany(tenant => tenant.DeletedPrincipals).Select(Of),
        .. AwsInventory.Dead(world),
    ]);

    private static IEnumerable<SandboxItem> Of(Project project)
    {
        foreach (var vpc in project.Vpcs)
        {
            yield return Item("Mst.Vpc", vpc.Id, vpc.Cloud, ("cidr", vpc.Cidr), ("project", project.Name),
                ("state", vpc.State));
            foreach (var item in vpc.Connections)
                yield return Item("Mst.Peering", item.Key, item.Network, ("account", item.Account),
                    ("app", item.AppId), ("group", item.Group), ("state", item.State), ("vpc", vpc.Id));
        }

        foreach (var service in project.Services)
            yield return Item("Mst.Service", $"{project.Name}/{service.Name}", service.Name, ("cloud", service.Cloud),
                ("host", service.Host), ("ipFilter", $"{service.IpFilter}"), ("port", $"{service.Port}"),
                ("public", service.PublicHost),
                ("state", service.State), ("vpc", service.VpcId));
    }

    private static IEnumerable<SandboxItem> Of(Tenant tenant)
    {
        foreach (var app in tenant.Applications)
        {
            yield return Of(app);
            foreach (var secret in app.Passwords)
                yield return Credential(app, secret.KeyId, secret.DisplayName, "password", secret.EndsAt);
            foreach (var key in app.Keys)
                yield return Credential(app, key.KeyId, key.DisplayName, "certificate", key.EndsAt);
        }

        foreach (var principal in tenant.Principals) yield return Of(principal);
        foreach (var item in tenant.AppRestrictions)
            yield return Item("Entra.AppPolicy", $"{tenant.Id}/{item.Type}", item.Type,
                ("createdAfter", item.CreatedAfter?.Iso()), ("maxLifetime", $"{item.MaxLifetime}"));
    }

    private static SandboxItem Of(Application app) => Item("Entra.Application", app.ObjectId, app.DisplayName,
        ("appId", app.AppId), ("audience", app.SignInAudience), ("tags", string.Join(',', app.Tags.Order())),
        ("tenant", app.TenantId));

    private static SandboxItem Of(ServicePrincipal item) => Item("Entra.ServicePrincipal", item.ObjectId,
        item.DisplayName, ("appId", item.AppId), ("tags", string.Join(',', item.Tags.Order())),
        ("tenant", item.TenantId));

    private static SandboxItem Credential(
        Application app, string keyId, string? name, string type, DateTimeOffset ends) => Item("Entra.Credential",
        keyId, name ?? keyId, ("appId", app.AppId), ("ends", ends.Iso()), ("type", type));

    private static IEnumerable<SandboxItem> Of(World world, VNet network)
    {
        yield return Item("Arm.VNet", network.ArmId, network.Name, ("prefixes", string.Join(',', network.Prefixes)));
        foreach (var half in network.Peerings)
            yield return Item("Arm.Peering", half.ArmId, half.Name,
                ("allowAccess", $"{half.AllowVirtualNetworkAccess}"),
                ("forwardedTraffic", $"{half.AllowForwardedTraffic}"),
                ("gatewayTransit", $"{half.AllowGatewayTransit}"), ("provisioning", half.ProvisioningState),
                ("remote", half.RemoteId), ("remoteGateways", $"{half.UseRemoteGateways}"), ("state", half.State),
                ("syncLevel", world.Arm.Peerings.SyncLevel(half)));
    }

    private static SandboxItem Of(RoleDefinition role) => Item("Arm.RoleDefinition", role.Id, role.Name,
        ("actions", string.Join(',', role.Permissions.SelectMany(item => item.Actions).Order())),
        ("notActions", string.Join(',', role.Permissions.SelectMany(item => item.NotActions).Order())),
        ("scopes", string.Join(',', role.AssignableScopes)), ("tenant", role.TenantId));

    private static SandboxItem Of(RoleAssignment item) => Item("Arm.RoleAssignment", item.ArmId, item.Id,
        ("description", item.Description), ("principal", item.PrincipalId), ("role", item.Role.Id),
        ("scope", item.Scope));

    public static SandboxItem Item(
        string kind, string id, string name, params (string Name, string? Value)[] properties) => new()
        {
            Kind = kind,
            Id = id,
            Name = name,
            Properties = string.Join(' ', properties.OrderBy(pair => pair.Name, StringComparer.Ordinal)
                .Select(pair => $"{pair.Name}={pair.Value}")),
        };

    private static SandboxItem[] Sorted(IEnumerable<SandboxItem> items) =>
        [.. items.OrderBy(item => item.Kind, StringComparer.Ordinal).ThenBy(item => item.Id, StringComparer.Ordinal)];
}
