using System.Text.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Graph;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Replaces the rights of a principal, as an administrator could.</summary>
internal static class RightsChanges
{
    private static readonly string[] RoleActions =
    [
        "Microsoft.Network/virtualNetworks/peer/action",
        "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/read",
        "Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write",
    ];

    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddAzureAction", AddAzureAction, ["Microsoft.Network/*", "Microsoft.Authorization/*"]),
        new("DropAzureAction", DropAzureAction, RoleActions),
        new("SetAwsPolicy", SetAwsPolicy, [.. AwsDefaults.Credentials.Select(item => item.Profile)]),
        new("SetAzureRole", SetAzureRole, [.. DefaultWorld.UserNames]),
        new("SetDirectoryActions", SetDirectoryActions, [.. DefaultWorld.UserNames]),
        new("SetProjectPermissions", SetProjectPermissions),
        new("SetProjectRole", SetProjectRole),
    ];

    /// <summary>All tokens of the managed service have these permissions, separated by spaces, or none.</summary>
    private static void SetProjectPermissions(World world, string target)
    {
        var permissions = Words(target, ProjectRights.All);
        foreach (var token in world.Mst.Tokens)
        {
            token.Permissions.Clear();
            token.Permissions.UnionWith(permissions);
            token.Role = null;
        }
    }

    /// <summary>Adds an action to a custom role, which is named by id or name.</summary>
    private static void AddAzureAction(World world, string action, string target)
    {
        var role = AccessChanges.CustomRole(world, target);
        role.Permissions = [.. role.Permissions, new RolePermission([action], [])];
    }

    /// <summary>All tokens of the managed service have this role in their project, and what it allows.</summary>
    private static void SetProjectRole(World world, string target)
    {
        if (!ProjectRights.Roles.TryGetValue(target, out var permissions)) throw new ArgumentException(
            $"'{target}' is none of {string.Join(", ", ProjectRights.Roles.Keys)}.", nameof(target));
        SetProjectPermissions(world, string.Join(' ', permissions));
        foreach (var token in world.Mst.Tokens) token.Role = target;
    }

    /// <summary>Takes an action out of a custom role, which is named by id or name.</summary>
    private static void DropAzureAction(World world, string action, string target)
    {
        var role = AccessChanges.CustomRole(world, target);
        role.Permissions =
            [.. role.Permissions.Select(item => item with { NotActions = [.. item.NotActions, action] })];
    }

    /// <summary>
    /// A role definition in JSON, as <c>az role definition create</c> takes it, becomes the only role of a user, at
    /// each of its assignable scopes and at once.
    /// </summary>
    private static void SetAzureRole(World world, string name, string target)
    {
        var (tenant, user) = User(world, name);
        var json = Read(target);
        var assignments = world.Arm.Assignments.FindAll(item => Same(item.PrincipalId, user.ObjectId));
        world.Arm.Assignments.RemoveAll(assignments.Contains);
        world.Arm.Roles.RemoveAll(role => role.IsCustom && assignments.Exists(item => item.Role == role) &&
            !world.Arm.Assignments.Exists(item => item.Role == role));
        var definition = new RoleDefinition(world.Ids.Guid("role", name), tenant.Id)
        {
            Name = json.String("Name") ?? $"Role of {name}",
            Description = json.String("Description") ?? "",
            Permissions = [new RolePermission(json.Strings("Actions"), json.Strings("NotActions"))],
            AssignableScopes = json.Strings("AssignableScopes"),
        };
        world.Arm.Roles.Add(definition);
        world.Arm.Assignments.AddRange(definition.AssignableScopes.Select(scope => new RoleAssignment(
            world.Ids.Guid("roleAssignment", $"{scope}/{name}"), scope, definition, user.ObjectId)
        {
            PrincipalType = "User",
        }));
    }

    /// <summary>The actions of the directory that a user may do, separated by spaces.</summary>
    private static void SetDirectoryActions(World world, string name, string target)
    {
        var (tenant, user) = User(world, name);
        tenant.OwnActions[user.ObjectId] = [.. Words(target, DirectoryRights.All)];
    }

    /// <summary>A policy in IAM's JSON becomes the only one of a user or role.</summary>
    private static void SetAwsPolicy(World world, string name, string target)
    {
        if (Read(target)["Statement"] is not (JsonObject or JsonArray))
            throw new ArgumentException("A policy has statements.", nameof(target));
        var policy = PolicyDocument.Parse(target);
        var statements = world.Aws.Identities.Users.FirstOrDefault(item => item.HasName(name))?.Statements
            ?? world.Aws.Identities.Roles.Find(item => Same(item.Name, name) || Same(item.Arn, name))?.Statements
            ?? throw OutsideWorld.Unknown("AWS principal", name);
        statements.Clear();
        statements.AddRange(policy);
    }

    private static (Tenant Tenant, User User) User(World world, string name)
    {
        var users =
            from tenant in world.Entra.Tenants
            from user in tenant.Users
            where Same(user.Upn, name) || Same(user.Upn.Split('@')[0], name)
            select (tenant, user);
        return users.FirstOrDefault() is { tenant: not null } pair ? pair : throw OutsideWorld.Unknown("user", name);
    }

    private static JsonObject Read(string text)
    {
        try
        {
            return JsonNode.Parse(text)!.AsObject();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ArgumentException("The target must be a JSON object.", nameof(text), error);
        }
    }

    /// <summary>Some of the known ones, or <c>none</c>.</summary>
    private static string[] Words(string text, string[] vocabulary)
    {
        if (text == "none") return [];
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Except(vocabulary).FirstOrDefault() is { } unknownWord
            ? throw new ArgumentException($"'{unknownWord}' is none of {string.Join(", ", vocabulary)}.", nameof(text))
            : words;
    }
}
