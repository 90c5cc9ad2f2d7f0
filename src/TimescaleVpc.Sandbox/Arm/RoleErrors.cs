using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Azure's errors for roles and role assignments that it refuses.</summary>
internal static class RoleErrors
{
    public static RefusalException PrincipalNotFound(string principalId, string tenantId) => ArmErrors.Refuse(400,
        "PrincipalNotFound", $"Principal {principalId.Replace("-", "", StringComparison.Ordinal)} does not exist in " +
        $"the directory {tenantId}. Check that you have the correct principal ID. If you are creating this principal " +
        "and then immediately assigning a role, this error might be related to a replication delay. In this case, " +
        "set the role assignment principalType property to a value, such as ServicePrincipal, User, or Group.  See " +
        "https://aka.ms/docs-principaltype");

    public static RefusalException WrongPrincipalType(string principalId, string actual, string requestedType) =>
        ArmErrors.Refuse(400, "UnmatchedPrincipalType", $"The PrincipalId '{principalId}' has type '{actual}' , " +
            $"which is different from specified PrinciaplType '{requestedType}'.");

    public static RefusalException AssignmentExists() => ArmErrors.Refuse(409, "RoleAssignmentExists",
        "The role assignment already exists.");

    public static RefusalException UpdateNotPermitted() => ArmErrors.Refuse(400, "RoleAssignmentUpdateNotPermitted",
        "Tenant ID, application ID, principal ID, and scope are not allowed to be updated.");

    public static RefusalException NoSuchRole(string id) => ArmErrors.Refuse(404, "RoleDefinitionDoesNotExist",
        $"The specified role definition with ID '{id}' does not exist.");

    public static RefusalException NotAssignableHere(string role, string scope) => ArmErrors.Refuse(400,
        "RoleAssignmentScopeNotAssignableToRoleDefinition", $"The role assignment scope '{scope}' is not assignable " +
        $"to the role definition '{role}'.");

    public static RefusalException SameName() => ArmErrors.Refuse(409, "RoleDefinitionWithSameNameExists",
        "A custom role with the same name already exists in this directory. Use a different name.");

    public static RefusalException HasAssignments() => ArmErrors.Refuse(400, "RoleDefinitionHasAssignments",
        "There are existing role assignments referencing role");

    public static RefusalException TooManyAssignments() => ArmErrors.Refuse(400, "RoleAssignmentLimitExceeded",
        "No more role assignments can be created.");

    public static RefusalException TooManyRoles() => ArmErrors.Refuse(400, "RoleDefinitionLimitExceeded",
        "Role definition limit exceeded. No more role definitions can be created.");

    public static RefusalException BadId(string kind, string id) => ArmErrors.Refuse(400, $"Invalid{kind}Id",
        $"The {kind} ID '{id}' is not valid. It must be a GUID.");
}
