namespace TimescaleVpc.Tests.Sandbox.Aws;

public class SecurityGroupTests
{
    private const string Vpc = $"VpcId={AwsClient.MainVpc}";

    private static readonly string[] All =
        ["IpPermissions.1.IpProtocol=-1", "IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0"];

    [Fact]
    public async Task A_new_group_is_found_after_a_moment_and_lets_everything_out()
    {
        using var client = new AwsClient();
        var creation = await client.Ok("CreateSecurityGroup", "GroupName=a", "GroupDescription=b", Vpc,
            "TagSpecification.1.ResourceType=security-group", "TagSpecification.1.Tag.1.Key=k",
            "TagSpecification.1.Tag.1.Value=v");
        var id = creation["groupId"]!;
        await client.Refused("InvalidGroup.NotFound", "DescribeSecurityGroups", $"GroupId.1={id}");
        client.Wait(2);
        var reply = await client.Ok("DescribeSecurityGroups", $"GroupId.1={id}");
        Assert.Equal("0.0.0.0/0", reply["securityGroupInfo.item.ipPermissionsEgress.item.ipRanges.item.cidrIp"]);
        Assert.Empty(reply.Elements("securityGroupInfo.item.ipPermissions.item"));
        Assert.Equal("v", reply["securityGroupInfo.item.tagSet.item.value"]);
    }

    [Theory]
    [InlineData("InvalidParameterValue", "GroupName=sg-mine", "GroupDescription=b")]
    [InlineData("InvalidParameterValue", "GroupName=a%b", "GroupDescription=b")]
    [InlineData("InvalidParameterValue", "GroupName=a", "GroupDescription=größer")]
    [InlineData("InvalidGroup.Duplicate", "GroupName=TAKEN", "GroupDescription=b")]
    [InlineData("InvalidGroup.Reserved", "GroupName=default", "GroupDescription=b")]
    [InlineData("MissingParameter", "GroupName=a")]
    public async Task Names_and_descriptions_have_rules(string code, params string[] parameters)
    {
        using var client = new AwsClient();
        await client.Ok("CreateSecurityGroup", "GroupName=taken", "GroupDescription=b", Vpc);
        await client.Refused(code, "CreateSecurityGroup", [Vpc, .. parameters]);
    }

    [Fact]
    public async Task Rules_are_single_canonical_and_revoked_once()
    {
        using var client = new AwsClient();
        var id = await Group(client);
        string[] rule = [$"GroupId={id}", .. Rule("10.30.0.9/20")];
        var creation = await client.Ok("AuthorizeSecurityGroupEgress", [.. rule,
            "TagSpecification.1.ResourceType=security-group-rule", "TagSpecification.1.Tag.1.Key=k",
            "TagSpecification.1.Tag.1.Value=v"]);
        Assert.Equal("10.30.0.0/20", creation["securityGroupRuleSet.item.cidrIpv4"]);
        await client.Refused("InvalidPermission.Duplicate", "AuthorizeSecurityGroupEgress", rule);
        var rules = await client.Ok("DescribeSecurityGroupRules", "Filter.1.Name=group-id", $"Filter.1.Value.1={id}");
        Assert.Equal(2, rules.Elements("securityGroupRuleSet.item").Count());
        var revoked = await client.Ok("RevokeSecurityGroupEgress", [$"GroupId={id}", .. All]);
        Assert.Equal("0.0.0.0/0", revoked["revokedSecurityGroupRuleSet.item.cidrIpv4"]);
        await client.Refused("InvalidPermission.NotFound", "RevokeSecurityGroupEgress", [$"GroupId={id}", .. All]);
        client.Settings.AwsUnknownRulesInAnswer = true;
        var unknownReply = await client.Ok("RevokeSecurityGroupEgress", [$"GroupId={id}", .. All]);
        Assert.Equal("-1", unknownReply["unknownIpPermissionSet.item.ipProtocol"]);
        var one = creation["securityGroupRuleSet.item.securityGroupRuleId"];
        await client.Ok("RevokeSecurityGroupEgress", $"GroupId={id}", $"SecurityGroupRuleId.1={one}");
        await client.Refused("InvalidSecurityGroupRuleId.NotFound", "RevokeSecurityGroupEgress", $"GroupId={id}",
            $"SecurityGroupRuleId.1={one}");
        client.Settings.AwsEmptyRuleSet = true;
        Assert.Empty((await client.Ok("AuthorizeSecurityGroupEgress", rule)).Elements("securityGroupRuleSet.item"));
    }

    [Theory]
    [InlineData("InvalidParameterValue", "IpPermissions.1.IpProtocol=tcp",
        "IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8")]
    [InlineData("InvalidPermission.Malformed", "IpPermissions.1.IpProtocol=tea",
        "IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8")]
    [InlineData("InvalidParameterValue", "IpPermissions.1.IpProtocol=-1", "IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0")]
    [InlineData("MissingParameter", "IpPermissions.1.IpProtocol=-1")]
    [InlineData("MissingParameter")]
    public async Task A_bad_rule_is_refused(string code, params string[] parameters)
    {
        using var client = new AwsClient();
        await client.Refused(code, "AuthorizeSecurityGroupEgress", [$"GroupId={AwsWalk.DefaultGroup}", .. parameters]);
    }

    [Fact]
    public async Task Rules_and_groups_are_limited()
    {
        using var client = new AwsClient();
        client.Settings.AwsRulesPerGroup = 1;
        client.Settings.AwsGroupsPerRegion = 1;
        client.Settings.AwsGroupsPerInterface = 0;
        await client.Refused("RulesPerSecurityGroupLimitExceeded", "AuthorizeSecurityGroupEgress",
            [$"GroupId={AwsWalk.DefaultGroup}", .. Rule("10.30.0.0/20")]);
        await client.Refused("SecurityGroupLimitExceeded", "CreateSecurityGroup", Vpc, "GroupName=a",
            "GroupDescription=b");
        await client.Refused("SecurityGroupsPerInterfaceLimitExceeded", "ModifyNetworkInterfaceAttribute",
            $"NetworkInterfaceId={AwsWalk.Interface}", $"SecurityGroupId.1={AwsWalk.DefaultGroup}");
    }

    [Fact]
    public async Task The_interface_gets_exactly_the_groups_named_and_a_used_group_stays()
    {
        using var client = new AwsClient();
        var id = await Group(client);
        await client.Ok("ModifyNetworkInterfaceAttribute", $"NetworkInterfaceId={AwsWalk.Interface}",
            $"SecurityGroupId.1={id}");
        var reply = await client.Ok("DescribeNetworkInterfaces", "Filter.1.Name=group-id", $"Filter.1.Value.1={id}");
        Assert.Equal([id], reply.All("networkInterfaceSet.item.groupSet.item.groupId"));
        await client.Refused("DependencyViolation", "DeleteSecurityGroup", $"GroupId={id}");
        await client.Ok("ModifyNetworkInterfaceAttribute", $"NetworkInterfaceId={AwsWalk.Interface}",
            $"SecurityGroupId.1={AwsWalk.DefaultGroup}");
        await client.Ok("AuthorizeSecurityGroupEgress", $"GroupId={AwsWalk.DefaultGroup}",
            "IpPermissions.1.IpProtocol=tcp", "IpPermissions.1.FromPort=1", "IpPermissions.1.ToPort=2",
            $"IpPermissions.1.Groups.1.GroupId={id}");
        await client.Refused("DependencyViolation", "DeleteSecurityGroup", $"GroupId={id}");
        client.World.Change("DeleteSecurityGroup", id);
        await client.Refused("InvalidGroup.NotFound", "DeleteSecurityGroup", $"GroupId={id}");
        await client.Refused("CannotDelete", "DeleteSecurityGroup", $"GroupId={AwsWalk.DefaultGroup}");
        await client.Refused("InvalidGroupId.Malformed", "DeleteSecurityGroup", "GroupId=default");
    }

    [Fact]
    public async Task Tags_are_read_and_removed()
    {
        using var client = new AwsClient();
        var id = await Group(client);
        await client.Ok("CreateTags", $"ResourceId.1={id}", "Tag.1.Key=a", "Tag.1.Value=1", "Tag.2.Key=b",
            "Tag.2.Value=2");
        string[] filter = ["Filter.1.Name=resource-id", $"Filter.1.Value.1={id}"];
        Assert.Equal(["1", "2"], (await client.Ok("DescribeTags", filter)).All("tagSet.item.value"));
        await client.Ok("DeleteTags", $"ResourceId.1={id}", "Tag.1.Key=a", "Tag.2.Key=b", "Tag.2.Value=other");
        Assert.Equal(["b"], (await client.Ok("DescribeTags", filter)).All("tagSet.item.key"));
        await client.Refused("InvalidParameterValue", "CreateTags", $"ResourceId.1={id}", "Tag.1.Key=aws:a",
            "Tag.1.Value=1");
    }

    private static string[] Rule(string range) =>
    [
        "IpPermissions.1.IpProtocol=tcp", "IpPermissions.1.FromPort=5432", "IpPermissions.1.ToPort=5432",
        $"IpPermissions.1.IpRanges.1.CidrIp={range}",
    ];

    private static async Task<string> Group(AwsClient client)
    {
        var creation = await client.Ok("CreateSecurityGroup", "GroupName=mine", "GroupDescription=b", Vpc);
        client.Wait(2);
        return creation["groupId"]!;
    }
}
