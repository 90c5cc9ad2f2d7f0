using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>Locks, policies and deny assignments on the customer's scopes.</summary>
internal sealed class GovernanceParts(World world, RollbackLog rollback)
{
    // A VNet is named within its group, a group within its subscription; without any it is the first subscription.
    private static readonly string[] Scope = ["Scope", "Subscription", "ResourceGroupName", "VNetName"];

    public IEnumerable<PartKind> Kinds =>
    [
        new("AzureLock", ["Level"], ["Name", "Notes", .. Scope], AddLock),
        new("AzurePolicy", ["Name"], ["ResourceType", "Message", .. Scope], AddPolicy),
        new("AzureDenyAssignment", ["Name"], ["Action", "NotAction", "Except", .. Scope], AddDenial),
    ];

    private void AddLock(Part part)
    {
        var level = ScopeLock.Levels.FirstOrDefault(item => Same(item, part.Text("Level"))) ?? throw part.Refused(
            "Level", part.Text("Level"), $"is none of {string.Join(", ", ScopeLock.Levels)}");
        var (scope, name) = (ScopeOf(part), part.TextOrNull("Name") ?? level);
        var locks = world.Arm.Governance.Locks;
        if (locks.Exists(item => Same(item.Scope, scope) && Same(item.Name, name)))
            throw part.Refused("Name", name, "is taken at this scope");
        rollback.Snapshot(locks);
        locks.Add(new ScopeLock(scope, name, level, part.TextOrNull("Notes")));
    }

    private void AddPolicy(Part part)
    {
        var (scope, name) = (ScopeOf(part), part.Text("Name"));
        var policies = world.Arm.Governance.Policies;
        if (policies.Exists(item => Same(item.Name, name))) throw part.Refused("Name", name, "is taken");
        rollback.Snapshot(policies);
        policies.Add(new PolicyAssignment(
            scope, name, part.TextOrNull("ResourceType") ?? PeeringApi.Type, part.TextOrNull("Message")));
    }

    private void AddDenial(Part part)
    {
        var (scope, name) = (ScopeOf(part), part.Text("Name"));
        var denials = world.Arm.Governance.Denials;
        if (denials.Exists(item => Same(item.Name, name))) throw part.Refused("Name", name, "is taken");
        var except = part.TextsOrNone("Except").Select(user => world.Entra.Customer.Users
            .Find(item => Same(item.Upn, user) || Same(item.Upn.Split('@')[0], user))?.ObjectId
                ?? throw part.Refused("Except", user, "is no user")).ToArray();
        string[] deniedActions = part.Has("Action") ? part.Texts("Action") : ["*"];
        string[] sparedActions = part.Has("NotAction") ? part.Texts("NotAction") : part.Has("Action") ? [] : ["*/read"];
        rollback.Snapshot(denials);
        denials.Add(new DenyAssignment(scope, world.Ids.Guid("deny-assignment", $"{scope}/{name}"), name,
            new RolePermission(deniedActions, sparedActions), except));
    }

    private string ScopeOf(Part part)
    {
        if (part.TextOrNull("Scope") is { } scopeText)
        {
            if (Scope.Skip(1).FirstOrDefault(part.Has) is { } other)
                throw part.Refused($"Scope says where; {other} would say it again");
            return GovernanceScopes.Find(world, scopeText)
                ?? throw part.Refused("Scope", scopeText, "is no subscription, resource group or VNet here");
        }

        var subscription = AzureParts.Find(world, part);
        if (part.TextOrNull("ResourceGroupName") is not { } groupName)
        {
            return part.Has("VNetName")
                ? throw part.Refused("VNetName needs ResourceGroupName") : subscription.ArmId;
        }

        var group = subscription.Groups.Find(item => Same(item.Name, groupName))
            ?? throw part.Refused("ResourceGroupName", groupName, $"is no resource group in {subscription.Name}");
        if (part.TextOrNull("VNetName") is not { } network) return group.ArmId;
        return group.VNets.Find(network)?.ArmId
            ?? throw part.Refused("VNetName", network, $"is no VNet in {group.Name}");
    }
}
