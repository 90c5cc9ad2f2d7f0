using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Azure;

/// <summary>The meaning of the codes of Azure, Microsoft Graph and Entra ID.</summary>
internal static class AzureRefusals
{
    /// <summary>Azure Resource Manager.</summary>
    public static readonly RefusalTable Arm = new(
        "Azure",
        new(Catalogue.AzureConditionUnmet, "AuthorizationFailed") { Words = ["ABAC condition"] },
        new(Catalogue.AzureDenyAssignment, "DenyAssignmentAuthorizationFailed"),
        new(Catalogue.AzureDenyAssignment, "AuthorizationFailed", "LinkedAuthorizationFailed")
        {
            Words = ["deny assignment"],
        },
        new(Catalogue.AzurePermissionDenied, "AuthorizationFailed"),
        new(Catalogue.EntraMfaNeeded, "RequestDisallowedByPolicy")
        {
            Words = ["MFA is required", "set up MFA", "multi-factor"],
        },
        new(Catalogue.AzurePolicyDenied, "RequestDisallowedByPolicy"),
        new(Catalogue.AzureDisallowed, "RequestDisallowedByAzure"),
        new(Catalogue.AzureScopeLocked, "ScopeLocked"),
        new(Catalogue.AzureSubscriptionDisabled, "ReadOnlyDisabledSubscription", "DisabledSubscription"),
        new(Catalogue.AzureProviderMissing, "MissingSubscriptionRegistration", "SubscriptionNotRegistered"),
        new(Catalogue.LinkTenantDenied, "LinkedAuthorizationFailed") { Words = ["current tenant"] },
        new(Catalogue.LinkTargetUnknown, "LinkedAuthorizationFailed") { Words = ["was not found"] },
        new(Catalogue.LinkUnauthorized, "LinkedAuthorizationFailed"),
        new(
            Catalogue.AzureTokenRejected, "InvalidAuthenticationToken*", "ExpiredAuthenticationToken",
            "AuthenticationFailed*") { Bare = [401] },
        new(
            Catalogue.LinkOverlap, "VnetAddressSpacesOverlap", "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet"),
        new(Catalogue.LinkRemoteStale, "RemotePeeringIsDisconnected"),
        new(Catalogue.LinkDuplicate, "AnotherPeeringAlreadyReferencesRemoteVnet"),
        new(Catalogue.LinkRefused, "ProvisioningFailed"),
        new(Catalogue.AzureBusy, "AnotherOperationInProgress", "ReferencedResourceNotProvisioned", "RetryableError"),
        new(Catalogue.AzureNotYetKnown, "PrincipalNotFound", "RoleDefinitionDoesNotExist"),
        new(
            Catalogue.AzureNotFound, "NotFound", "ResourceNotFound", "ResourceGroupNotFound", "SubscriptionNotFound",
            "ParentResourceNotFound", "InvalidResourceReference"),
        new(
            Catalogue.AzureRejected, "RoleAssignment*", "RoleDefinition*", "UnmatchedPrincipalType", "BadRequest",
            "Invalid*", "Missing*", "HttpMethodNotAllowed"));

    /// <summary>Microsoft Graph.</summary>
    public static readonly RefusalTable Graph = new(
        "Microsoft Graph",
        new(Catalogue.EntraQuotaExceeded, "Directory_QuotaExceeded"),
        new(Catalogue.EntraPermissionDenied, "Authorization_RequestDenied", "AccessDenied"),
        new(Catalogue.SecretsForbidden, "CredentialType*", "CredentialInvalidLifetime*"),
        new(
            Catalogue.AzureTokenRejected, "InvalidAuthenticationToken", "TokenExpired", "AuthenticationError",
            "Authentication_*") { Bare = [401] },
        new(
            Catalogue.EntraNotFound, "Request_ResourceNotFound", "ResourceNotFound", "NoBackingApplicationObject"),
        new(
            Catalogue.AzureRejected, "Request_MultipleObjectsWithSameKeyValue", "Request_BadRequest",
            "Request_UnsupportedQuery", "BadRequest", "Invalid*"));

    /// <summary>
    /// The token endpoint. The numbers may change, so they choose the advice only, and what may be waited for.
    /// </summary>
    public static readonly RefusalTable Entra = new(
        "Entra ID",
        new(Catalogue.EntraAccessBlocked, "AADSTS53000", "AADSTS53001", "AADSTS53002", "AADSTS53003", "AADSTS53004",
            "AADSTS530032", "AADSTS530034", "AADSTS50105", "AADSTS50158"),
        new(Catalogue.EntraMfaNeeded, "AADSTS50072", "AADSTS50074", "AADSTS50076", "AADSTS50078", "AADSTS50079",
            "AADSTS500121"),
        new(Catalogue.EntraSignInLapsed, "AADSTS50058", "AADSTS50132", "AADSTS50133", "AADSTS50173", "AADSTS70008",
            "AADSTS70043", "AADSTS700081", "AADSTS700082", "AADSTS700084"),
        new(Catalogue.EntraUserRejected, "AADSTS50034", "AADSTS50053", "AADSTS50055", "AADSTS50056", "AADSTS50057",
            "AADSTS50126", "AADSTS50020", "AADSTS90072"),
        new(Catalogue.EntraCredentialRejected, "AADSTS7000215", "AADSTS7000216", "AADSTS7000222", "AADSTS700024",
            "AADSTS700027", "AADSTS700211", "AADSTS700212", "AADSTS700213", "AADSTS70021"),
        new(Catalogue.EntraAppDisabled, "AADSTS7000112", "AADSTS7000116"),
        new(Catalogue.EntraConsentMissing, "AADSTS65001", "AADSTS65004", "AADSTS90094", "AADSTS90095"),
        new(Catalogue.EntraAppUnknown, "AADSTS700016", "AADSTS7000229", "AADSTS500011"),
        new(Catalogue.EntraTenantUnknown, "AADSTS90002", "AADSTS900023", "AADSTS900021"));
}
