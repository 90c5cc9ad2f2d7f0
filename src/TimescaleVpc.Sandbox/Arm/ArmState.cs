using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>All subscriptions with their networks, roles and running operations.</summary>
internal sealed class ArmState(World world)
{
    public List<Subscription> Subscriptions { get; } = [];

    public List<RoleDefinition> Roles { get; } = [.. BuiltInRoles.All];

    /// <summary>Deleted ones, as lists show them until <see cref="RoleDefinition.ListedAt"/>.</summary>
    public List<RoleDefinition> DeletedRoles { get; } = [];

    public List<RoleAssignment> Assignments { get; } = [];

    public List<Operation> Operations { get; } = [];

    public Governance Governance { get; } = new();

    public AccessRules Access { get; } = new(world);

    public PeeringRules Peerings => new(world);

    public IEnumerable<VNet> Networks => Groups.SelectMany(item => item.VNets);

    public IEnumerable<ResourceGroup> Groups => Subscriptions.SelectMany(item => item.Groups);

    public Subscription? Subscription(string id) => Subscriptions.Find(item => Same(item.Id, id));

    public ResourceGroup? Group(string subscription, string name) =>
        Subscription(subscription)?.Groups.Find(item => Same(item.Name, name));

    /// <summary>The network of an id.</summary>
    public VNet? Network(string? armId) =>
        armId?.Split('/') is [_, _, var subscription, _, var group, _, _, _, var name]
        && Network(subscription, group, name) is { } network && Same(network.ArmId, armId) ? network : null;

    public VNet? Network(string subscription, string group, string name) =>
        Group(subscription, group)?.VNets.Find(name);

    public Nic? Nic(string armId) => Groups.SelectMany(item => item.Nics).FirstOrDefault(
        item => Same(item.ArmId, armId));

    public RoleDefinition? Role(string id) => Roles.Find(item => Same(item.Id, id));

    public RoleAssignment Assign(string scope, RoleDefinition role, string principalId, string principalType) =>
        Assign(new RoleAssignment(world.Ids.Guid("roleAssignment", $"{scope}/{role.Id}/{principalId}"), scope, role,
            principalId)
        {
            PrincipalType = principalType,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            EffectiveAt = world.Now + world.Settings.RolePropagation,
            EffectiveForPlatformAt = world.Now + world.Settings.PlatformRolePropagation,
        });

    public RoleAssignment Assign(RoleAssignment assignment)
    {
        Assignments.Add(assignment);
        return assignment;
    }

    public void DeleteNetwork(VNet network)
    {
        foreach (var half in network.Peerings.ToList()) Peerings.Remove(half);
        network.Group.VNets.Remove(network);
        network.Group.Nics.RemoveAll(item => item.Network == network);
        // ARM forgets assignments together with the resource they were made on.
        Assignments.RemoveAll(item => Scopes.IsAtOrAbove(network.ArmId, item.Scope));
    }
}
