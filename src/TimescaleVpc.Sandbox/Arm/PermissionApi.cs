using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>What the caller may do at a scope.</summary>
internal static class PermissionApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. ArmCall.ScopePaths.Select(scope => ArmCall.Route(
            "GET", scope + "/providers/Microsoft.Authorization/permissions", "Arm.ListPermissions", List)),
    ];

    private static Answer List(Call call)
    {
        call.Require("Microsoft.Authorization/permissions/read");
        var scope = call.Scope();
        return ArmCall.List(call, call.World.Arm.Access.Seen(call.Caller!)
            .Where(item => Scopes.IsAtOrAbove(item.Scope, scope))
            .SelectMany(item => item.Role.Permissions).Select(RoleViews.View));
    }
}
