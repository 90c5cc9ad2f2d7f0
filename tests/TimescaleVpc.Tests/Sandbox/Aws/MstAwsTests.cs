using System.Text;

namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>The managed service peers with AWS VPCs too, through the same API as with Azure.</summary>
public class MstAwsTests
{
    private const string Base = "https://api.aiven.io/v1/project/demo-mst";

    [Fact]
    public async Task A_vpc_in_aws_opens_a_request_and_ends_active()
    {
        using var client = new AwsClient();
        using var http = new HttpClient(client.World.CreateHandler());
        var vpc = await Mst(http, "POST", "/vpcs", new { cloud_name = "timescale-aws-us-east-1",
            network_cidr = "10.70.0.0/24", peering_connections = Array.Empty<object>() });
        var path = $"/vpcs/{vpc["project_vpc_id"]}";
        client.Wait(120);
        await Mst(http, "POST", $"{path}/peering-connections",
            new { peer_cloud_account = AwsClient.Account, peer_vpc = AwsClient.EuropeanVpc,
                peer_region = "eu-west-1" });
        client.Wait(64);
        var pendingReply = await Mst(http, "GET", path);
        Assert.Equal("PENDING_PEER", pendingReply["peering_connections.0.state"]);
        var pcx = pendingReply["peering_connections.0.state_info.aws_vpc_peering_connection_id"]!;
        client.Region = "eu-west-1";
        var reply = await client.Ok("DescribeVpcPeeringConnections", $"VpcPeeringConnectionId.1={pcx}");
        Assert.Equal("444455556666", reply["vpcPeeringConnectionSet.item.requesterVpcInfo.ownerId"]);
        await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={pcx}");
        client.Wait(80);
        Assert.Equal("ACTIVE", (await Mst(http, "GET", path))["peering_connections.0.state"]);
        await client.Ok("CreateRoute", "RouteTableId=rtb-0b2c3d4e5f6070001", "DestinationCidrBlock=10.70.0.0/24",
            $"VpcPeeringConnectionId={pcx}");

        await Mst(http, "PUT", "/service/mst-metrics",
            new { cloud = "timescale-aws-us-east-1", project_vpc_id = vpc["project_vpc_id"] });
        client.Wait(240);
        string Tcp(string? from) => client.World.Probe(
            from, "mst-metrics-demo-mst.a.timescaledb.io", 26031, null, null).Tcp.Status;
        Assert.Equal(("Passed", "Failed", "Failed"), (Tcp(AwsClient.EuropeanVpc), Tcp(AwsClient.MainVpc), Tcp(null)));
        client.World.Change("AddVpcCidr", $"{AwsClient.EuropeanVpc} 10.62.0.0/16");
        Assert.Equal("Passed", Tcp(AwsClient.EuropeanVpc));

        await Mst(http, "DELETE", $"{path}/peering-connections/peer-accounts/{AwsClient.Account}/peer-vpcs/" +
            $"{AwsClient.EuropeanVpc}/peer-regions/eu-west-1");
        client.Wait(40);
        Assert.Equal("deleted", await PeeringLifeTests.Status(client, pcx));
    }

    [Fact]
    public async Task A_rejected_request_is_rejected_by_peer_and_a_missing_vpc_is_invalid()
    {
        using var client = new AwsClient();
        using var http = new HttpClient(client.World.CreateHandler());
        var vpc = await Mst(http, "POST", "/vpcs", new { cloud_name = "timescale-aws-us-east-1",
            network_cidr = "10.70.0.0/24", peering_connections = Array.Empty<object>() });
        var path = $"/vpcs/{vpc["project_vpc_id"]}";
        client.Wait(120);
        foreach (var name in new[] { AwsClient.MainVpc, "vpc-00000000000000000" }) await Mst(http, "POST",
            $"{path}/peering-connections", new { peer_cloud_account = AwsClient.Account, peer_vpc = name });
        client.Wait(64);
        var pendingReply = await Mst(http, "GET", path);
        Assert.Equal(("PENDING_PEER", "INVALID_SPECIFICATION"),
            (pendingReply["peering_connections.0.state"], pendingReply["peering_connections.1.state"]));
        var pcx = pendingReply["peering_connections.0.state_info.aws_vpc_peering_connection_id"];
        await client.Ok("RejectVpcPeeringConnection", $"VpcPeeringConnectionId={pcx}");
        client.Wait(60);
        Assert.Equal("REJECTED_BY_PEER", (await Mst(http, "GET", path))["peering_connections.0.state"]);
    }

    private static async Task<Reply> Mst(HttpClient http, string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Base + path);
        request.Headers.TryAddWithoutValidation("Authorization", "aivenv1 sandbox-mst-token");
        if (body is not null) request.Content = new StringContent(Client.Json(body), Encoding.UTF8, "application/json");
        using var reply = await http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return new Reply((int)reply.StatusCode, text, new Dictionary<string, string>());
    }
}
