using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Tests.Sandbox.Aws;

public class Ec2ProtocolTests
{
    private static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc);
    private const string Body = "Action=DescribeVpcs&Version=2016-11-15";

    [Theory]
    [InlineData("secret", "AuthFailure", 401)]
    [InlineData("key", "AuthFailure", 401)]
    [InlineData("region", "AuthFailure", 401)]
    [InlineData("service", "AuthFailure", 401)]
    [InlineData("time", "AuthFailure", 401)]
    [InlineData("token", "InvalidClientTokenId", 403)]
    [InlineData("body", "AuthFailure", 401)]
    [InlineData("none", "MissingAuthenticationToken", 403)]
    [InlineData("form", "IncompleteSignature", 400)]
    public async Task A_bad_signature_is_refused(string what, string code, int status)
    {
        using var client = new AwsClient();
        var keys = what switch
        {
            "secret" => client.Keys with { Secret = "wrong" },
            "key" => client.Keys with { KeyId = "AKIANOBODY" },
            "token" => client.Keys with { Token = "made-up" },
            _ => client.Keys,
        };
        using var request = keys.Sign("ec2.us-east-1.amazonaws.com", what == "service" ? "sts" : "ec2",
            what == "region" ? "eu-west-1" : "us-east-1", Body, what == "time" ? Start.AddMinutes(-16) : Start);
        if (what == "body") request.Content = new StringContent(Body + "&MaxResults=5");
        if (what is "none" or "form") request.Headers.Remove("Authorization");
        if (what == "form") request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 nonsense");
        var reply = await client.Send(request);
        Assert.Equal((code, status), (reply.Code, reply.Status));
        Assert.Equal("Response", reply.Root.Name.LocalName);
        Assert.NotEmpty(reply["RequestID"]!);
    }

    [Fact]
    public async Task A_signature_within_a_quarter_of_an_hour_is_good()
    {
        using var client = new AwsClient();
        using var early = client.Keys.Sign("ec2.us-east-1.amazonaws.com", "ec2", "us-east-1", Body,
            Start.AddMinutes(14));
        Assert.Equal(200, (await client.Send(early)).Status);
        // What an SDK signs with the machine's clock is good too.
        using var real = client.Keys.Sign("ec2.us-east-1.amazonaws.com", "ec2", "us-east-1", Body, DateTime.UtcNow);
        Assert.Equal(200, (await client.Send(real)).Status);
    }

    [Fact]
    public async Task A_region_that_the_account_has_not_opted_in_to_is_refused()
    {
        using var client = new AwsClient { Region = "me-south-1" };
        var reply = await client.Refused("OptInRequired", "DescribeVpcs");
        Assert.Equal(401, reply.Status);
    }

    [Theory]
    [InlineData("InvalidAction", "LaunchRocket")]
    [InlineData("UnknownParameter", "DescribeVpcs", "VpcIds.1=vpc-1")]
    [InlineData("UnknownParameter", "CreateSecurityGroup", "GroupName=a", "Description=b",
        "VpcId=vpc-0a1b2c3d4e5f60718")]
    [InlineData("MissingParameter", "AcceptVpcPeeringConnection")]
    [InlineData("InvalidParameterValue", "DescribeVpcs", "Filter.1.Name=colour", "Filter.1.Value.1=red")]
    [InlineData("InvalidVpcID.NotFound", "DescribeVpcs", "VpcId.1=vpc-00000000000000000")]
    [InlineData("InvalidSubnetID.NotFound", "DescribeSubnets", "SubnetId.1=subnet-00000000000000000")]
    [InlineData("InvalidRouteTableID.NotFound", "DescribeRouteTables", "RouteTableId.1=rtb-00000000000000000")]
    [InlineData("InvalidGroup.NotFound", "DescribeSecurityGroups", "GroupId.1=sg-00000000000000000")]
    [InlineData("InvalidVpcPeeringConnectionID.NotFound", "DescribeVpcPeeringConnections",
        "VpcPeeringConnectionId.1=pcx-00000000000000000")]
    [InlineData("InvalidVpcPeeringConnectionId.Malformed", "DescribeVpcPeeringConnections",
        "VpcPeeringConnectionId.1=vpc-1")]
    [InlineData("InvalidParameterCombination", "DescribeVpcs", "VpcId.1=vpc-0a1b2c3d4e5f60718", "MaxResults=5")]
    [InlineData("InvalidParameterValue", "DescribeVpcs", "MaxResults=4")]
    [InlineData("InvalidParameterValue", "DescribeVpcs", "MaxResults=1001")]
    [InlineData("InvalidParameterValue", "DescribeRouteTables", "MaxResults=101")]
    [InlineData("InvalidNextToken", "DescribeVpcs", "NextToken=made-up")]
    public async Task A_bad_request_has_its_own_code(string code, string action, params string[] parameters)
    {
        using var client = new AwsClient();
        var reply = await client.Refused(code, action, parameters);
        Assert.Equal(400, reply.Status);
    }

    [Fact]
    public async Task Another_version_of_the_api_is_refused()
    {
        using var client = new AwsClient();
        var reply = await client.Query("ec2.us-east-1.amazonaws.com", "ec2", "2014-01-01", "DescribeVpcs");
        Assert.Equal("InvalidAction", reply.Code);
    }

    [Fact]
    public async Task A_region_shows_only_its_own()
    {
        using var client = new AwsClient();
        Assert.Equal([AwsClient.MainVpc], (await client.Ok("DescribeVpcs")).All("vpcSet.item.vpcId"));
        client.Region = "eu-west-1";
        Assert.Equal([AwsClient.EuropeanVpc], (await client.Ok("DescribeVpcs")).All("vpcSet.item.vpcId"));
        await client.Refused("InvalidVpcID.NotFound", "DescribeVpcs", $"VpcId.1={AwsClient.MainVpc}");
    }

    [Fact]
    public async Task The_default_world_is_the_documented_one()
    {
        using var client = new AwsClient();
        var tables = await client.Ok("DescribeRouteTables");
        Assert.Equal(3, tables.Elements("routeTableSet.item").Count());
        Assert.Equal(["true", "false", "false"], tables.All("routeTableSet.item.associationSet.item.main"));
        Assert.Equal(2, tables.All("routeTableSet.item.associationSet.item.subnetId").Count);
        Assert.Equal(3, (await client.Ok("DescribeSubnets")).Elements("subnetSet.item").Count());
        var ports = await client.Ok("DescribeNetworkInterfaces");
        Assert.StartsWith("i-", ports["networkInterfaceSet.item.attachment.instanceId"]!);
        var instances = await client.Ok("DescribeInstances");
        Assert.Equal("running", instances["reservationSet.item.instancesSet.item.instanceState.name"]);
        Assert.Equal("default", (await client.Ok("DescribeSecurityGroups"))["securityGroupInfo.item.groupName"]);
    }

    [Fact]
    public async Task Filters_are_alternatives_within_and_conditions_among()
    {
        using var client = new AwsClient();
        async Task<int> Count(params string[] parameters) =>
            (await client.Ok("DescribeSubnets", parameters)).Elements("subnetSet.item").Count();
        Assert.Equal(2, await Count("Filter.1.Name=cidr-block", "Filter.1.Value.1=10.50.1.0/24",
            "Filter.1.Value.2=10.50.2.0/24"));
        Assert.Equal(1, await Count("Filter.1.Name=cidr-block", "Filter.1.Value.1=10.50.*",
            "Filter.2.Name=availability-zone", "Filter.2.Value.1=us-east-1a"));
        Assert.Equal(0, await Count("Filter.1.Name=tag:Name", "Filter.1.Value.1=nobody"));
        var main = await client.Ok("DescribeRouteTables", "Filter.1.Name=association.main", "Filter.1.Value.1=true");
        Assert.Equal([AwsWalk.MainTable], main.All("routeTableSet.item.routeTableId"));
        client.Settings.AwsIgnoreFilters = true;
        Assert.Equal(3, await Count("Filter.1.Name=tag:Name", "Filter.1.Value.1=nobody"));
    }

    [Fact]
    public async Task Pages_cover_everything_once()
    {
        using var client = new AwsClient();
        for (var at = 0; at < 11; at++) await client.Ok("CreateSecurityGroup", $"GroupName=page {at}",
            "GroupDescription=many", $"VpcId={AwsClient.MainVpc}");
        client.Wait(2);
        var ids = new List<string>();
        string? next = null;
        do
        {
            string[] token = next is null ? [] : [$"NextToken={next}"];
            var page = await client.Ok("DescribeSecurityGroups", ["MaxResults=5", .. token]);
            Assert.InRange(page.Elements("securityGroupInfo.item").Count(), 1, 5);
            ids.AddRange(page.All("securityGroupInfo.item.groupId"));
            next = page["nextToken"];
        }
        while (next is not null);
        Assert.Equal((12, 12), (ids.Count, ids.Distinct().Count()));
    }

    [Fact]
    public async Task Every_action_can_be_tried_dry_and_then_changes_nothing()
    {
        using var client = new AwsClient();
        var before = client.World.Inventory();
        foreach (var action in Ec2Actions.All.Where(item => !item.IsRead))
        {
            // Ids are not looked up: the permission is what is asked for.
            var reply = await client.Ec2(action.Name, ["DryRun=true", .. Required(action.Name)]);
            Assert.Equal((412, "DryRunOperation"), (reply.Status, reply.Code));
            Assert.False(client.World.Requests[^1].Mutates, action.Name);
        }

        Assert.Equal(before, client.World.Inventory());
        client.Keys = client.Profile("sandbox-reader");
        foreach (var action in Ec2Actions.All.Where(item => !item.IsRead))
        {
            var reply = await client.Ec2(action.Name, ["DryRun=true", .. Required(action.Name)]);
            Assert.Equal((403, "UnauthorizedOperation"), (reply.Status, reply.Code));
        }
    }

    [Fact]
    public async Task Describing_mutates_nothing_and_acting_does()
    {
        using var client = new AwsClient();
        await client.Ok("DescribeVpcs");
        Assert.Equal(("Ec2.DescribeVpcs", false), (client.World.Requests[^1].Kind, client.World.Requests[^1].Mutates));
        await client.Ec2("DeleteRoute", "RouteTableId=rtb-0");
        Assert.Equal(("Ec2.DeleteRoute", true), (client.World.Requests[^1].Kind, client.World.Requests[^1].Mutates));
        await client.Sts("GetCallerIdentity");
        Assert.Equal(("Sts.GetCallerIdentity", false),
            (client.World.Requests[^1].Kind, client.World.Requests[^1].Mutates));
    }

    [Fact]
    public async Task Faults_have_the_form_of_the_service()
    {
        using var client = new AwsClient();
        client.World.AddFault(new SandboxFault { Kind = "Ec2.DescribeVpcs", Status = 503 });
        var throttled = await client.Ec2("DescribeVpcs");
        Assert.Equal((503, "RequestLimitExceeded"), (throttled.Status, throttled.Code));
        client.World.AddFault(new SandboxFault { Kind = "Sts.GetCallerIdentity", Status = 403, Code = "AccessDenied" });
        var deniedReply = await client.Sts("GetCallerIdentity");
        Assert.Equal(("ErrorResponse", "AccessDenied"), (deniedReply.Root.Name.LocalName, deniedReply.Code));
        client.World.AddFault(new SandboxFault { Kind = "Cloud.GetAuthInfo", Status = 429, RetryAfter = 3 });
        var slow = await client.Tiger("GET", "/auth/info");
        Assert.Equal((429, "3"), (slow.Status, slow.Headers["Retry-After"]));
    }

    internal static string[] Required(string action) => action switch
    {
        "CreateVpcPeeringConnection" => ["VpcId=vpc-1", "PeerVpcId=vpc-2"],
        "CreateRoute" or "ReplaceRoute" or "DeleteRoute" => ["RouteTableId=rtb-1"],
        "CreateSecurityGroup" => ["GroupName=a", "GroupDescription=b", "VpcId=vpc-1"],
        "CreateTags" or "DeleteTags" => ["ResourceId.1=sg-1", "Tag.1.Key=a", "Tag.1.Value=b"],
        "ModifyNetworkInterfaceAttribute" => ["NetworkInterfaceId=eni-1"],
        _ when action.Contains("SecurityGroup", StringComparison.Ordinal) => ["GroupId=sg-1"],
        _ => ["VpcPeeringConnectionId=pcx-1"],
    };
}
