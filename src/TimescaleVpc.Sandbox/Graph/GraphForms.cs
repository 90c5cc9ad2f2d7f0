using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Objects with every member that Graph sends, set to its default.</summary>
internal static class GraphForms
{
    private static readonly JsonNode EmptyApplication = JsonNode.Parse(
        """
        {
          "id": "", "deletedDateTime": null, "appId": "", "applicationTemplateId": null,
          "disabledByMicrosoftStatus": null, "createdDateTime": null, "displayName": "", "description": null,
          "groupMembershipClaims": null, "identifierUris": [], "isDeviceOnlyAuthSupported": null,
          "isFallbackPublicClient": null, "nativeAuthenticationApisEnabled": null, "notes": null,
          "publisherDomain": "", "serviceManagementReference": null, "signInAudience": "", "tags": [],
          "tokenEncryptionKeyId": null, "uniqueName": null, "samlMetadataUrl": null, "defaultRedirectUri": null,
          "certification": null, "optionalClaims": null, "servicePrincipalLockConfiguration": null,
          "requestSignatureVerification": null, "addIns": [],
          "api": {
            "acceptMappedClaims": null, "knownClientApplications": [], "requestedAccessTokenVersion": null,
            "oauth2PermissionScopes": [], "preAuthorizedApplications": []
          },
          "appRoles": [],
          "info": {
            "logoUrl": null, "marketingUrl": null, "privacyStatementUrl": null, "supportUrl": null,
            "termsOfServiceUrl": null
          },
          "keyCredentials": [],
          "parentalControlSettings": { "countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow" },
          "passwordCredentials": [], "publicClient": { "redirectUris": [] }, "requiredResourceAccess": [],
          "verifiedPublisher": { "displayName": null, "verifiedPublisherId": null, "addedDateTime": null },
          "web": {
            "homePageUrl": null, "logoutUrl": null, "redirectUris": [],
            "implicitGrantSettings": { "enableAccessTokenIssuance": false, "enableIdTokenIssuance": false },
            "redirectUriSettings": []
          },
          "spa": { "redirectUris": [] }
        }
        """)!;

    private static readonly JsonNode EmptyPrincipal = JsonNode.Parse(
        """
        {
          "id": "", "deletedDateTime": null, "accountEnabled": true, "alternativeNames": [], "appDisplayName": "",
          "appDescription": null, "appId": "", "applicationTemplateId": null, "appOwnerOrganizationId": "",
          "appRoleAssignmentRequired": false, "createdDateTime": null, "description": null,
          "disabledByMicrosoftStatus": null, "displayName": "", "homepage": null, "loginUrl": null, "logoutUrl": null,
          "notes": null, "notificationEmailAddresses": [], "preferredSingleSignOnMode": null,
          "preferredTokenSigningKeyThumbprint": null, "replyUrls": [], "servicePrincipalNames": [],
          "servicePrincipalType": "Application", "signInAudience": null, "tags": [], "tokenEncryptionKeyId": null,
          "samlSingleSignOnSettings": null, "addIns": [], "appRoles": [],
          "info": {
            "logoUrl": null, "marketingUrl": null, "privacyStatementUrl": null, "supportUrl": null,
            "termsOfServiceUrl": null
          },
          "keyCredentials": [], "oauth2PermissionScopes": [], "passwordCredentials": [],
          "resourceSpecificApplicationPermissions": [],
          "verifiedPublisher": { "displayName": null, "verifiedPublisherId": null, "addedDateTime": null }
        }
        """)!;

    public static JsonObject Application => EmptyApplication.DeepClone().AsObject();

    public static JsonObject Principal => EmptyPrincipal.DeepClone().AsObject();
}
