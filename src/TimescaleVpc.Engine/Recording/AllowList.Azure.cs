namespace TimescaleVpc.Engine.Recording;

/// <summary>Azure Resource Manager, Microsoft Graph, and the sign-ins of Entra ID.</summary>
internal static partial class AllowList
{
    private static (WordPlace, Keeping, string)[] Azure =>
    [
        (WordPlace.Json, Keeping.Inside, """
            value properties addressSpace remoteAddressSpace remoteVirtualNetworkAddressSpace localAddressSpace
            localVirtualNetworkAddressSpace remoteVirtualNetwork virtualNetworkPeerings subnets permissions innererror
            innerError additionalInfo passwordCredentials keyCredentials passwordCredential networkSecurityGroup
            routeTable securityRules defaultSecurityRules routes destinationApplicationSecurityGroups
            sourceApplicationSecurityGroups principals excludePrincipals networkInterfaces ipConfigurations subnet
            applicationRestrictions servicePrincipalRestrictions
            """),
        (WordPlace.Json, Keeping.Value, """
            type location provisioningState peeringState peeringSyncLevel allowVirtualNetworkAccess
            allowForwardedTraffic allowGatewayTransit useRemoteGateways principalId principalType createdOn
            subscriptionId tenantId appId signInAudience createdDateTime endDateTime startDateTime keyId
            appOwnerOrganizationId error_codes @odata.type expires_in ext_expires_in token_type trace_id correlation_id
            request-id addressPrefixes addressPrefix actions notActions dataActions notDataActions assignableScopes
            level priority access direction protocol sourceAddressPrefix sourceAddressPrefixes destinationAddressPrefix
            destinationAddressPrefixes sourcePortRange sourcePortRanges destinationPortRange destinationPortRanges
            nextHopType nextHopIpAddress privateIPAddress isEnabled restrictionType maxLifetime
            restrictForAppsCreatedAfterDateTime limit currentValue
            """),
        (WordPlace.Json, Keeping.Name, """
            displayName roleName uniqueName policyAssignmentName policyAssignmentDisplayName policyDefinitionName
            policyDefinitionDisplayName policySetDefinitionName policySetDefinitionDisplayName denyAssignmentName
            """),
        (WordPlace.Json, Keeping.Text, "error_description scope roleDefinitionId target"),
        (WordPlace.Json, Keeping.Mark, "tags"),
        (WordPlace.Json, Keeping.Link, "nextLink @odata.nextLink"),
        (WordPlace.Json, Keeping.Secret, "secretText access_token"),
        (WordPlace.Form, Keeping.Value, "grant_type client_id"),
        (WordPlace.Form, Keeping.Name, "username"),
        (WordPlace.Form, Keeping.Text, "scope"),
        (WordPlace.Query, Keeping.Value, "api-version $top $select $orderby $expand syncRemoteAddressSpace"),
        (WordPlace.Query, Keeping.Text, "$filter"),
        (WordPlace.Header, Keeping.Value, "x-ms-request-id request-id x-correlation-id"),
        (WordPlace.Header, Keeping.Link, "Azure-AsyncOperation"),
        (WordPlace.Host, Keeping.Host, "management azure microsoft login graph microsoftonline"),
        (WordPlace.Page, Keeping.Value, "$skiptoken $skip"),
        (WordPlace.Path, Keeping.Name, """
            resourceGroups virtualNetworks virtualNetworkPeerings subnets networkSecurityGroups networkInterfaces
            ipConfigurations virtualMachineScaleSets securityRules routeTables routes locks denyAssignments
            policyAssignments
            """),
        (WordPlace.Guid, Keeping.Id, """
            00000000-0000-0000-0000-000000000000 00000003-0000-0000-c000-000000000000
            04b07795-8ddb-461a-bbee-02f9e1bf7b46 4d97b98b-1d4f-4787-a291-c67834d212e7
            55f300d4-fc50-4c5e-9222-e90a6e2187fb b24988ac-6180-42a0-ab88-20f7382dd24c
            8e3af657-a8ff-443c-a75c-2fe8c4bcb635 acdd72a7-3385-48ef-bd42-f606fba81ae7
            18d7d88d-d35e-4fb5-a5c3-7773c20a72d9 f58310d9-a9f6-439a-9e8d-f62e7b41a168
            """),
    ];
}
