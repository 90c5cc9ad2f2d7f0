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
        .. ArmCall.ScopePaths.Select(scope =>
            ArmCall.Route("GET", scope + Collection, "Arm.ListRoleDefinitions", List)),
        .. ArmCall.ScopePaths.Select(scope =>
            ArmCall.Route("GET", scope + Collection + "/{id}", "Arm.GetRoleDefinition", Get)),
        ArmCall.Route("PUT", ArmCall.SubscriptionPath + Collection + "/{id}", "Arm.PutRoleDefinition", Put),
        ArmCall.Route("DELETE", ArmCall.SubscriptionPath + Collection + "/{id}", "Arm.DeleteRoleDefinition", Delete),
    ];

    private static Answer List(Call call)
    {
        call.Require($"{Type}/read");
        var scope = call.Scope();
        var filter = call.Query("$filter");
        var name = filter is null ? null : NameFilter().Match(filter);
        var isCustom = filter is null ? null : TypeFilter().Match(filter);
        var isKnown = name?.Success == true || isCustom?.Success == true || filter is null or "" or "atScope()";
        if (!isKnown)
            throw ArmErrors.Refuse(400, "InvalidFilter", $"The filter '{filter}' is not valid.");
        return ArmCall.List(call, Listed(call, name?.Success == true)
            .Where(role => role.AssignableScopes.Exists(item => Scopes.IsAtOrAbove(item, scope)))
            .Where(role => call.World.Settings.IgnoreFilters
                || (name?.Success != true || role.Name.Same(Unquote(name.Groups[1].Value)))
                && (isCustom?.Success != true || role.IsCustom == isCustom.Groups[1].Value.Same("CustomRole")))
            .Select(role => RoleViews.View(call.Subscription(), role)));
    }

    private static Answer Get(Call call)
    {
        call.Require($"{Type}/read");
        var found = Visible(call).FirstOrDefault(role => role.Id.Same(call["id"]))
            ?? throw RoleErrors.NoSuchRole(call["id"]);
        return new Answer(200, RoleViews.View(call.Subscription(), found));
    }

    private static Answer Put(Call call)
    {
        call.Require($"{Type}/write");
        if (!Guid.TryParse(call["id"], out _)) throw RoleErrors.BadId("RoleDefinition", call["id"]);
        var properties = call.ArmBody().Object("properties");
        var name = properties.String("roleName")
            ?? throw ArmErrors.InvalidRequest("Required property 'roleName' not found in JSON.");
        var scopes = properties.Strings("assignableScopes");
        if (scopes.Count == 0) throw ArmErrors.Refuse(400, "MissingAssignableScopes",
            "A role definition needs at least one assignable scope.");
        foreach (var scope in scopes) call.Require($"{Type}/write", scope);
        var tenant = call.Subscription().TenantId;
        if (call.World.Arm.Roles.Exists(item => item.Name.Same(name) && !item.Id.Same(call["id"]) &&
            (!item.IsCustom || item.TenantId.Same(tenant)))) throw RoleErrors.SameName();
        var known = call.World.Arm.Role(call["id"]);
        var role = known ?? Add(call, tenant);
        role.Lag(call.World.Now, call.World.Now + call.World.Settings.RoleListLag, isNew: known is null);
        (role.UpdatedAt, role.UpdatedBy) = (call.World.Now, call.Caller!.PrincipalId);
        role.Name = name;
        role.Description = properties.String("description") ?? "";
        role.AssignableScopes = scopes;
        role.Permissions = [.. properties.Objects("permissions").Select(item =>
            new RolePermission(item.Strings("actions"), item.Strings("notActions")))];
        return new Answer(201, RoleViews.View(call.Subscription(), role, isWritten: true));
    }

    private static Answer Delete(Call call)
    {
        call.Require($"{Type}/delete");
        if (Visible(call).FirstOrDefault(item => item.Id.Same(call["id"]) && item.IsCustom) is not { } role)
            return new Answer(204);
        if (call.World.Arm.Assignments.Exists(item => item.Role == role)) throw RoleErrors.HasAssignments();
        call.World.Arm.Roles.Remove(role);
        if (role.Deleted(call.World.Now, call.World.Now + call.World.Settings.RoleListLag) is { } shown)
            call.World.Arm.DeletedRoles.Add(shown);
        return new Answer(200, RoleViews.View(call.Subscription(), role));
    }

    private static RoleDefinition Add(Call call, string tenant)
    {
        if (call.World.Arm.Roles.Count(item => item.IsCustom && item.TenantId.Same(tenant)) >=
            call.World.Settings.ArmCustomRolesPerTenant) throw RoleErrors.TooManyRoles();
        var role = new RoleDefinition(call["id"], tenant)
        {
            CreatedAt = call.World.Now,
            CreatedBy = call.Caller!.PrincipalId,
            VisibleAt = call.World.Now + call.World.Settings.RoleDefinitionReplication,
        };
        call.World.Arm.Roles.Add(role);
        return role;
    }

    private static IEnumerable<RoleDefinition> Visible(Call call) => call.World.Arm.Roles
        .Where(role => IsHere(call, role));

    // Lists lag behind: a new role is missing, a changed one shows as it was, or not at all by its name, and a deleted
    // one is still there.
    private static IEnumerable<RoleDefinition> Listed(Call call, bool isByName)
    {
        var now = call.World.Now;
        return Visible(call).Select(role => role.ListedAt <= now ? role : isByName ? null : role.Before)
            .Concat(call.World.Arm.DeletedRoles.Where(role => role.ListedAt > now && IsHere(call, role)))
            .OfType<RoleDefinition>();
    }

    private static bool IsHere(Call call, RoleDefinition role) =>
        !role.IsCustom || role.TenantId.Same(call.Subscription().TenantId);

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"roleName eq '((?:[^']|'')*)'", RegexOptions.IgnoreCase)]
    private static partial Regex NameFilter();

    [GeneratedRegex(@"type eq '(\w+)'", RegexOptions.IgnoreCase)]
    private static partial Regex TypeFilter();
}
