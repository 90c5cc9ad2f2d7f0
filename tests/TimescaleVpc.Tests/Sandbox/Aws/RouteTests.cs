namespace TimescaleVpc.Tests.Sandbox.Aws;

public class RouteTests
{
    private const string Table = $"RouteTableId={AwsWalk.MainTable}";
    private const string Stranger = "VpcPeeringConnectionId=pcx-0a1b2c3d4e5fbad01";

    [Fact]
    public async Task Ranges_are_stored_without_host_bits_and_deleted_in_that_form_only()
    {
        using var client = new AwsClient();
        await client.Ok("CreateRoute", Table, "DestinationCidrBlock=10.30.0.18/20", Stranger);
        await client.Refused("RouteAlreadyExists", "CreateRoute", Table, "DestinationCidrBlock=10.30.0.0/20", Stranger);
        client.Wait(2);
        Assert.Contains("10.30.0.0/20", await Destinations(client));
        await client.Refused("InvalidRoute.NotFound", "DeleteRoute", Table, "DestinationCidrBlock=10.30.0.18/20");
        await client.Ok("DeleteRoute", Table, "DestinationCidrBlock=10.30.0.0/20");
        await client.Refused("InvalidRoute.NotFound", "DeleteRoute", Table, "DestinationCidrBlock=10.30.0.0/20");
    }

    [Fact]
    public async Task A_new_route_shows_after_a_moment()
    {
        using var client = new AwsClient();
        await client.Ok("CreateRoute", Table, "DestinationCidrBlock=10.30.0.0/20", Stranger);
        Assert.DoesNotContain("10.30.0.0/20", await Destinations(client));
        client.Wait(2);
        Assert.Contains("10.30.0.0/20", await Destinations(client));
        client.Settings.AwsReplication = TimeSpan.Zero;
        await client.Ok("CreateRoute", Table, "DestinationCidrBlock=10.31.0.0/20", Stranger);
        Assert.Contains("10.31.0.0/20", await Destinations(client));
    }

    [Fact]
    public async Task A_route_to_a_pending_peering_is_a_blackhole_until_it_is_active()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Pending();
        await walk.Route();
        client.Wait(2);
        async Task<int> Count(string state) => (await client.Ok("DescribeRouteTables", "Filter.1.Name=route.state",
            $"Filter.1.Value.1={state}", "Filter.2.Name=route.vpc-peering-connection-id",
                $"Filter.2.Value.1={walk.Pcx}"))
            .Elements("routeTableSet.item").Count();
        Assert.Equal(1, await Count("blackhole"));
        await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        client.Wait(3);
        Assert.Equal(0, await Count("blackhole"));
    }

    [Theory]
    [InlineData("InvalidParameterValue", "DestinationCidrBlock=10.50.0.0/16", Stranger)]
    [InlineData("InvalidParameterValue", "DestinationCidrBlock=10.48.0.0/12", Stranger)]
    [InlineData("InvalidParameterValue", "DestinationCidrBlock=10.30.0.0", Stranger)]
    [InlineData("InvalidVpcPeeringConnectionID.NotFound", "DestinationCidrBlock=10.30.0.0/20",
        "VpcPeeringConnectionId=pcx-00000000000000000")]
    [InlineData("InvalidParameterCombination", "DestinationCidrBlock=10.30.0.0/20", Stranger, "GatewayId=igw-1")]
    [InlineData("MissingParameter", "DestinationCidrBlock=10.30.0.0/20")]
    [InlineData("MissingParameter", Stranger)]
    public async Task A_bad_route_is_refused(string code, params string[] parameters)
    {
        using var client = new AwsClient();
        await client.Refused(code, "CreateRoute", [Table, .. parameters]);
    }

    [Fact]
    public async Task A_route_needs_a_live_peering_of_its_own_vpc()
    {
        using var client = new AwsClient();
        await client.Ok("RejectVpcPeeringConnection", Stranger);
        await client.Refused("InvalidParameterValue", "CreateRoute", Table, "DestinationCidrBlock=10.30.0.0/20",
            Stranger);
        client.Region = "eu-west-1";
        client.World.Change("PhishingRequest", $"to={AwsClient.EuropeanVpc};cidr=10.33.0.0/20");
        var reply = await client.Ok("DescribeVpcPeeringConnections");
        var id = reply["vpcPeeringConnectionSet.item.vpcPeeringConnectionId"];
        await client.Ok("CreateRoute", "RouteTableId=rtb-0b2c3d4e5f6070001", "DestinationCidrBlock=10.33.0.0/20",
            $"VpcPeeringConnectionId={id}");
        client.Region = "us-east-1";
        await client.Refused("InvalidVpcPeeringConnectionID.NotFound", "CreateRoute", Table,
            "DestinationCidrBlock=10.33.0.0/20", $"VpcPeeringConnectionId={id}");
    }

    [Fact]
    public async Task Local_routes_stay_and_replacing_needs_a_route()
    {
        using var client = new AwsClient();
        await client.Refused("InvalidParameterValue", "DeleteRoute", Table, "DestinationCidrBlock=10.50.0.0/16");
        await client.Refused("InvalidParameterValue", "ReplaceRoute", Table, "DestinationCidrBlock=10.30.0.0/20",
            Stranger);
        client.World.Change("AddRoute", $"{AwsWalk.MainTable} 10.30.0.0/20 nat-0123456789abcdef0");
        await client.Refused("RouteAlreadyExists", "CreateRoute", Table, "DestinationCidrBlock=10.30.0.0/20", Stranger);
        await client.Ok("ReplaceRoute", Table, "DestinationCidrBlock=10.30.0.0/20", Stranger);
        await client.Refused("InvalidParameterCombination", "ReplaceRoute", Table,
            "DestinationCidrBlock=10.30.0.0/20", Stranger, "NatGatewayId=nat-1");
    }

    [Fact]
    public async Task A_table_has_as_many_routes_as_its_quota()
    {
        using var client = new AwsClient();
        Assert.Equal(500, client.Settings.AwsRoutesPerTable);
        client.Settings.AwsRoutesPerTable = 50;
        // Two of the fifty are local.
        for (var at = 0; at < 48; at++) await client.Ok(
            "CreateRoute", Table, $"DestinationCidrBlock=10.99.{at}.0/24", Stranger);
        await client.Refused("RouteLimitExceeded", "CreateRoute", Table, "DestinationCidrBlock=10.30.0.0/20", Stranger);
    }

    private static async Task<IReadOnlyList<string>> Destinations(AwsClient client) =>
        (await client.Ok("DescribeRouteTables", $"RouteTableId.1={AwsWalk.MainTable}"))
        .All("routeTableSet.item.routeSet.item.destinationCidrBlock");
}
