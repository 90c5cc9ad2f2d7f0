namespace TimescaleVpc.Tests.Sandbox;

public class WalkthroughTests
{
    [Fact]
    public async Task The_whole_walkthrough_ends_active_and_reaches_the_database()
    {
        using var client = new Client();
        var walk = await new Walk(client).UpToPending();
        var putReply = await Client.Expect(201, walk.PutHalf());
        Assert.Equal("Updating", putReply["properties.provisioningState"]);
        client.Wait(4);
        var half = await Client.Expect(200, client.Arm("GET", walk.Half, walk.Admin));
        Assert.Equal("Connected", half["properties.peeringState"]);
        Assert.Equal("PENDING_PEER", await walk.StateName());
        client.Wait(60);
        Assert.Equal("ACTIVE", await walk.StateName());

        var movedReply = await Client.Expect(200, client.Mst(
            "PUT", "/project/demo-mst/service/mst-metrics", new { project_vpc_id = Client.WestVpc }));
        Assert.Equal("REBUILDING", movedReply["service.state"]);
        client.Wait(240);
        var service = await Client.Expect(200, client.Mst("GET", "/project/demo-mst/service/mst-metrics"));
        Assert.Equal("RUNNING", service["service.state"]);
        var probe = client.World.Probe(Client.ProdVNet, service["service.service_uri_params.host"]!, 26031,
            "tsdbadmin", service["service.service_uri_params.password"]);
        Assert.Equal("Passed", probe.Login.Status);
        Assert.Equal("10.200.0.10", Assert.Single(probe.Dns.Addresses));
    }
}
