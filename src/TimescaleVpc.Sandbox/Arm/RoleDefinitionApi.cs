using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Role definitions: built-in ones for reading, custom ones per tenant.</summary>
internal static partial class RoleDefinitionApi
{
    private const string Collection = "/providers/Microsoft.Authorization/roleDefinitions";
    private const string Type = "Microsoft.Authorization/roleDefinitions";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        .. ArmRequest.ScopePaths.Select(scope =>
            ArmRequest.Route("GET", scope + Collection, "Arm.ListRoleDefinitions", List)),
        .. ArmRequest.ScopePaths.Select(scope =>
            ArmRequest.Route("GET", scope + Collection + "/{id}", "Arm.GetRoleDefinition", Get)),
        ArmRequest.Route("PUT", ArmRequest.SubscriptionPath + Collection + "/{id}", "Arm.PutRoleDefinition", Put),
        ArmRequest.Route(
            "DELETE", ArmRequest.SubscriptionPath + Collection + "/{id}", "Arm.DeleteRoleDefinition", Delete),
    ];

    private static SimulatedResponse List(SimulatedRequest request)
    {
        request.Require($"{Type}/read");
        var scope = request.Scope();
        var filter = request.Query("$filter");
        var name = filter is null ? null : NameFilter().Match(filter);
        var isCustom = filter is null ? null : TypeFilter().Match(filter);
        var isKnown = name?.Success == true || isCustom?.Success == true || filter is null or "" or "atScope()";
        if (!isKnown)
            throw ArmErrors.Refuse(400, "InvalidFilter", $"The filter '{filter}' is not valid.");
        return ArmRequest.List(request, Listed(request, name?.Success == true)
            .Where(role => role.AssignableScopes.Exists(item => Scopes.IsAtOrAbove(item, scope)))
            .Where(role => request.World.Settings.IgnoreFilters
                || (name?.Success != true || Same(role.Name, Unquote(name.Groups[1].Value)))
                && (isCustom?.Success != true || role.IsCustom == Same(isCustom.Groups[1].Value, "CustomRole")))
            .Select(role => RoleViews.View(request.Subscription(), role)));
    }

    private static SimulatedResponse Get(SimulatedRequest request)
    {
        request.Require($"{Type}/read");
        var definition = Visible(request).FirstOrDefault(role => Same(role.Id, request["id"]))
            ?? throw RoleErrors.NoSuchRole(request["id"]);
        return new SimulatedResponse(200, RoleViews.View(request.Subscription(), definition));
    }

    private static SimulatedResponse Put(SimulatedRequest request)
    {
        request.Require($"{Type}/write");
        if (!Guid.TryParse(request["id"], out _)) throw RoleErrors.BadId("RoleDefinition", request["id"]);
        var properties = request.ArmBody().Object("properties");
        var name = properties.String("roleName")
            ?? throw ArmErrors.InvalidRequest("Required property 'roleName' not found in JSON.");
        var scopes = properties.Strings("assignableScopes");
        if (scopes.Count == 0) throw ArmErrors.Refuse(400, "MissingAssignableScopes",
            "A role definition needs at least one assignable scope.");
        foreach (var scope in scopes) request.Require($"{Type}/write", scope);
        var tenant = request.Subscription().TenantId;
        if (request.World.Arm.Roles.Exists(item => Same(item.Name, name) && !Same(item.Id, request["id"]) &&
            (!item.IsCustom || Same(item.TenantId, tenant)))) throw RoleErrors.SameName();
        var definition = request.World.Arm.Role(request["id"]);
        var role = definition ?? Add(request, tenant);
        role.Lag(request.World.Now, request.World.Now + request.World.Settings.RoleListLag, isNew: definition is null);
        (role.UpdatedAt, role.UpdatedBy) = (request.World.Now, request.Caller!.PrincipalId);
        role.Name = name;
        role.Description = properties.String("description") ?? "";
        role.AssignableScopes = scopes;
        role.Permissions = [.. properties.Objects("permissions").Select(item =>
            new RolePermission(item.Strings("actions"), item.Strings("notActions")))];
        return new SimulatedResponse(201, RoleViews.View(request.Subscription(), role, isWritten: true));
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        request.Require($"{Type}/delete");
        if (Visible(request).FirstOrDefault(item => Same(item.Id, request["id"]) && item.IsCustom) is not { } role)
            return new SimulatedResponse(204);
        if (request.World.Arm.Assignments.Exists(item => item.Role == role)) throw RoleErrors.HasAssignments();
        request.World.Arm.Roles.Remove(role);
        if (role.Deleted(request.World.Now, request.World.Now + request.World.Settings.RoleListLag) is { } remnant)
            request.World.Arm.DeletedRoles.Add(remnant);
        return new SimulatedResponse(200, RoleViews.View(request.Subscription(), role));
    }

    private static RoleDefinition Add(SimulatedRequest request, string tenant)
    {
        if (request.World.Arm.Roles.Count(item => item.IsCustom && Same(item.TenantId, tenant)) >=
            request.World.Settings.ArmCustomRolesPerTenant) throw RoleErrors.TooManyRoles();
        var role = new RoleDefinition(request["id"], tenant)
        {
            CreatedAt = request.World.Now,
            CreatedBy = request.Caller!.PrincipalId,
            VisibleAt = request.World.Now + request.World.Settings.RoleDefinitionReplication,
        };
        request.World.Arm.Roles.Add(role);
        return role;
    }

    private static IEnumerable<RoleDefinition> Visible(SimulatedRequest request) => request.World.Arm.Roles
        .Where(role => IsHere(request, role));

    // Lists lag behind: a new role is missing, a changed one shows as it was, or not at all by its name, and a deleted
    // one is still there.
    private static IEnumerable<RoleDefinition> Listed(SimulatedRequest request, bool isByName)
    {
        var now = request.World.Now;
        return Visible(request).Select(role => role.ListedAt <= now ? role : isByName ? null : role.Before)
            .Concat(request.World.Arm.DeletedRoles.Where(role => role.ListedAt > now && IsHere(request, role)))
            .OfType<RoleDefinition>();
    }

    private static bool IsHere(SimulatedRequest request, RoleDefinition role) =>
        !role.IsCustom || Same(role.TenantId, request.Subscription().TenantId);

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"roleName eq '((?:[^']|'')*)'", RegexOptions.IgnoreCase)]
    private static partial Regex NameFilter();

    [GeneratedRegex(@"type eq '(\w+)'", RegexOptions.IgnoreCase)]
    private static partial Regex TypeFilter();
}
