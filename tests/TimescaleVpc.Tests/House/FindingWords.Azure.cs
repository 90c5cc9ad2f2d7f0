namespace TimescaleVpc.Tests.House;

/// <summary>Findings in Azure and Entra ID.</summary>
internal static partial class FindingWords
{
    private static readonly Dictionary<string, string> Azure = new()
    {
        ["AppMissing"] = "application",
        ["AzureRightsMissing"] = "scope, actions",
        ["CredentialForeign"] = "application, credential, time",
        ["CredentialPresent"] = "application, credential, time",
        ["DenyAssignmentStops"] = "deny assignment, scope, actions",
        ["DirectoryRoleMissing"] = "application",
        ["LinkBlocksTraffic"] = "link",
        ["LinkOutOfSync"] = "ranges",
        ["LinkUsesGateways"] = "link",
        ["LockInPlace"] = "lock, level, scope, what to do",
        ["LockStopsSteps"] = "lock, level, scope",
        ["NsgDenies"] = "rule, group, ranges, ports, subnets",
        ["NsgUnclear"] = "rule, group, ranges, ports, subnets",
        ["PeeringNotTransitive"] = "VNet, other VNet, link, flag",
        ["PlatformAppForeign"] = "tenant, other tenant",
        ["PlatformPrincipalMissing"] = "application",
        ["PlatformRoleUnassigned"] = "principal, actions",
        ["PrincipalMissing"] = "application",
        ["RoleAssignedWider"] = "role, principal, scope",
        ["RoleUnassigned"] = "principal, actions",
        ["RoleWidened"] = "role, actions",
        ["SecretsForbidden"] = "restriction",
        ["TenantDiffers"] = "tenant, sign-in's tenant",
        ["UserRouteDiverts"] = "route, table, range, next hop, subnets",
        ["VNetPeeringLimit"] = "count, limit",
    };
}
