using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Roles and assignments in ARM's form.</summary>
internal static class RoleViews
{
    public static string DefinitionId(Subscription subscription, RoleDefinition role) =>
        $"{subscription.ArmId}/providers/Microsoft.Authorization/roleDefinitions/{role.Id}";

    public static JsonObject View(Subscription subscription, RoleDefinition role) => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleName"] = role.Name,
            ["type"] = role.IsCustom ? "CustomRole" : "BuiltInRole",
            ["description"] = role.Description,
            ["assignableScopes"] = Json.Array(role.AssignableScopes),
            ["permissions"] = Json.Array(role.Permissions.Select(View)),
            ["createdOn"] = role.CreatedAt.Iso(),
            ["updatedOn"] = role.CreatedAt.Iso(),
        },
        ["id"] = DefinitionId(subscription, role),
        ["type"] = "Microsoft.Authorization/roleDefinitions",
        ["name"] = role.Id,
    };

    public static JsonObject View(RolePermission permission) => new()
    {
        ["actions"] = Json.Array(permission.Actions),
        ["notActions"] = Json.Array(permission.NotActions),
        ["dataActions"] = new JsonArray(),
        ["notDataActions"] = new JsonArray(),
    };

    public static JsonObject View(Subscription subscription, RoleAssignment item) => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = DefinitionId(subscription, item.Role),
            ["principalId"] = item.PrincipalId,
            ["principalType"] = item.PrincipalType,
            ["scope"] = item.Scope,
            ["condition"] = null,
            ["conditionVersion"] = null,
            ["description"] = item.Description,
            ["createdOn"] = item.CreatedAt.Iso(),
            ["updatedOn"] = item.UpdatedAt.Iso(),
            ["createdBy"] = item.CreatedBy,
            ["updatedBy"] = item.CreatedBy,
        },
        ["id"] = item.ArmId,
        ["type"] = "Microsoft.Authorization/roleAssignments",
        ["name"] = item.Id,
    };
}
