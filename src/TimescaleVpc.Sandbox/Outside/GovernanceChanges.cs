using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Locks, policies and deny assignments that are set and removed from outside.</summary>
internal static class GovernanceChanges
{
    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddDenyAssignment", AddDenial),
        new("AddLock", AddLock, [.. ScopeLock.Levels]),
        new("AddPolicy", AddPolicy, [PeeringApi.Type, RoleAssignmentApi.Type]),
        new("DisableSubscription", (world, target) => Subscription(world, target).IsDisabled = true),
        new("EnableSubscription", (world, target) => Subscription(world, target).IsDisabled = false),
        new("RemoveDenyAssignment", (world, target) => Remove(
            world.Arm.Governance.Denials, item => item.Scope, item => item.Name, "deny assignment", target)),
        new("RemoveLock", (world, target) => Remove(
            world.Arm.Governance.Locks, item => item.Scope, item => item.Name, "lock", target)),
        new("RemovePolicy", (world, target) => Remove(
            world.Arm.Governance.Policies, item => item.Scope, item => item.Name, "policy", target)),
    ];

    private static void AddLock(World world, string level, string target)
    {
        var levelName = ScopeLock.Levels.FirstOrDefault(item => Same(item, level))
            ?? throw OutsideWorld.Unknown("lock level", level);
        world.Arm.Governance.Locks.Add(new ScopeLock(Scope(world, target), levelName, levelName, null));
    }

    private static void AddPolicy(World world, string type, string target)
    {
        var policies = world.Arm.Governance.Policies;
        policies.Add(new PolicyAssignment(Scope(world, target), $"deny-{policies.Count + 1}", type, null));
    }

    private static void AddDenial(World world, string target)
    {
        var scope = Scope(world, target);
        world.Arm.Governance.Denials.Add(new DenyAssignment(scope, world.Ids.Guid("deny-assignment", scope),
            $"Deny assignment of {scope}", new RolePermission(["*"], ["*/read"]), []));
    }

    private static string Scope(World world, string target) =>
        GovernanceScopes.Find(world, target) ?? throw OutsideWorld.Unknown("scope", target);

    private static Subscription Subscription(World world, string target) =>
        world.Arm.Subscriptions.Find(
                item => Same(item.Id, target) || Same(item.ArmId, target) || Same(item.Name, target))
            ?? throw OutsideWorld.Unknown("subscription", target);

    /// <summary>By name, or all of a scope.</summary>
    private static void Remove<T>(
        List<T> all, Func<T, string> scope, Func<T, string> name, string what, string target)
    {
        if (all.RemoveAll(item => Same(scope(item), target.TrimEnd('/')) || Same(name(item), target)) == 0)
            throw OutsideWorld.Unknown(what, target);
    }
}
