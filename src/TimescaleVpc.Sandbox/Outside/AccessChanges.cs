using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to roles and tokens from outside.</summary>
internal static class AccessChanges
{
    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("ClearDescription", ClearDescription),
        new("DeleteRoleAssignment", DeleteAssignment),
        new("DeleteRoleDefinition", DeleteDefinition),
        new("ExpireToken", ExpireToken),
        new("WidenAssignment", WidenAssignment),
    ];

    private static void DeleteAssignment(World world, string target)
    {
        if (world.Arm.Assignments.RemoveAll(item => Same(item.ArmId, target) || Same(item.Id, target)) == 0)
            throw OutsideWorld.Unknown("role assignment", target);
    }

    /// <summary>By id or name: the same principal gets the same role in the whole subscription.</summary>
    private static void WidenAssignment(World world, string target)
    {
        var assignment = world.Arm.Assignments.Find(item => Same(item.ArmId, target) || Same(item.Id, target))
            ?? throw OutsideWorld.Unknown("role assignment", target);
        var scope = $"/subscriptions/{Scopes.SubscriptionId(assignment.Scope)}";
        world.Arm.Assign(scope, assignment.Role, assignment.PrincipalId, assignment.PrincipalType);
    }

    /// <summary>
    /// Removes the description of an assignment, by its id, or of all with <c>*</c>, as some tools do when they edit
    /// it.
    /// </summary>
    private static void ClearDescription(World world, string target)
    {
        var assignments = world.Arm.Assignments.FindAll(
            item => target == "*" || Same(item.ArmId, target) || Same(item.Id, target));
        if (assignments.Count == 0) throw OutsideWorld.Unknown("role assignment", target);
        foreach (var item in assignments) item.Description = null;
    }

    /// <summary>By id or name; its assignments go with it, since ARM has no assignment without a role.</summary>
    private static void DeleteDefinition(World world, string target)
    {
        var role = CustomRole(world, target);
        world.Arm.Assignments.RemoveAll(item => item.Role == role);
        world.Arm.Roles.Remove(role);
    }

    /// <summary>Expires all tokens of a user name, an application id or an object id; <c>*</c> all tokens.</summary>
    private static void ExpireToken(World world, string target)
    {
        var tokens = world.Entra.Tokens.All.Where(item => target == "*" || Same(item.Upn, target) ||
            Same(item.PrincipalId, target) || (item.Upn is null && Same(item.AppId, target))).ToList();
        if (tokens.Count == 0) throw OutsideWorld.Unknown("token of", target);
        foreach (var token in tokens) token.ExpiresAt = world.Now;
    }

    public static RoleDefinition CustomRole(World world, string target) =>
        world.Arm.Roles.Find(item => item.IsCustom && IsNamed(item, target))
            ?? throw OutsideWorld.Unknown("custom role", target);

    private static bool IsNamed(RoleDefinition role, string target) =>
        Same(role.Id, target) || Same(role.Id, target.Split('/').Last()) || Same(role.Name, target);
}
