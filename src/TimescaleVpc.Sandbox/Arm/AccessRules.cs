using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Who may do what where. Deny by default.</summary>
internal sealed class AccessRules(World world)
{
    /// <summary>Whether the token carries the right. Only tokens issued once an assignment counts see it.</summary>
    public bool Allows(AccessToken token, string action, string resource) =>
        Seen(token).Any(item => Scopes.IsAtOrAbove(item.Scope, resource) && Allows(item.Role, action));

    /// <summary>Whether the managed service sees the right; it asks for new tokens all the time.</summary>
    public bool AllowsPlatform(string principalId, string action, string resource) => world.Arm.Assignments.Exists(
        item => item.PrincipalId.Same(principalId) && item.EffectiveForPlatformAt <= world.Now &&
            Scopes.IsAtOrAbove(item.Scope, resource) && Allows(item.Role, action));

    public IEnumerable<RoleAssignment> Seen(AccessToken token) => world.Arm.Assignments.Where(item =>
        item.PrincipalId.Same(token.PrincipalId) && item.EffectiveAt <= token.IssuedAt &&
        item.EffectiveAt <= world.Now);

    private static bool Allows(RoleDefinition role, string action) =>
        role.Permissions.Exists(permission => permission.Allows(action));
}
