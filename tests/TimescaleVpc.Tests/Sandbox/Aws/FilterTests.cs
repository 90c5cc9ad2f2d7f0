namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>Filters and diversions in AWS beside the peering: shown by the API, and felt by clients.</summary>
public class FilterTests
{
    private const string Subnet = "subnet-0a1b2c3d4e5f60001";
    private const string Apps = "subnet-0a1b2c3d4e5f60002";
    private const string Nat = "nat-0123456789abcdef0";

    [Fact]
    public async Task Every_vpc_has_an_acl_that_lets_everything_through()
    {
        using var client = new AwsClient();
        var answer = await client.Ok("DescribeNetworkAcls");
        Assert.Equal("true", answer["networkAclSet.item.default"]);
        Assert.Equal(["100", "32767", "100", "32767"], answer.All("networkAclSet.item.entrySet.item.ruleNumber"));
        Assert.Equal(
            ["allow", "deny", "allow", "deny"], answer.All("networkAclSet.item.entrySet.item.ruleAction"));
        Assert.Equal(["true", "true", "false", "false"], answer.All("networkAclSet.item.entrySet.item.egress"));
        Assert.Equal(3, answer.All("networkAclSet.item.associationSet.item.subnetId").Count);

        await client.Refused("InvalidNetworkAclID.NotFound", "DescribeNetworkAcls", "NetworkAclId.1=acl-1");
        async Task<int> Count(string name, string value) => (await client.Ok("DescribeNetworkAcls",
            $"Filter.1.Name={name}", $"Filter.1.Value.1={value}")).Elements("networkAclSet.item").Count();
        foreach (var (name, value, count) in new[]
        {
            ("vpc-id", AwsClient.MainVpc, 1), ("vpc-id", AwsClient.EuropeanVpc, 0), ("association.subnet-id", Apps, 1),
            ("default", "false", 0), ("entry.rule-action", "deny", 1),
        }) Assert.Equal(count, await Count(name, value));
    }

    /// <summary>Each change alone stops it, the second one heals it; both are seen where a client would look.</summary>
    [Theory]
    [InlineData("AddNetworkAclEntry", $"{AwsClient.MainVpc} 90 egress deny tcp 5432 10.30.0.0/20", "denies TCP 5432 to",
        "RemoveNetworkAclEntry", "ACL 90 egress", "DescribeNetworkAcls")]
    [InlineData("AddNetworkAclEntry", $"{Subnet} 90 ingress deny all * 0.0.0.0/0", "denies TCP 49200 from",
        "AddNetworkAclEntry", "ACL 80 ingress allow tcp 1024-65535 10.30.0.0/20", "DescribeNetworkAcls")]
    [InlineData("SetSubnetAcl", $"{Subnet} new", "(rule 32767)", "SetSubnetAcl", $"{Subnet} default",
        "DescribeNetworkAcls")]
    [InlineData("AddRoute", $"{AwsWalk.MainTable} 10.30.0.0/21 {Nat}", "no route",
        "DeleteRoute", $"{AwsWalk.MainTable} 10.30.0.0/21", "DescribeRouteTables")]
    [InlineData("RemoveEgressRule", AwsWalk.DefaultGroup, "no security group",
        "AddEgressRule", $"{AwsWalk.DefaultGroup} tcp 5432 10.30.0.0/20", "DescribeSecurityGroups")]
    [InlineData("RemoveEgressRule", $"{AwsWalk.DefaultGroup} all * 0.0.0.0/0", "no security group",
        "AddEgressRule", $"{AwsWalk.DefaultGroup} all * 0.0.0.0/0", "DescribeSecurityGroupRules")]
    [InlineData("DetachSecurityGroup", $"{AwsWalk.Interface} {AwsWalk.DefaultGroup}", "no security group",
        "AttachSecurityGroup", $"{AwsWalk.Interface} {AwsWalk.DefaultGroup}", "DescribeNetworkInterfaces")]
    public async Task What_is_in_the_way_is_shown_and_stops_it(
        string change, string target, string detail, string remedy, string remedyTarget, string read)
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        var acl = (await client.Ok("DescribeNetworkAcls"))["networkAclSet.item.networkAclId"]!;
        var before = await Shown();
        Assert.Equal("Passed", walk.Probe(Subnet).Tcp.Status);

        client.World.Change(change, target);
        Assert.Contains(detail, walk.Probe(Subnet).Tcp.Detail);
        Assert.NotEqual(before, await Shown());
        client.World.Change(remedy, remedyTarget.Replace("ACL", acl, StringComparison.Ordinal));
        Assert.Equal("Passed", walk.Probe(Subnet).Tcp.Status);

        async Task<string> Shown() => string.Concat((await client.Ok(read)).Root.Elements()
            .Where(item => item.Name.LocalName != "requestId"));
    }

    [Fact]
    public async Task Without_its_resolver_a_vpc_finds_no_host()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        client.World.Change("DisableDnsSupport", AwsClient.MainVpc);
        Assert.Contains("DNS support", walk.Probe(Subnet).Dns.Detail);
        Assert.Equal("Passed", walk.Probe(null).Dns.Status);
        client.World.Change("EnableDnsSupport", AwsClient.MainVpc);
        Assert.Equal("Passed", walk.Probe(Subnet).Tcp.Status);
    }

    [Fact]
    public async Task A_route_stays_when_its_target_goes()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        client.World.Change("AddRoute", $"{AwsWalk.MainTable} 10.30.0.0/21 {Nat}");
        client.World.Change("AddRoute", $"{AwsWalk.MainTable} pl-0123456789abcdef0 {Nat}");
        client.World.Change("DeleteRouteTarget", Nat);
        var table = await client.Ok("DescribeRouteTables", $"RouteTableId.1={AwsWalk.MainTable}");
        Assert.Equal(2, table.All("routeTableSet.item.routeSet.item.state").Count(state => state == "blackhole"));
        Assert.Equal("pl-0123456789abcdef0", table["routeTableSet.item.routeSet.item.destinationPrefixListId"]);
        Assert.Equal("Failed", walk.Probe(Subnet).Tcp.Status);
        Assert.Throws<ArgumentException>(() => client.World.Change("DeleteRouteTarget", walk.Pcx));

        client.World.Change("DeletePeeringByPlatform", walk.Pcx);
        Assert.Equal("active", (await walk.Peering())["status"]);
        table = await client.Ok("DescribeRouteTables", $"RouteTableId.1={AwsWalk.MainTable}");
        Assert.Equal(3, table.All("routeTableSet.item.routeSet.item.state").Count(state => state == "blackhole"));
    }

    [Theory]
    [InlineData("AddNetworkAclEntry", "acl-1 90 egress deny tcp 5432 10.0.0.0/8")]
    [InlineData("AddNetworkAclEntry", $"{AwsClient.MainVpc} 32767 egress deny tcp 5432 10.0.0.0/8")]
    [InlineData("AddNetworkAclEntry", $"{AwsClient.MainVpc} 90 outward deny tcp 5432 10.0.0.0/8")]
    [InlineData("AddNetworkAclEntry", $"{AwsClient.MainVpc} 90 egress deny tcp 70000 10.0.0.0/8")]
    [InlineData("AddNetworkAclEntry", $"{AwsClient.MainVpc} 90 egress deny all 5432 10.0.0.0/8")]
    [InlineData("RemoveNetworkAclEntry", $"{AwsClient.MainVpc} 32767 egress")]
    [InlineData("SetSubnetAcl", $"{Subnet} acl-1")]
    [InlineData("DeleteRouteTarget", Nat)]
    [InlineData("AddEgressRule", $"{AwsWalk.DefaultGroup} tcp any 10.0.0.0/8")]
    [InlineData("RemoveEgressRule", $"{AwsWalk.DefaultGroup} tcp 5432 10.0.0.0/8")]
    [InlineData("DetachSecurityGroup", $"{AwsWalk.Interface} sg-1")]
    [InlineData("DeletePeeringByPlatform", "pcx-0a1b2c3d4e5fbad01")]
    [InlineData("SetIpFilter", "mst-metrics here")]
    [InlineData("SetIpFilter", "nobody 10.0.0.0/8")]
    [InlineData("MoveService", "mst-metrics mars")]
    [InlineData("AttachAllowList", "metrics 10.0.0.0/8")]
    [InlineData("DetachAllowList", "metrics")]
    [InlineData("SetProjectRole", "king")]
    public void What_cannot_be_is_refused(string change, string target)
    {
        using var client = new AwsClient();
        var before = client.World.Inventory();
        Assert.Throws<ArgumentException>(() => client.World.Change(change, target));
        Assert.Equal(before, client.World.Inventory());
    }

    [Fact]
    public async Task A_service_has_a_vpc_or_an_allow_list()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Vpc();
        client.World.Change("AttachAllowList", "metrics 203.0.113.0/24");
        var list = (await client.TigerOk(200, "GET", $"{AwsClient.Project}/allow-lists")).Json[0]!;
        Assert.Equal("203.0.113.0/24", list["cidr_blocks"]![0]!.ToString());
        await client.TigerOk(200, "GET", $"{AwsClient.Project}/allow-lists/{list["allow_list_id"]}");
        await client.TigerOk(409, "POST", $"{AwsWalk.Service}/attachToVPC", new { vpc_id = walk.VpcId });
        client.World.Change("DetachAllowList", "metrics");
        client.World.Change("AttachAllowList", "metrics 198.51.100.0/24");
        var service = (await client.TigerOk(200, "GET", AwsWalk.Service)).Json["endpoint"]!;
        var probe = client.World.Probe(null, $"{service["host"]}", (int)service["port"]!, null, null);
        Assert.Contains("allow list", probe.Tcp.Detail);
        client.World.Change("DetachAllowList", "metrics");
        await walk.Attach();
        client.Settings.CloudAllowLists = false;
        await client.TigerOk(404, "GET", $"{AwsClient.Project}/allow-lists");
    }
}
