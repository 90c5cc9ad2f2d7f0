namespace TimescaleVpc.Engine.Recording;

/// <summary>AWS: answers in XML, requests as forms.</summary>
internal static partial class AllowList
{
    private static (WordPlace, Keeping, string)[] Aws =>
    [
        (WordPlace.Xml, Keeping.Inside, """
            item vpcSet cidrBlockAssociationSet cidrBlockState ipv6CidrBlockAssociationSet ipv6CidrBlockState tagSet
            vpcPeeringConnectionSet vpcPeeringConnection requesterVpcInfo accepterVpcInfo cidrBlockSet ipv6CidrBlockSet
            peeringOptions requesterPeeringConnectionOptions accepterPeeringConnectionOptions routeTableSet
            associationSet associationState routeSet securityGroupInfo ipPermissions ipPermissionsEgress groups ipRanges
            ipv6Ranges prefixListIds securityGroupRuleSet revokedSecurityGroupRuleSet referencedGroupInfo subnetSet
            networkInterfaceSet attachment groupSet unknownIpPermissionSet GetCallerIdentityResult ResponseMetadata
            Response ErrorResponse Errors Error networkAclSet entrySet portRange subnetIdSet enableDnsSupport
            enableDnsHostnames
            """),
        (WordPlace.Xml, Keeping.Value, """
            vpcId ownerId state cidrBlock associationId ipv6CidrBlock isDefault vpcPeeringConnectionId code
            expirationTime region allowDnsResolutionFromRemoteVpc routeTableId routeTableAssociationId main subnetId
            gatewayId destinationCidrBlock destinationIpv6CidrBlock destinationPrefixListId natGatewayId
            transitGatewayId networkInterfaceId instanceId egressOnlyInternetGatewayId localGatewayId carrierGatewayId
            origin groupId ipProtocol fromPort toPort cidrIp cidrIpv6 prefixListId securityGroupRuleId isEgress cidrIpv4
            availabilityZone interfaceType requesterManaged requestId return userId Account RequestId RequestID Code
            Type networkAclId networkAclAssociationId ruleNumber protocol ruleAction egress default from to status
            nextToken
            """),
        (WordPlace.Xml, Keeping.Name, "groupName"),
        (WordPlace.Xml, Keeping.Text, "message Message Arn key value coreNetworkArn odbNetworkArn"),
        (WordPlace.Xml, Keeping.Mark, "groupDescription description"),
        (WordPlace.Form, Keeping.Value, """
            Action Version DryRun MaxResults VpcId PeerVpcId PeerOwnerId PeerRegion VpcPeeringConnectionId RouteTableId
            DestinationCidrBlock DestinationIpv6CidrBlock GroupId GroupIds SecurityGroupRuleId Attribute ResourceId
            ResourceIds NetworkInterfaceId IpPermissions SubnetId RequesterPeeringConnectionOptions
            AccepterPeeringConnectionOptions NetworkAclId NextToken
            """),
        (WordPlace.Form, Keeping.Name, "GroupName"),
        (WordPlace.Form, Keeping.Text, "Filter Tag TagSpecification"),
        (WordPlace.Form, Keeping.Mark, "GroupDescription Description"),
        (WordPlace.Header, Keeping.Value, "x-amzn-requestid x-amz-request-id x-amzn-ErrorType"),
        (WordPlace.Host, Keeping.Host, "amazonaws ec2 sts"),
        (WordPlace.Page, Keeping.Value, "NextToken"),
    ];
}
