using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Roles and assignments in ARM's form.</summary>
internal static class RoleViews
{
    public static string DefinitionId(Subscription subscription, RoleDefinition role) =>
        $"{subscription.ArmId}/providers/Microsoft.Authorization/roleDefinitions/{role.Id}";

    /// <param name="subscription">Where it is read.</param>
    /// <param name="role">The role.</param>
    /// <param name="isWritten">Whether this is the response to the PUT, which leaves out the creator.</param>
    public static JsonObject View(Subscription subscription, RoleDefinition role, bool isWritten = false) => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleName"] = role.Name,
            ["type"] = role.IsCustom ? "CustomRole" : "BuiltInRole",
            ["description"] = role.Description,
            ["assignableScopes"] = Json.Array(role.AssignableScopes),
            ["permissions"] = Json.Array(role.Permissions.Select(View)),
            ["createdOn"] = role.CreatedAt.Precise(),
            ["updatedOn"] = role.UpdatedAt.Precise(),
            ["createdBy"] = isWritten ? null : role.CreatedBy,
            ["updatedBy"] = role.UpdatedBy,
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

    /// <param name="subscription">Where it is read.</param>
    /// <param name="item">The assignment.</param>
    /// <param name="isWritten">Whether this is the response to the PUT, which leaves out the creator.</param>
    public static JsonObject View(Subscription subscription, RoleAssignment item, bool isWritten = false) => new()
    {
        ["properties"] = new JsonObject
        {
            ["roleDefinitionId"] = DefinitionId(subscription, item.Role),
            ["principalId"] = item.PrincipalId,
            ["principalType"] = item.PrincipalType,
            ["scope"] = item.Scope,
            ["condition"] = null,
            ["conditionVersion"] = null,
            ["createdOn"] = item.CreatedAt.Precise(),
            ["updatedOn"] = item.UpdatedAt.Precise(),
            ["createdBy"] = isWritten ? null : item.CreatedBy,
            ["updatedBy"] = item.UpdatedBy ?? item.CreatedBy,
            ["delegatedManagedIdentityResourceId"] = null,
            ["description"] = item.Description,
        },
        ["id"] = item.ArmId,
        ["type"] = "Microsoft.Authorization/roleAssignments",
        ["name"] = item.Id,
    };
}
