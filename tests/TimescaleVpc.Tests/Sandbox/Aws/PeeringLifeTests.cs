namespace TimescaleVpc.Tests.Sandbox.Aws;

public class PeeringLifeTests
{
    private const string Stranger = "pcx-0a1b2c3d4e5fbad01";

    [Fact]
    public async Task Only_the_accepter_in_its_region_can_accept()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending(AwsClient.EuropeanVpc, "eu-west-1");
        var id = $"VpcPeeringConnectionId={walk.Pcx}";
        await client.Refused("InvalidVpcPeeringConnectionID.NotFound", "AcceptVpcPeeringConnection", id);
        await client.As("stranger", "eu-west-1", () =>
            client.Refused("InvalidVpcPeeringConnectionID.NotFound", "AcceptVpcPeeringConnection", id));
        await client.As("platform", "us-east-1", () =>
            client.Refused("OperationNotPermitted", "AcceptVpcPeeringConnection", id));
        await client.As("platform", "us-east-1", () =>
            client.Refused("OperationNotPermitted", "RejectVpcPeeringConnection", id));
        client.Region = "eu-west-1";
        Assert.Equal("provisioning",
            (await client.Ok("AcceptVpcPeeringConnection", id))["vpcPeeringConnection.status.code"]);
        await client.Refused("InvalidStateTransition", "AcceptVpcPeeringConnection", id);
        client.Wait(19);
        Assert.Equal("provisioning", await Status(client, walk.Pcx));
        client.Wait(1);
        Assert.Equal("active", await Status(client, walk.Pcx));
        await client.Refused("InvalidStateTransition", "AcceptVpcPeeringConnection", id);
    }

    [Fact]
    public async Task A_new_request_is_invisible_to_the_accepter_for_a_moment()
    {
        using var client = new AwsClient();
        var walk = await (await new AwsWalk(client).Vpc()).Request();
        client.Wait(30);
        var id = (await walk.Peering())["provisioned_id"]!;
        await client.Refused("InvalidVpcPeeringConnectionID.NotFound", "DescribeVpcPeeringConnections",
            $"VpcPeeringConnectionId.1={id}");
        client.Wait(4);
        Assert.Equal("pending-acceptance", await Status(client, id));
    }

    [Fact]
    public async Task A_request_expires_after_seven_days_and_is_shown_for_two_more()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending();
        var id = $"VpcPeeringConnectionId={walk.Pcx}";
        // The request was made 4 seconds before it could be seen.
        client.Wait((7 * 86400) - 5);
        Assert.Equal("pending-acceptance", await Status(client, walk.Pcx));
        client.Wait(1);
        Assert.Equal("expired", await Status(client, walk.Pcx));
        await client.Refused("InvalidStateTransition", "AcceptVpcPeeringConnection", id);
        await client.Refused("InvalidStateTransition", "DeleteVpcPeeringConnection", id);
        client.Wait(15);
        Assert.Equal("timeout", (await walk.Peering())["status"]);
        client.Wait(2 * 86400);
        await client.Refused("InvalidVpcPeeringConnectionID.NotFound", "AcceptVpcPeeringConnection", id);
    }

    [Fact]
    public async Task The_accepter_rejects_and_does_not_delete_what_is_pending()
    {
        using var client = new AwsClient();
        var id = $"VpcPeeringConnectionId={Stranger}";
        await client.Refused("OperationNotPermitted", "DeleteVpcPeeringConnection", id);
        await client.Ok("RejectVpcPeeringConnection", id);
        Assert.Equal("rejected", await Status(client, Stranger));
        await client.Refused("InvalidStateTransition", "DeleteVpcPeeringConnection", id);
        client.Wait(7200);
        await client.Refused("InvalidVpcPeeringConnectionID.NotFound", "RejectVpcPeeringConnection", id);
        Assert.Equal("rejected", await client.As("stranger", "us-east-1", () => Status(client, Stranger)));
        Assert.Contains(client.World.RecycleBin(), item => item.Id == Stranger);
        client.Wait(2 * 86400);
        Assert.DoesNotContain(client.World.RecycleBin(), item => item.Id == Stranger);
    }

    [Fact]
    public async Task The_requester_can_take_a_pending_request_back()
    {
        using var client = new AwsClient();
        await client.As("stranger", "us-east-1", () =>
            client.Ok("DeleteVpcPeeringConnection", $"VpcPeeringConnectionId={Stranger}"));
        Assert.Equal("deleted", await Status(client, Stranger));
        await client.Refused("InvalidStateTransition", "AcceptVpcPeeringConnection",
            $"VpcPeeringConnectionId={Stranger}");
    }

    [Fact]
    public async Task Either_side_deletes_what_is_active_and_routes_turn_into_blackholes()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Active();
        await walk.Route();
        client.Wait(2);
        Assert.Equal("active", await RouteState(client, walk));
        await client.Ok("DeleteVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        Assert.Equal("deleted", await Status(client, walk.Pcx));
        Assert.Equal("blackhole", await RouteState(client, walk));
        await client.Refused("InvalidStateTransition", "DeleteVpcPeeringConnection",
            $"VpcPeeringConnectionId={walk.Pcx}");
        client.Wait(15);
        Assert.Equal("disabled", (await walk.Peering())["status"]);
        client.Wait(7200);
        await client.Refused("InvalidVpcPeeringConnectionID.NotFound", "DeleteVpcPeeringConnection",
            $"VpcPeeringConnectionId={walk.Pcx}");
    }

    [Fact]
    public async Task Across_regions_it_is_deleting_for_a_while()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Active(AwsClient.EuropeanVpc, "eu-west-1");
        await client.Ok("DeleteVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        Assert.Equal("deleting", await Status(client, walk.Pcx));
        client.Wait(10);
        Assert.Equal("deleted", await Status(client, walk.Pcx));
    }

    [Fact]
    public async Task A_pair_has_dead_entries_beside_the_live_one_and_one_live_one_only()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Active();
        await client.Ok("DeleteVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        await client.TigerOk(204, "DELETE", walk.PeeringPath);
        client.Wait(30);
        await walk.Request();
        client.Wait(34);
        var reply = await client.Ok("DescribeVpcPeeringConnections", "Filter.1.Name=requester-vpc-info.owner-id",
            "Filter.1.Value.1=222233334444");
        Assert.Equal(["deleted", "pending-acceptance"],
            reply.All("vpcPeeringConnectionSet.item.status.code").Order());
        Assert.NotEqual(walk.Pcx, (await walk.Peering())["provisioned_id"]);
        await walk.Request();
        client.Wait(30);
        var second = await walk.Peering();
        Assert.Equal("invalid", second["status"]);
        Assert.Null(second["provisioned_id"]);
    }

    [Theory]
    [InlineData("10.50.0.0/20", "us-east-1", AwsClient.MainVpc)]
    [InlineData("10.51.128.0/20", "us-east-1", AwsClient.MainVpc)]
    public async Task Overlap_with_any_range_ends_failed_for_the_requester_alone(string cidr, string region, string vpc)
    {
        using var client = new AwsClient();
        var walk = new AwsWalk(client) { Cidr = cidr };
        await (await walk.Vpc()).Request(vpc, region);
        client.Wait(34);
        var peering = await walk.Peering();
        Assert.Equal("invalid", peering["status"]);
        Assert.Contains("overlapping CIDR", peering["error_message"]);
        var id = peering["provisioned_id"]!;
        await client.Refused("InvalidVpcPeeringConnectionID.NotFound", "AcceptVpcPeeringConnection",
            $"VpcPeeringConnectionId={id}");
        await client.As("platform", "us-east-1", async () =>
        {
            Assert.Equal("failed", await Status(client, id));
            return await client.Refused("InvalidStateTransition", "DeleteVpcPeeringConnection",
                $"VpcPeeringConnectionId={id}");
        });
    }

    [Fact]
    public async Task A_range_that_comes_to_overlap_before_the_end_fails_it()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending();
        client.World.Change("AddVpcCidr", $"{AwsClient.MainVpc} 10.30.8.0/24");
        await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        client.Wait(15);
        Assert.Equal("invalid", (await walk.Peering())["status"]);
    }

    [Fact]
    public async Task Options_are_each_side_s_own_and_for_active_peerings_only()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending();
        var id = $"VpcPeeringConnectionId={walk.Pcx}";
        const string Accepter = "AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc=true";
        const string Requester = "RequesterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc=true";
        var early = await client.Refused("OperationNotPermitted", "ModifyVpcPeeringConnectionOptions", id, Accepter);
        Assert.Contains("Peering options can be added only to active peerings", early.Message);
        await client.Ok("AcceptVpcPeeringConnection", id);
        client.Wait(3);
        await client.Refused("OperationNotPermitted", "ModifyVpcPeeringConnectionOptions", id, Requester);
        await client.Refused("OperationNotPermitted", "ModifyVpcPeeringConnectionOptions", id, Accepter, Requester);
        client.World.Change("DisableDnsHostnames", AwsClient.MainVpc);
        await client.Refused("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
            "ModifyVpcPeeringConnectionOptions", id, Accepter);
    }

    [Fact]
    public async Task Tags_stay_on_their_side()
    {
        using var client = new AwsClient();
        await client.Ok("CreateTags", $"ResourceId.1={Stranger}", "Tag.1.Key=Name", "Tag.1.Value=bad");
        Assert.Equal("bad", await Name(client));
        Assert.Equal("timescale-demo-cloud-prod", await client.As("stranger", "us-east-1", () => Name(client)));
    }

    [Fact]
    public async Task Quotas_count_active_peerings_and_outstanding_requests()
    {
        using var client = new AwsClient();
        client.Settings.AwsPeeringsPerVpc = 0;
        await client.Refused("ActiveVpcPeeringConnectionPerVpcLimitExceeded", "AcceptVpcPeeringConnection",
            $"VpcPeeringConnectionId={Stranger}");
        client.Settings.AwsPeeringsPerVpc = 50;
        client.Settings.AwsPendingPeeringsPerVpc = 0;
        await client.Refused("OutstandingVpcPeeringConnectionLimitExceeded", "CreateVpcPeeringConnection",
            $"VpcId={AwsClient.MainVpc}", $"PeerVpcId={AwsClient.EuropeanVpc}", "PeerRegion=eu-west-1");
    }

    [Fact]
    public async Task The_requester_is_always_the_caller()
    {
        using var client = new AwsClient();
        await client.As("stranger", "us-east-1", () => client.Refused("InvalidVpcID.NotFound",
            "CreateVpcPeeringConnection", $"VpcId={AwsClient.MainVpc}", $"PeerVpcId={AwsClient.EuropeanVpc}"));
        var creation = await client.Ok("CreateVpcPeeringConnection", $"VpcId={AwsClient.MainVpc}",
            $"PeerVpcId={AwsClient.EuropeanVpc}", "PeerRegion=eu-west-1");
        Assert.Equal(AwsClient.Account, creation["vpcPeeringConnection.requesterVpcInfo.ownerId"]);
        Assert.Equal("initiating-request", creation["vpcPeeringConnection.status.code"]);
        Assert.Equal(
            "pending-acceptance", await Status(client, creation["vpcPeeringConnection.vpcPeeringConnectionId"]!));
    }

    [Fact]
    public async Task Pending_requests_can_be_made_to_show_their_ranges()
    {
        using var client = new AwsClient();
        client.Settings.AwsPendingCidrs = true;
        var reply = await client.Ok("DescribeVpcPeeringConnections", $"VpcPeeringConnectionId.1={Stranger}");
        Assert.Equal("10.30.0.0/20", reply["vpcPeeringConnectionSet.item.requesterVpcInfo.cidrBlock"]);
    }

    internal static async Task<string> Status(AwsClient client, string id) =>
        (await client.Ok("DescribeVpcPeeringConnections", $"VpcPeeringConnectionId.1={id}"))
        ["vpcPeeringConnectionSet.item.status.code"]!;

    private static async Task<string?> Name(AwsClient client) =>
        (await client.Ok("DescribeVpcPeeringConnections", $"VpcPeeringConnectionId.1={Stranger}"))
        ["vpcPeeringConnectionSet.item.tagSet.item.value"];

    private static async Task<string> RouteState(AwsClient client, AwsWalk walk)
    {
        var tables = await client.Ok("DescribeRouteTables", $"RouteTableId.1={AwsWalk.MainTable}");
        return tables.Elements("routeTableSet.item.routeSet.item")
            .Single(item => item.Value.Contains(walk.Pcx, StringComparison.Ordinal))
            .Elements().Single(item => item.Name.LocalName == "state").Value;
    }
}
