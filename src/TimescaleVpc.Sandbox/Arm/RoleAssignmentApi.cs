using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Role assignments at a subscription, a resource group or a network.</summary>
internal static partial class RoleAssignmentApi
{
    private const string Collection = "/providers/Microsoft.Authorization/roleAssignments";
    public const string Type = "Microsoft.Authorization/roleAssignments";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. ArmCall.ScopePaths.SelectMany(scope => new[]
        {
            ArmCall.Route("GET", scope + Collection, "Arm.ListRoleAssignments", List),
            ArmCall.Route("GET", scope + Collection + "/{id}", "Arm.GetRoleAssignment", Get),
            ArmCall.Route("PUT", scope + Collection + "/{id}", "Arm.PutRoleAssignment",
                call => new RoleAssignmentWrite(call).Answer()),
            ArmCall.Route("DELETE", scope + Collection + "/{id}", "Arm.DeleteRoleAssignment", Delete),
        }),
    ];

    private static Answer List(Call call)
    {
        call.Require($"{Type}/read");
        var scope = call.Scope();
        var filter = call.Query("$filter") ?? "";
        var atScope = filter.Contains("atScope()", StringComparison.OrdinalIgnoreCase);
        var principal = PrincipalFilter().Match(filter);
        if (filter.Length > 0 && !atScope && !principal.Success)
            throw ArmErrors.Refuse(400, "InvalidFilter", $"The filter '{filter}' is not valid.");
        return ArmCall.List(call, call.World.Arm.Assignments
            .Where(item => Scopes.IsAtOrAbove(item.Scope, scope) || (!atScope && Scopes.IsAtOrAbove(scope, item.Scope)))
            .Where(item => call.World.Settings.IgnoreFilters || !principal.Success
                || item.PrincipalId.Same(principal.Groups["id"].Value))
            .Select(item => RoleViews.View(call.Subscription(), item)));
    }

    private static Answer Get(Call call)
    {
        call.Require($"{Type}/read");
        var found = Find(call) ?? throw ArmErrors.Refuse(404, "RoleAssignmentNotFound",
            $"The role assignment '{call["id"]}' is not found.");
        return new Answer(200, RoleViews.View(call.Subscription(), found));
    }

    private static Answer Delete(Call call)
    {
        call.Require($"{Type}/delete");
        if (Find(call) is not { } found) return new Answer(204);
        call.World.Arm.Assignments.Remove(found);
        (found.UpdatedAt, found.UpdatedBy) = (call.World.Now, call.Caller!.PrincipalId);
        return new Answer(200, RoleViews.View(call.Subscription(), found));
    }

    private static RoleAssignment? Find(Call call)
    {
        var scope = call.Scope();
        return call.World.Arm.Assignments.Find(item => item.Id.Same(call["id"]) && item.Scope.Same(scope));
    }

    [GeneratedRegex(@"(?:principalId eq '|assignedTo\(')(?<id>[^']+)'", RegexOptions.IgnoreCase)]
    private static partial Regex PrincipalFilter();
}
