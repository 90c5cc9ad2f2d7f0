namespace TimescaleVpc.Tests.Sandbox.Aws;

public class TigerTests
{
    private const string Vpcs = $"{AwsClient.Project}/vpcs";

    [Theory]
    [InlineData("")]
    [InlineData("sandbox-public:wrong")]
    [InlineData("nobody:sandbox-secret")]
    [InlineData("Bearer sandbox-secret")]
    [InlineData("Basic %%%")]
    public async Task Only_the_key_pair_opens(string keys)
    {
        using var client = new AwsClient();
        var reply = await client.Tiger("GET", "/auth/info", null, keys);
        Assert.Equal((401, "UNAUTHORIZED"), (reply.Status, reply["code"]));
    }

    [Fact]
    public async Task A_key_pair_is_for_one_project_and_can_be_revoked()
    {
        using var client = new AwsClient();
        Assert.Equal("demo-cloud", (await client.TigerOk(200, "GET", "/projects"))["0.id"]);
        Assert.Equal("FORBIDDEN", (await client.TigerOk(403, "GET", "/projects/other00000/vpcs"))["code"]);
        await client.TigerOk(404, "GET", "/nothing");
        await client.TigerOk(405, "PUT", "/projects");
        await client.TigerOk(204, "POST", "/auth/logout");
        client.World.Change("RevokeCloudKeys", "sandbox-public");
        await client.TigerOk(401, "GET", "/projects");
    }

    [Theory]
    [InlineData("10.30.0.0/15", "us-east-1")]
    [InlineData("10.30.0.0/29", "us-east-1")]
    [InlineData("10.0.0.7/17", "us-east-1")]
    [InlineData("10.30.0.0", "us-east-1")]
    [InlineData("fd00::/20", "us-east-1")]
    [InlineData("10.30.0.0/20", "az-westeurope")]
    [InlineData("10.30.0.0/20", "us-west-1")]
    [InlineData("", "us-east-1")]
    public async Task A_vpc_needs_a_clean_range_and_a_region(string cidr, string region_code)
    {
        using var client = new AwsClient();
        var reply = await client.TigerOk(400, "POST", Vpcs, new { name = "a", cidr, region_code });
        Assert.Equal("INVALID_REQUEST", reply["code"]);
    }

    [Fact]
    public async Task A_vpc_shows_four_members_from_the_first_moment_and_can_be_peered_only_later()
    {
        using var client = new AwsClient();
        var creation = await client.TigerOk(201, "POST", Vpcs, new { name = "a", cidr = "10.30.0.0/20",
            region_code = "us-east-1" });
        Assert.Equal(["cidr", "id", "name", "region_code"], creation.Json.AsObject().Select(pair => pair.Key).Order());
        Assert.Matches("^[0-9]+$", creation["id"]);
        var path = $"{Vpcs}/{creation["id"]}";
        var peer = new { peer_account_id = AwsClient.Account, peer_region_code = "us-east-1",
            peer_vpc_id = AwsClient.MainVpc };
        Assert.Equal("NOT_FOUND", (await client.TigerOk(404, "POST", $"{path}/peerings", peer))["code"]);
        Assert.Equal(creation.Text, (await client.TigerOk(200, "GET", path)).Text);
        client.Wait(20);
        Assert.Equal(creation.Text, (await client.TigerOk(200, "GET", path)).Text);
        await client.TigerOk(201, "POST", $"{path}/peerings", peer);
        await client.TigerOk(400, "POST", $"{path}/peerings", new { peer_account_id = AwsClient.Account });
    }

    [Fact]
    public async Task Names_change_and_ids_are_digits()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Vpc();
        Assert.NotNull((await client.TigerOk(200, "POST", $"{walk.VpcPath}/rename", new { name = "b" }))["message"]);
        Assert.Equal("b", (await client.TigerOk(200, "GET", walk.VpcPath))["name"]);
        client.Settings.CloudRenameReturnsVpc = true;
        Assert.Equal("c", (await client.TigerOk(200, "POST", $"{walk.VpcPath}/rename", new { name = "c" }))["name"]);
        await client.TigerOk(400, "GET", $"{Vpcs}/{AwsClient.MainVpc}");
        await client.TigerOk(404, "GET", $"{Vpcs}/1");
        await client.TigerOk(400, "GET", $"{walk.VpcPath}/peerings/pcx-1");
        await client.TigerOk(404, "GET", $"{walk.VpcPath}/peerings/1");
    }

    [Theory]
    [InlineData("FREE", 0, 0)]
    [InlineData("PERFORMANCE", 0, 1)]
    [InlineData("SCALE", 0, 3)]
    [InlineData("ENTERPRISE", 0, 3)]
    [InlineData("SCALE", 2, 2)]
    [InlineData("PERFORMANCE", 2, 2)]
    [InlineData("FREE", 3, 3)]
    public async Task The_plan_limits_the_vpcs_unless_the_project_has_a_number_of_its_own(
        string plan, int ownLimit, int allowed)
    {
        using var client = new AwsClient();
        client.Settings.CloudPlan = plan;
        client.Settings.CloudVpcsPerProject = ownLimit;
        for (var at = 0; at < 3; at++)
        {
            var reply = await client.TigerOk(at < allowed ? 201 : 403, "POST", Vpcs,
                new { name = $"v{at}", cidr = $"10.{30 + at}.0.0/20", region_code = "us-east-1" });
            if (at < allowed) continue;
            Assert.Equal("QUOTA_EXCEEDED", reply["code"]);
            Assert.Contains($"no more VPCs than {allowed}", reply["message"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("999999999999", "us-east-1", AwsClient.MainVpc)]
    [InlineData(AwsClient.Account, "eu-west-1", AwsClient.MainVpc)]
    [InlineData(AwsClient.Account, "us-east-1", "vpc-00000000000000000")]
    [InlineData(AwsClient.Account, "us-east-1", "tgw-00000000000000000")]
    public async Task A_peer_that_is_not_there_ends_invalid_without_a_pcx(string account, string region, string vpc)
    {
        using var client = new AwsClient();
        var walk = await (await new AwsWalk(client).Vpc()).Request(vpc, region, account);
        client.Wait(30);
        var peering = await walk.Peering();
        Assert.Equal(("invalid", "VPC not found", null),
            (peering["status"], peering["error_message"], peering["provisioned_id"]));
    }

    [Fact]
    public async Task Unset_members_are_left_out_or_null()
    {
        using var client = new AwsClient();
        var walk = await (await new AwsWalk(client).Vpc()).Request();
        Assert.Equal(["id", "peer_account_id", "peer_region_code", "peer_vpc_id", "status"], await Members());
        client.Settings.CloudEarlyStatus = false;
        Assert.DoesNotContain("status", await Members());
        client.Settings.CloudNulls = true;
        Assert.Contains("error_message", await Members());
        client.Settings.CloudUnknownFields = true;
        Assert.Contains("sandbox_unknown", await Members());
        client.Wait(30);
        client.Settings.CloudUpperCase = true;
        Assert.Equal("PENDING", (await walk.Peering())["status"]);
        async Task<IEnumerable<string>> Members() =>
            (await walk.Peering()).Json.AsObject().Select(pair => pair.Key).Order();
    }

    [Fact]
    public async Task A_rejected_request_is_invalid_and_a_forced_status_stays()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending();
        await client.Ok("RejectVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        client.Wait(15);
        Assert.Equal("invalid", (await walk.Peering())["status"]);
        client.World.Change("SetCloudPeeringStatus:DISABLED", walk.Pcx);
        client.Wait(60);
        Assert.Equal("disabled", (await walk.Peering())["status"]);
        Assert.NotNull((await walk.Peering())["error_message"]);
    }

    [Fact]
    public async Task A_vpc_has_fifty_peerings()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Vpc();
        for (var at = 0; at < 50; at++) await walk.Request($"vpc-{at}");
        await client.TigerOk(403, "POST", $"{walk.VpcPath}/peerings",
            new { peer_account_id = "1", peer_region_code = "us-east-1", peer_vpc_id = "vpc-x" });
    }

    [Fact]
    public async Task Deleting_is_refused_in_use_busy_for_a_while_and_then_takes_its_time()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Active();
        await client.TigerOk(409, "DELETE", walk.VpcPath);
        await client.TigerOk(204, "DELETE", walk.PeeringPath);
        await client.TigerOk(404, "DELETE", walk.PeeringPath);
        Assert.Contains("already being updated", (await client.TigerOk(409, "DELETE", walk.VpcPath))["message"]);
        client.Wait(10);
        Assert.Equal("deleted", await PeeringLifeTests.Status(client, walk.Pcx));
        await client.TigerOk(404, "GET", walk.PeeringPath);
        client.Wait(20);
        await client.TigerOk(204, "DELETE", walk.VpcPath);
        await client.TigerOk(200, "GET", walk.VpcPath);
        client.Wait(10);
        await client.TigerOk(404, "GET", walk.VpcPath);
    }

    [Fact]
    public async Task The_platform_can_name_another_pcx_than_its_own()
    {
        using var client = new AwsClient();
        client.World.Change("PlatformReportsPcx", "pcx-0a1b2c3d4e5fbad01");
        var walk = await new AwsWalk(client).Pending();
        Assert.Equal("pcx-0a1b2c3d4e5fbad01", walk.Pcx);
    }
}
