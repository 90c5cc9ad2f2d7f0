using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Role assignments at a subscription, a resource group or a network.</summary>
internal static partial class RoleAssignmentApi
{
    private const string Collection = "/providers/Microsoft.Authorization/roleAssignments";
    public const string Type = "Microsoft.Authorization/roleAssignments";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. ArmRequest.ScopePaths.SelectMany(scope => new[]
        {
            ArmRequest.Route("GET", scope + Collection, "Arm.ListRoleAssignments", List),
            ArmRequest.Route("GET", scope + Collection + "/{id}", "Arm.GetRoleAssignment", Get),
            ArmRequest.Route("PUT", scope + Collection + "/{id}", "Arm.PutRoleAssignment",
                request => new RoleAssignmentWrite(request).Respond()),
            ArmRequest.Route("DELETE", scope + Collection + "/{id}", "Arm.DeleteRoleAssignment", Delete),
        }),
    ];

    private static SimulatedResponse List(SimulatedRequest request)
    {
        request.Require($"{Type}/read");
        var scope = request.Scope();
        var filter = request.Query("$filter") ?? "";
        var atScope = filter.Contains("atScope()", StringComparison.OrdinalIgnoreCase);
        var principal = PrincipalFilter().Match(filter);
        if (filter.Length > 0 && !atScope && !principal.Success)
            throw ArmErrors.Refuse(400, "InvalidFilter", $"The filter '{filter}' is not valid.");
        return ArmRequest.List(request, request.World.Arm.Assignments
            .Where(item => Scopes.IsAtOrAbove(item.Scope, scope) || (!atScope && Scopes.IsAtOrAbove(scope, item.Scope)))
            .Where(item => request.World.Settings.IgnoreFilters || !principal.Success
                || Same(item.PrincipalId, principal.Groups["id"].Value))
            .Select(item => RoleViews.View(request.Subscription(), item)));
    }

    private static SimulatedResponse Get(SimulatedRequest request)
    {
        request.Require($"{Type}/read");
        var assignment = Find(request) ?? throw ArmErrors.Refuse(404, "RoleAssignmentNotFound",
            $"The role assignment '{request["id"]}' is not found.");
        return new SimulatedResponse(200, RoleViews.View(request.Subscription(), assignment));
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        request.Require($"{Type}/delete");
        if (Find(request) is not { } assignment) return new SimulatedResponse(204);
        request.World.Arm.Assignments.Remove(assignment);
        (assignment.UpdatedAt, assignment.UpdatedBy) = (request.World.Now, request.Caller!.PrincipalId);
        return new SimulatedResponse(200, RoleViews.View(request.Subscription(), assignment));
    }

    private static RoleAssignment? Find(SimulatedRequest request)
    {
        var scope = request.Scope();
        return request.World.Arm.Assignments.Find(item => Same(item.Id, request["id"]) && Same(item.Scope, scope));
    }

    [GeneratedRegex(@"(?:principalId eq '|assignedTo\(')(?<id>[^']+)'", RegexOptions.IgnoreCase)]
    private static partial Regex PrincipalFilter();
}
