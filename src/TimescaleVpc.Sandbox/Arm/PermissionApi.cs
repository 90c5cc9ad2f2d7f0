using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Lists the caller's permissions at a scope.</summary>
internal static class PermissionApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. ArmRequest.ScopePaths.Select(scope => ArmRequest.Route(
            "GET", scope + "/providers/Microsoft.Authorization/permissions", "Arm.ListPermissions", List)),
    ];

    private static SimulatedResponse List(SimulatedRequest request)
    {
        request.Require("Microsoft.Authorization/permissions/read");
        var scope = request.Scope();
        return ArmRequest.List(request, request.World.Arm.Access.Seen(request.Caller!)
            .Where(item => Scopes.IsAtOrAbove(item.Scope, scope))
            .SelectMany(item => item.Role.Permissions).Select(RoleViews.View));
    }
}
