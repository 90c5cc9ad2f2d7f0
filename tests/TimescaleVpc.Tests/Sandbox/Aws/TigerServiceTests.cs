namespace TimescaleVpc.Tests.Sandbox.Aws;

public class TigerServiceTests
{
    private const string Services = $"{AwsClient.Project}/services";
    private const string Archive = $"{Services}/arch1ve0db";
    private const string PublicHost = "m3tr1cs0db.demo-cloud.tsdb.cloud.timescale.com";
    private const string PrivateHost = "m3tr1cs0db.demo-cloud.vpc.tsdb.forge.timescale.com";

    [Fact]
    public async Task The_services_of_the_default_world_are_public()
    {
        using var client = new AwsClient();
        var all = await client.TigerOk(200, "GET", Services);
        Assert.Equal(("metrics", "events", "archive"), (all["0.name"], all["1.name"], all["2.name"]));
        Assert.Equal(("us-east-1", "us-east-1", "eu-central-1"),
            (all["0.region_code"], all["1.region_code"], all["2.region_code"]));
        Assert.Equal((PublicHost, "32101", null),
            (all["0.endpoint.host"], all["0.endpoint.port"], all["0.vpc_endpoint"]));
        Assert.Equal((PublicHost, "32102"),
            (all["0.connection_pooler.endpoint.host"], all["0.connection_pooler.endpoint.port"]));
        Assert.Equal("1", all["1.ha_replicas.replica_count"]);
        Assert.Equal("active", all["2.read_replica_sets.0.status"]);
        Assert.Equal("Passed", client.World.Probe(null, PublicHost, 32101, null, null).Tcp.Status);
        Assert.Equal("Passed", client.World.Probe(AwsClient.MainVpc, PublicHost, 32101, null, null).Tcp.Status);
        Assert.Equal("Failed", client.World.Probe(null, PublicHost, 5432, null, null).Tcp.Status);
        await client.TigerOk(404, "GET", $"{Services}/nothing000");
    }

    [Fact]
    public async Task Attaching_shows_late_and_moves_every_endpoint()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Active();
        await walk.Route();
        await walk.Attach();
        var staleReply = await Service();
        Assert.Equal(("READY", null, PublicHost),
            (staleReply["status"], staleReply["vpc_endpoint"], staleReply["endpoint.host"]));
        await client.TigerOk(409, "POST", $"{AwsWalk.Service}/attachToVPC", new { vpc_id = walk.VpcId });
        client.Wait(5);
        var movingReply = await Service();
        Assert.Equal(("CONFIGURING", null), (movingReply["status"], movingReply["vpc_endpoint"]));
        Assert.Equal("Failed", client.World.Probe(null, PublicHost, 32101, null, null).Tcp.Status);
        client.Wait(115);
        var blank = await Service();
        Assert.Equal(("CONFIGURING", walk.VpcId, ""),
            (blank["status"], blank["vpc_endpoint.vpc_id"], blank["vpc_endpoint.host"]));
        client.Wait(60);
        var readyReply = await Service();
        Assert.Equal(("READY", walk.VpcId, PrivateHost, "5432"),
            (readyReply["status"], readyReply["vpc_endpoint.vpc_id"],
            readyReply["vpc_endpoint.host"], readyReply["vpc_endpoint.port"]));
        Assert.Equal(PrivateHost, readyReply["endpoint.host"]);
        Assert.Equal("m3tr1cs0db-pooler.demo-cloud.vpc.tsdb.forge.timescale.com",
            readyReply["connection_pooler.endpoint.host"]);
        Assert.Equal("Failed", walk.Probe(AwsClient.MainVpc).Dns.Status);
        client.Wait(60);
        Assert.Equal("Passed", walk.Probe(AwsClient.MainVpc).Tcp.Status);
        Assert.Equal("Passed", walk.Probe(AwsClient.MainVpc, "-pooler").Tcp.Status);
        Assert.Equal("Failed", client.World.Probe(null, PublicHost, 32101, null, null).Dns.Status);
        client.Settings.CloudEndpointStaysPublic = client.Settings.CloudOldNames = true;
        var oldReply = await Service();
        Assert.Equal((PublicHost, null, PrivateHost),
            (oldReply["endpoint.host"], oldReply["vpc_endpoint"], oldReply["vpcEndpoint.host"]));
        Task<Reply> Service() => client.TigerOk(200, "GET", AwsWalk.Service);
    }

    [Fact]
    public async Task Detaching_names_its_vpc_and_comes_back_on_another_port()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        await client.TigerOk(409, "POST", $"{AwsWalk.Service}/attachToVPC", new { vpc_id = walk.VpcId });
        client.World.Change("AddCloudVpc", "name=second;cidr=10.40.0.0/20");
        var second = (await client.TigerOk(200, "GET", $"{AwsClient.Project}/vpcs"))["1.id"];
        await client.TigerOk(400, "POST", $"{AwsWalk.Service}/detachFromVPC", new { vpc_id = second });
        await client.TigerOk(409, "POST", $"{AwsWalk.Service}/attachToVPC", new { vpc_id = second });
        await client.TigerOk(404, "POST", $"{AwsWalk.Service}/detachFromVPC", new { vpc_id = "1" });
        await client.TigerOk(400, "POST", $"{AwsWalk.Service}/detachFromVPC", new { vpc_id = AwsClient.MainVpc });
        await client.TigerOk(400, "POST", $"{AwsWalk.Service}/detachFromVPC", new { });
        await client.TigerOk(409, "DELETE", walk.VpcPath);
        client.Settings.CloudAttachMoves = true;
        await client.TigerOk(202, "POST", $"{AwsWalk.Service}/attachToVPC", new { vpc_id = second });
        client.Wait(240);
        await client.TigerOk(202, "POST", $"{AwsWalk.Service}/detachFromVPC", new { vpc_id = second });
        client.Wait(240);
        var back = await client.TigerOk(200, "GET", AwsWalk.Service);
        Assert.Equal((PublicHost, null), (back["endpoint.host"], back["vpc_endpoint"]));
        Assert.NotEqual("32101", back["endpoint.port"]);
        await client.TigerOk(409, "POST", $"{AwsWalk.Service}/detachFromVPC", new { vpc_id = second });
    }

    [Fact]
    public async Task A_service_and_its_vpc_are_in_one_region()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Vpc();
        await client.TigerOk(400, "POST", $"{Archive}/attachToVPC", new { vpc_id = walk.VpcId });
        client.Settings.CloudSameRegion = false;
        await client.TigerOk(202, "POST", $"{Archive}/attachToVPC", new { vpc_id = walk.VpcId });
    }

    [Fact]
    public async Task Replicas_and_poolers_count_as_endpoints()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Vpc();
        client.Settings.CloudEndpointsPerVpc = 3;
        await walk.Attach();
        await client.TigerOk(403, "POST", $"{Services}/ev3nts00db/attachToVPC", new { vpc_id = walk.VpcId });
        await client.TigerOk(200, "POST", $"{AwsWalk.Service}/disablePooler");
        await client.TigerOk(202, "POST", $"{Services}/ev3nts00db/attachToVPC", new { vpc_id = walk.VpcId });
        await client.TigerOk(403, "POST", $"{AwsWalk.Service}/enablePooler");
    }
}
