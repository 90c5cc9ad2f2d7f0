using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>One PUT of a role assignment.</summary>
internal sealed class RoleAssignmentWrite(SimulatedRequest request)
{
    private readonly World world = request.World;

    public SimulatedResponse Respond()
    {
        request.Require("Microsoft.Authorization/roleAssignments/write");
        if (!Guid.TryParse(request["id"], out _)) throw RoleErrors.BadId("RoleAssignment", request["id"]);
        var properties = request.ArmBody().Object("properties");
        var roleId = properties.String("roleDefinitionId")?.Split('/').Last();
        var principal = properties.String("principalId");
        if (roleId is null || principal is null)
            throw ArmErrors.InvalidRequest("Required property 'roleDefinitionId' or 'principalId' not found in JSON.");
        var subscription = request.Subscription();
        var scope = request.Scope();
        var role = FindRole(roleId, subscription);
        if (!role.AssignableScopes.Exists(item => Scopes.IsAtOrAbove(item, scope)))
            throw RoleErrors.NotAssignableHere(role.Id, scope);
        var type = CheckPrincipal(principal, properties.String("principalType"), subscription.TenantId);
        var presentAssignment = world.Arm.Assignments.Find(item => Same(item.Id, request["id"]));
        if (presentAssignment is not null) return Update(subscription, presentAssignment, scope, role, principal,
            properties.String("description"));
        if (world.Arm.Assignments.Exists(item => Same(item.Scope, scope) && item.Role == role &&
            Same(item.PrincipalId, principal))) throw RoleErrors.AssignmentExists();
        if (world.Arm.Assignments.Count(item => Scopes.IsAtOrAbove(subscription.ArmId, item.Scope)) >=
            world.Settings.ArmAssignmentsPerSubscription) throw RoleErrors.TooManyAssignments();
        var assignment = world.Arm.Assign(new RoleAssignment(request["id"], scope, role, principal)
        {
            PrincipalType = type,
            Description = properties.String("description"),
            CreatedBy = request.Caller!.PrincipalId,
            UpdatedBy = request.Caller.PrincipalId,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
            EffectiveAt = world.Now + world.Settings.RolePropagation,
            EffectiveForPlatformAt = world.Now + world.Settings.PlatformRolePropagation,
        });
        return new SimulatedResponse(201, RoleViews.View(subscription, assignment, isWritten: true));
    }

    private SimulatedResponse Update(
        Subscription subscription, RoleAssignment assignment, string scope, RoleDefinition role, string principal,
        string? description)
    {
        if (!Same(assignment.Scope, scope) || assignment.Role != role || !Same(assignment.PrincipalId, principal))
            throw RoleErrors.UpdateNotPermitted();
        // An update returns the same status as a creation.
        var status = description is null || description == assignment.Description ? 200 : 201;
        assignment.Description = description ?? assignment.Description;
        (assignment.UpdatedAt, assignment.UpdatedBy) = (world.Now, request.Caller!.PrincipalId);
        return new SimulatedResponse(status, RoleViews.View(subscription, assignment, isWritten: true));
    }

    private RoleDefinition FindRole(string id, Subscription subscription)
    {
        var role = world.Arm.Role(id);
        var isHere = role is not null && (!role.IsCustom || Same(role.TenantId, subscription.TenantId));
        return isHere && role!.VisibleAt <= world.Now ? role : throw RoleErrors.NoSuchRole(id);
    }

    // With a type the directory is not read, so that a principal which is not replicated yet can get its role; as a
    // consequence, a wrong id is accepted.
    private string CheckPrincipal(string id, string? type, string tenantId)
    {
        var tenant = world.Entra.Tenant(tenantId)!;
        var servicePrincipal = tenant.Principal(id);
        var actual = tenant.Users.Exists(user => Same(user.ObjectId, id)) ? "User"
            : servicePrincipal is not null && servicePrincipal.VisibleAt <= world.Now ? "ServicePrincipal" : null;
        if (type is null) return actual ?? throw RoleErrors.PrincipalNotFound(id, tenantId);
        if (actual is not null && !Same(actual, type)) throw RoleErrors.WrongPrincipalType(id, actual, type);
        return type;
    }
}
