using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Locks, policies and deny assignments, for reading.</summary>
internal static class GovernanceApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. Of("Lock", ScopeLock.Type, arm => arm.Governance.Locks, item => item.Scope, item => item.Name, View),
        .. Of("PolicyAssignment", PolicyAssignment.Type,
            arm => arm.Governance.Policies, item => item.Scope, item => item.Name, View),
        .. Of("DenyAssignment", DenyAssignment.Type,
            arm => arm.Governance.Denials, item => item.Scope, item => item.Id, View),
        ArmRequest.Route("GET", $"{ArmRequest.SubscriptionPath}/providers/{PolicyAssignment.DefinitionType}/{{id}}",
            "Arm.GetPolicyDefinition", GetDefinition),
    ];

    /// <summary>
    /// The routes of a list at each scope, with the items at, above and below it, and of an item by its name.
    /// </summary>
    private static IEnumerable<Route> Of<T>(
        string what, string type, Func<ArmState, List<T>> all, Func<T, string> scopeOf, Func<T, string> nameOf,
        Func<T, JsonObject> view)
    {
        foreach (var scope in ArmRequest.ScopePaths)
        {
            yield return ArmRequest.Route("GET", $"{scope}/providers/{type}", $"Arm.List{what}s", request =>
            {
                request.Require($"{type}/read");
                var (at, filter) = (request.Scope(), request.Query("$filter"));
                if (filter is not (null or "" or "atScope()"))
                    throw ArmErrors.Refuse(400, "InvalidFilter", $"The filter '{filter}' is not valid.");
                var items = all(request.World.Arm).Where(item => Scopes.IsAtOrAbove(scopeOf(item), at)
                    || (filter != "atScope()" && Scopes.IsAtOrAbove(at, scopeOf(item))));
                return ArmRequest.List(request, items.Select(view));
            });
            yield return ArmRequest.Route("GET", $"{scope}/providers/{type}/{{id}}", $"Arm.Get{what}", request =>
            {
                request.Require($"{type}/read");
                var at = request.Scope();
                var resource = all(request.World.Arm).Find(
                    item => Same(scopeOf(item), at) && Same(nameOf(item), request["id"]));
                return resource is null
                    ? throw NotFound(what, request["id"])
                    : new SimulatedResponse(200, view(resource));
            });
        }
    }

    private static SimulatedResponse GetDefinition(SimulatedRequest request)
    {
        request.Require($"{PolicyAssignment.DefinitionType}/read");
        var subscription = request.Subscription();
        return request.World.Arm.Governance.Policies.Find(item => Same(item.Name, request["id"])
            && Same(Scopes.SubscriptionId(item.Scope), subscription.Id)) is { } assignment
                ? new SimulatedResponse(200, DefinitionView(assignment))
                : throw NotFound("PolicyDefinition", request["id"]);
    }

    private static RefusalException NotFound(string what, string name) =>
        ArmErrors.Refuse(404, $"{what}NotFound", $"The {what} '{name}' could not be found.");

    private static JsonObject View(ScopeLock item) => Whole(item.ArmId, ScopeLock.Type, item.Name, new JsonObject
    {
        ["level"] = item.Level,
        ["notes"] = item.Notes,
    });

    private static JsonObject View(PolicyAssignment item) =>
        Whole(item.ArmId, PolicyAssignment.Type, item.Name, new JsonObject
        {
            ["displayName"] = item.Name,
            ["policyDefinitionId"] = item.DefinitionId,
            ["scope"] = item.Scope,
            ["notScopes"] = new JsonArray(),
            ["enforcementMode"] = "Default",
            ["nonComplianceMessages"] = item.Message is { } message
                ? Json.Array([new JsonObject { ["message"] = message }]) : new JsonArray(),
        });

    private static JsonObject DefinitionView(PolicyAssignment item) =>
        Whole(item.DefinitionId, PolicyAssignment.DefinitionType, item.Name, new JsonObject
        {
            ["displayName"] = item.Name,
            ["policyType"] = "Custom",
            ["mode"] = "All",
            ["policyRule"] = new JsonObject
            {
                ["if"] = new JsonObject { ["field"] = "type", ["like"] = item.ResourceType },
                ["then"] = new JsonObject { ["effect"] = "deny" },
            },
        });

    private static JsonObject View(DenyAssignment item) =>
        Whole(item.ArmId, DenyAssignment.Type, item.Id, new JsonObject
        {
            ["denyAssignmentName"] = item.Name,
            ["description"] = "",
            ["permissions"] = Json.Array([RoleViews.View(item.Denied)]),
            ["scope"] = item.Scope,
            ["doNotApplyToChildScopes"] = false,
            ["principals"] = Json.Array(
            [
                new JsonObject
                {
                    ["id"] = Guid.Empty.ToString(), ["type"] = "SystemDefined", ["displayName"] = "All Principals",
                },
            ]),
            ["excludePrincipals"] = Json.Array(item.Except.Select(id => new JsonObject
            {
                ["id"] = id, ["type"] = "User",
            })),
            ["isSystemProtected"] = true,
        });
    private static JsonObject Whole(string id, string type, string name, JsonObject properties) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["name"] = name,
        ["properties"] = properties,
    };
}
