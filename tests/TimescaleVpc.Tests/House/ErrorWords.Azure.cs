namespace TimescaleVpc.Tests.House;

/// <summary>Errors of Azure and Entra ID.</summary>
internal static partial class ErrorWords
{
    private static readonly Dictionary<string, string> Azure = new()
    {
        ["AddressOverlap"] = "VNet, VPC, range, network, range",
        ["AppGone"] = "application, peering, state, peering",
        ["AppNotFound"] = "application",
        ["AppSignInFailed"] = "application, tenant, peering",
        ["AppUnfit"] = "application, audience",
        ["AzureSignInFailed"] = "ways and reasons, =Correct the cause that the message names. Otherwise sign in with "
            + "'az login' or Connect-AzAccount or run with a managed identity. Then run Connect-Timescale and the "
            + "whole pipeline again from its first cmdlet.",
        ["AzureSignInSettingInvalid"] = "variable, value, rule",
        ["ForeignPrincipalDenied"] = "platform application",
        ["LinkUnsettled"] = "link, change",
        ["PrincipalMissing"] = "application",
        ["RoleAssignmentMissing"] = "application, VNet, action",
        ["RoleNameTaken"] = "role, actions",
        ["RoleNotFound"] = "role, scope, roles",
        ["RolePropagationTimeout"] = "application, VNet, time, action",
        ["RoleUnfit"] = "role, action",
        ["SubscriptionAmbiguous"] = "name, subscriptions",
        ["SubscriptionNotFound"] = "subscription, subscriptions",
        ["TenantInvalid"] = "tenant, parameter or variable",
        ["VNetAmbiguous"] = "name, ids",
        ["VNetIdInvalid"] = "text",
        ["VNetNotFound"] = "subscription, name, =, VNets",
    };
}
