using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>The objects of all subscriptions.</summary>
internal static class ArmInventory
{
    public static IEnumerable<SandboxItem> Live(World world) =>
    [
        .. world.Arm.Networks.SelectMany(item => Of(world, item)),
        .. world.Arm.Groups.SelectMany(TrafficInventory.Of),
        .. world.Arm.Roles.Where(role => role.IsCustom).Select(Of),
        .. world.Arm.Assignments.Select(Of),
        .. world.Arm.Governance.Locks.Select(item => Inventory.Item(
            "Arm.Lock", item.ArmId, item.Name, ("level", item.Level), ("scope", item.Scope))),
        .. world.Arm.Governance.Policies.Select(item => Inventory.Item(
            "Arm.PolicyAssignment", item.ArmId, item.Name, ("denies", item.ResourceType), ("scope", item.Scope))),
        .. world.Arm.Governance.Denials.Select(item => Inventory.Item("Arm.DenyAssignment", item.ArmId, item.Name,
            ("actions", string.Join(',', item.Denied.Actions)), ("except", string.Join(',', item.Except)),
            ("notActions", string.Join(',', item.Denied.NotActions)), ("scope", item.Scope))),
    ];

    private static IEnumerable<SandboxItem> Of(World world, VNet network)
    {
        yield return Inventory.Item(
            "Arm.VNet", network.ArmId, network.Name, ("prefixes", string.Join(',', network.Prefixes)));
        foreach (var half in network.Peerings)
            yield return Inventory.Item("Arm.Peering", half.ArmId, half.Name,
                ("allowAccess", $"{half.AllowVirtualNetworkAccess}"),
                ("forwardedTraffic", $"{half.AllowForwardedTraffic}"),
                ("gatewayTransit", $"{half.AllowGatewayTransit}"), ("provisioning", half.ProvisioningState),
                ("remote", half.RemoteId), ("remoteGateways", $"{half.UseRemoteGateways}"), ("state", half.State),
                ("syncLevel", world.Arm.Peerings.SyncLevel(half)));
    }

    private static SandboxItem Of(RoleDefinition role) => Inventory.Item("Arm.RoleDefinition", role.Id, role.Name,
        ("actions", string.Join(',', role.Permissions.SelectMany(item => item.Actions).Order())),
        ("notActions", string.Join(',', role.Permissions.SelectMany(item => item.NotActions).Order())),
        ("scopes", string.Join(',', role.AssignableScopes)), ("tenant", role.TenantId));

    private static SandboxItem Of(RoleAssignment item) => Inventory.Item("Arm.RoleAssignment", item.ArmId, item.Id,
        ("description", item.Description), ("principal", item.PrincipalId), ("role", item.Role.Id),
        ("scope", item.Scope));
}
