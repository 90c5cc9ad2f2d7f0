namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// What a recording keeps, by name: members of bodies, values of forms and queries, and headers. What a client reads
/// has to be here, or a replay lacks it; what no client reads has no place here.
/// </summary>
internal static class AllowList
{
    /// <summary>In place of a secret, and of what was not kept.</summary>
    public const string LeftOut = "***";

    /// <summary>Members of JSON, of all platforms.</summary>
    public static readonly IReadOnlyDictionary<string, Keeping> Json = Read(
        (Keeping.Inside, """
            value properties addressSpace remoteAddressSpace remoteVirtualNetworkAddressSpace localAddressSpace
            localVirtualNetworkAddressSpace remoteVirtualNetwork virtualNetworkPeerings subnets permissions projects
            vpcs peering_connections state_info warnings services service service_uri_params clouds endpoint
            vpc_endpoint vpcEndpoint connection_pooler ha_replicas read_replica_sets api_key apiKey project errors
            innererror innerError additionalInfo info passwordCredentials keyCredentials passwordCredential
            networkSecurityGroup routeTable components securityRules defaultSecurityRules routes user_config
            destinationApplicationSecurityGroups sourceApplicationSecurityGroups principals excludePrincipals
            networkInterfaces ipConfigurations subnet applicationRestrictions servicePrincipalRestrictions
            """),
        (Keeping.Value, """
            type location provisioningState peeringState peeringSyncLevel allowVirtualNetworkAccess
            allowForwardedTraffic allowGatewayTransit useRemoteGateways principalId principalType createdOn
            subscriptionId tenantId state cloud_name network_cidr create_time project_vpc_id peer_cloud_account
            peer_region aws_vpc_peering_connection_id peer_azure_app_id peer_azure_tenant_id to-tenant-id service_type
            port appId signInAudience createdDateTime endDateTime startDateTime keyId appOwnerOrganizationId
            region_code status created peer_account_id peer_region_code replica_count sync_replica_count plan_type code
            error_code error_codes cidr @odata.type project_membership component route cidr_blocks
            expires_in ext_expires_in token_type trace_id correlation_id request_id request-id usage addressPrefixes
            addressPrefix actions notActions dataActions notDataActions assignableScopes level priority access
            direction protocol sourceAddressPrefix sourceAddressPrefixes destinationAddressPrefix
            destinationAddressPrefixes sourcePortRange sourcePortRanges destinationPortRange destinationPortRanges
            nextHopType nextHopIpAddress privateIPAddress isEnabled restrictionType maxLifetime
            restrictForAppsCreatedAfterDateTime ip_filter network limit currentValue
            """),
        (Keeping.Id, "id allow_list_id provisioned_id peer_vpc_id service_id project_id vpc_id"),
        (Keeping.Name, """
            name displayName roleName project_name peer_resource_group peer_vpc service_name user dbname uniqueName
            policyAssignmentName policyAssignmentDisplayName policyDefinitionName policyDefinitionDisplayName
            policySetDefinitionName policySetDefinitionDisplayName denyAssignmentName
            """),
        (Keeping.Host, "host"),
        (Keeping.Text, """
            message error error_description error_message details scope roleDefinitionId to-network-id target
            """),
        (Keeping.Mark, "description tags"),
        (Keeping.Link, "nextLink @odata.nextLink"),
        (Keeping.Secret, "password secretText access_token"));

    /// <summary>Elements of AWS's answers.</summary>
    public static readonly IReadOnlyDictionary<string, Keeping> Xml = Read(
        (Keeping.Inside, """
            item vpcSet cidrBlockAssociationSet cidrBlockState ipv6CidrBlockAssociationSet ipv6CidrBlockState tagSet
            vpcPeeringConnectionSet vpcPeeringConnection requesterVpcInfo accepterVpcInfo cidrBlockSet
            ipv6CidrBlockSet peeringOptions requesterPeeringConnectionOptions accepterPeeringConnectionOptions
            routeTableSet associationSet associationState routeSet securityGroupInfo ipPermissions ipPermissionsEgress
            groups ipRanges ipv6Ranges prefixListIds securityGroupRuleSet revokedSecurityGroupRuleSet
            referencedGroupInfo subnetSet networkInterfaceSet attachment groupSet unknownIpPermissionSet
            GetCallerIdentityResult ResponseMetadata Response ErrorResponse Errors Error networkAclSet entrySet
            portRange subnetIdSet enableDnsSupport enableDnsHostnames
            """),
        (Keeping.Value, """
            vpcId ownerId state cidrBlock associationId ipv6CidrBlock isDefault vpcPeeringConnectionId code
            expirationTime region allowDnsResolutionFromRemoteVpc routeTableId routeTableAssociationId main subnetId
            gatewayId destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId natGatewayId
            transitGatewayId networkInterfaceId instanceId egressOnlyInternetGatewayId localGatewayId carrierGatewayId
            origin groupId ipProtocol fromPort toPort cidrIp cidrIpv6 prefixListId securityGroupRuleId isEgress
            cidrIpv4 availabilityZone interfaceType requesterManaged requestId return userId Account RequestId
            RequestID Code Type networkAclId networkAclAssociationId ruleNumber protocol ruleAction egress default
            from to status nextToken
            """),
        (Keeping.Name, "groupName"),
        (Keeping.Text, "message Message Arn key value coreNetworkArn odbNetworkArn"),
        (Keeping.Mark, "groupDescription description"));

    /// <summary>Names in forms, before the first dot: of token requests, and of EC2's and STS's.</summary>
    public static readonly IReadOnlyDictionary<string, Keeping> Form = Read(
        (Keeping.Value, """
            grant_type client_id Action Version DryRun MaxResults VpcId PeerVpcId PeerOwnerId PeerRegion
            VpcPeeringConnectionId RouteTableId DestinationCidrBlock DestinationIpv6CidrBlock GroupId GroupIds
            SecurityGroupRuleId Attribute ResourceId ResourceIds NetworkInterfaceId IpPermissions SubnetId
            RequesterPeeringConnectionOptions AccepterPeeringConnectionOptions NetworkAclId NextToken
            """),
        (Keeping.Name, "username GroupName"),
        (Keeping.Text, "scope Filter Tag TagSpecification"),
        (Keeping.Mark, "GroupDescription Description"));

    /// <summary>Values of a query.</summary>
    public static readonly IReadOnlyDictionary<string, Keeping> Query = Read(
        (Keeping.Value, "api-version $top $select $orderby $expand limit syncRemoteAddressSpace"),
        (Keeping.Text, "$filter"));

    /// <summary>Headers of an answer, in any case: over HTTP/2 their names come in small letters.</summary>
    public static readonly IReadOnlyDictionary<string, Keeping> Headers = Read(
        StringComparer.OrdinalIgnoreCase,
        (Keeping.Value, """
            Date Retry-After Content-Type x-ms-request-id request-id x-request-id x-amzn-requestid x-amz-request-id
            x-correlation-id x-amzn-ErrorType
            """),
        (Keeping.Link, "Location Azure-AsyncOperation"));

    /// <summary>Values that say on which page of a list one is: what they are does not matter, but which one.</summary>
    public static readonly IReadOnlySet<string> Pages =
        new HashSet<string>(["$skiptoken", "$skip", "NextToken", "nextToken"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys of AWS's tags whose values are kept, beside those of this module.</summary>
    public const string NameTag = "Name";

    private static Dictionary<string, Keeping> Read(params (Keeping Keeping, string Names)[] lists) =>
        Read(StringComparer.Ordinal, lists);

    private static Dictionary<string, Keeping> Read(
        StringComparer comparer, params (Keeping Keeping, string Names)[] lists) =>
        lists.SelectMany(list => list.Names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
                (list, name) => KeyValuePair.Create(name, list.Keeping))
            .DistinctBy(pair => pair.Key)
            .ToDictionary(comparer);
}
