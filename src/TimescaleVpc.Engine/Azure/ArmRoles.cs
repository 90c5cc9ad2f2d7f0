using Azure.Core;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Role definitions and role assignments.</summary>
internal sealed class ArmRoles(ArmTransport arm)
{
    private const string Version = "api-version=2022-04-01";
    private const string Provider = "/providers/Microsoft.Authorization";

    /// <summary>The ARM id of the role definition with this GUID in a subscription.</summary>
    public static string RoleId(string subscription, string guid) =>
        $"/subscriptions/{subscription}{Provider}/roleDefinitions/{guid}";

    /// <summary>One role definition; null if there is none.</summary>
    public async Task<AzureRole?> GetAsync(string roleId, CancellationToken cancel)
    {
        var answer = await arm.SendAsync(RequestMethod.Get, $"{roleId}?{Version}", cancel: cancel);
        return answer.IsAbsent || answer.Status == 400 && answer.Readable ? null
            : ReadRole(answer.Require(roleId).Body) ?? throw answer.Unreadable(roleId);
    }

    /// <summary>The role definition of this name that can be assigned at a scope; null if there is none.</summary>
    public async Task<AzureRole?> FindAsync(string scope, string name, CancellationToken cancel)
    {
        var filter = Uri.EscapeDataString($"roleName eq '{name.Replace("'", "''", StringComparison.Ordinal)}'");
        var all = await arm.ListAsync(
            scope, $"{Provider}/roleDefinitions?{Version}&$filter={filter}", ReadRole, cancel);
        return Array.Find(all, role => Same(role.Name, name));
    }

    /// <summary>The names of all roles that can be assigned in a subscription.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(string subscription, CancellationToken cancel)
    {
        var all = await arm.ListAsync(
            $"/subscriptions/{subscription}", $"{Provider}/roleDefinitions?{Version}", ReadRole, cancel);
        return [.. all.Select(role => role.Name)];
    }

    /// <summary>Makes a custom role that can be assigned anywhere in the subscription.</summary>
    public async Task<ArmAnswer> PutAsync(
        string subscription, string roleId, string name, string description, IEnumerable<string> actions,
        CancellationToken cancel)
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleName"] = name,
                ["type"] = "CustomRole",
                ["description"] = description,
                ["permissions"] = new JsonArray(new JsonObject
                {
                    ["actions"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
                    ["notActions"] = new JsonArray(),
                }),
                ["assignableScopes"] = new JsonArray(JsonValue.Create($"/subscriptions/{subscription}")),
            },
        };
        return await arm.SendAsync(RequestMethod.Put, $"{roleId}?{Version}", body, cancel: cancel);
    }

    /// <summary>Deletes a custom role; an absent one is fine.</summary>
    public Task<ArmAnswer> DeleteAsync(string roleId, CancellationToken cancel) =>
        arm.SendAsync(RequestMethod.Delete, $"{roleId}?{Version}", cancel: cancel);

    /// <summary>Whether what is assigned at one scope holds at another: the same one, or below it.</summary>
    public static bool Covers(string scope, string other) =>
        other.StartsWith(scope, StringComparison.OrdinalIgnoreCase)
        && (other.Length == scope.Length || scope.EndsWith('/') || other[scope.Length] == '/');

    /// <summary>
    /// The assignments of a principal at a scope, above it and below it; of all principals with null.
    /// </summary>
    public async Task<IReadOnlyList<AzureAssignment>> ListAssignmentsAsync(
        string scope, string? principalId, CancellationToken cancel)
    {
        var filter = principalId is null ? "" : "&$filter=" + Uri.EscapeDataString($"principalId eq '{principalId}'");
        var all = await arm.ListAsync(
            scope, $"{Provider}/roleAssignments?{Version}{filter}", ReadAssignment, cancel);
        return principalId is null ? all : [.. all.Where(item => Same(item.PrincipalId, principalId))];
    }

    /// <summary>
    /// Assigns a role. The principal's type is named, since Azure would otherwise look the principal up in a directory
    /// that may not show it yet.
    /// </summary>
    public Task<ArmAnswer> AssignAsync(
        string scope, string guid, string roleId, string principalId, string description, CancellationToken cancel)
    {
        var body = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["roleDefinitionId"] = roleId,
                ["principalId"] = principalId,
                ["principalType"] = "ServicePrincipal",
                ["description"] = description,
            },
        };
        return arm.SendAsync(
            RequestMethod.Put, $"{AssignmentId(scope, guid)}?{Version}", body, cancel: cancel);
    }

    public static string AssignmentId(string scope, string guid) => $"{scope}{Provider}/roleAssignments/{guid}";

    /// <summary>Takes an assignment back; an absent one is fine.</summary>
    public async Task UnassignAsync(string assignmentId, CancellationToken cancel)
    {
        var answer = await arm.SendAsync(RequestMethod.Delete, $"{assignmentId}?{Version}", cancel: cancel);
        if (!answer.IsAbsent) answer.Require(assignmentId, changes: true);
    }

    /// <summary>The caller's permissions at a scope.</summary>
    public async Task<IReadOnlyList<ActionSet>> PermissionsAsync(string scope, CancellationToken cancel) =>
        await arm.ListAsync(scope, $"{Provider}/permissions?{Version}", ReadPermission, cancel);

    /// <summary>A block of permissions; null if it cannot be read as a whole.</summary>
    public static ActionSet? ReadPermission(JsonNode? node) =>
        AreTexts(node.Get("actions"), isNeeded: true) && AreTexts(node.Get("notActions"), isNeeded: false)
            ? ReadActions(node) : null;

    /// <summary>
    /// Null if holder, role or scope is missing in the response: the caller must not treat it as absent.
    /// </summary>
    public static AzureAssignment? ReadAssignment(JsonNode? node)
    {
        var properties = node.Get("properties");
        return node.Text("id") is { } id && properties.Text("scope") is { } scope
            && properties.Text("roleDefinitionId") is { } role && properties.Text("principalId") is { } principal
                ? new AzureAssignment(
                    id, scope, role, principal, properties.Text("description"), properties.Time("createdOn"))
                : null;
    }

    public static AzureRole? ReadRole(JsonNode? node)
    {
        var properties = node.Get("properties");
        return node.Text("id") is { } id && properties.Text("roleName") is { } name
            ? new AzureRole(id, name, [.. properties.Items("permissions").Select(ReadActions)])
            : null;
    }

    private static bool AreTexts(JsonNode? node, bool isNeeded) => node is JsonArray list
        ? list.All(item => item?.GetValueKind() == JsonValueKind.String) : node is null && !isNeeded;

    private static ActionSet ReadActions(JsonNode? node) => new(node.Texts("actions"), node.Texts("notActions"));
}
