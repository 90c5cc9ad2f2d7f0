using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Decides which caller may do which action at which scope. Everything else is denied.</summary>
internal sealed class AccessRules(World world)
{
    /// <summary>Whether the token carries the right. Only tokens issued once an assignment counts see it.</summary>
    public bool Allows(AccessToken token, string action, string resource) =>
        Seen(token).Any(item => Scopes.IsAtOrAbove(item.Scope, resource) && Allows(item.Role, action));

    /// <summary>Whether the managed service sees the right; it asks for new tokens all the time.</summary>
    public bool AllowsPlatform(string principalId, string action, string resource) => world.Arm.Assignments.Exists(
        item => Same(item.PrincipalId, principalId) && item.EffectiveForPlatformAt <= world.Now &&
            Scopes.IsAtOrAbove(item.Scope, resource) && Allows(item.Role, action))
        && world.Arm.Governance.Denial(principalId, action, resource) is null;

    public IEnumerable<RoleAssignment> Seen(AccessToken token) => world.Arm.Assignments.Where(item =>
        Same(item.PrincipalId, token.PrincipalId) && item.EffectiveAt <= token.IssuedAt &&
        item.EffectiveAt <= world.Now);

    /// <summary>
    /// Whether an operation in a subscription may be watched. Its address is below no network, so a role on a network
    /// does not reach it; one on a resource group does.
    /// </summary>
    public bool AllowsOperation(AccessToken token, string action, Subscription subscription) => Seen(token).Any(item =>
        Allows(item.Role, action) && Scopes.IsGroupOrWider(item.Scope) &&
        Scopes.IsAtOrAbove(subscription.ArmId, item.Scope));

    private static bool Allows(RoleDefinition role, string action) =>
        role.Permissions.Exists(permission => permission.Allows(action));
}
