namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>The AWS guide up to chosen points, so that a test begins where its rule is.</summary>
internal sealed class AwsWalk(AwsClient client)
{
    public const string Service = AwsClient.Project + "/services/m3tr1cs0db";
    public const string MainTable = "rtb-0a1b2c3d4e5f60001";
    public const string AppsTable = "rtb-0a1b2c3d4e5f60002";
    public const string DefaultGroup = "sg-0a1b2c3d4e5f60001";
    public const string Interface = "eni-0a1b2c3d4e5f60001";

    public AwsClient Client => client;

    public string Cidr { get; set; } = "10.30.0.0/20";

    public string VpcId { get; private set; } = "";

    public string PeeringId { get; private set; } = "";

    public string Pcx { get; private set; } = "";

    public string VpcPath => $"{AwsClient.Project}/vpcs/{VpcId}";

    public string PeeringPath => $"{VpcPath}/peerings/{PeeringId}";

    public async Task<AwsWalk> Vpc(string name = "prod", string region = "us-east-1")
    {
        var creation = await client.TigerOk(201, "POST", $"{AwsClient.Project}/vpcs",
            new { name, cidr = Cidr, region_code = region });
        VpcId = creation["id"]!;
        client.Wait(20);
        return this;
    }

    public async Task<AwsWalk> Request(
        string vpc = AwsClient.MainVpc, string region = "us-east-1", string account = AwsClient.Account)
    {
        var creation = await client.TigerOk(201, "POST", $"{VpcPath}/peerings",
            new { peer_account_id = account, peer_region_code = region, peer_vpc_id = vpc });
        PeeringId = creation["id"]!;
        return this;
    }

    /// <summary>Everything up to a request that waits in the customer's account.</summary>
    public async Task<AwsWalk> Pending(string vpc = AwsClient.MainVpc, string region = "us-east-1")
    {
        await Vpc();
        await Request(vpc, region);
        client.Wait(34);
        Pcx = (await Peering())["provisioned_id"]!;
        return this;
    }

    public async Task<AwsWalk> Active(string vpc = AwsClient.MainVpc, string region = "us-east-1")
    {
        await Pending(vpc, region);
        client.Region = region;
        await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={Pcx}");
        client.Wait(60);
        Assert.Equal("active", (await Peering())["status"]);
        return this;
    }

    public Task<Reply> Peering() => client.TigerOk(200, "GET", PeeringPath);

    public Task<XmlReply> Route(string table = MainTable) => client.Ok(
        "CreateRoute", $"RouteTableId={table}", $"DestinationCidrBlock={Cidr}", $"VpcPeeringConnectionId={Pcx}");

    public Task<Reply> Attach() => client.TigerOk(202, "POST", $"{Service}/attachToVPC", new { vpc_id = VpcId });

    /// <summary>Everything, and the service inside.</summary>
    public async Task<AwsWalk> Attached()
    {
        await Active();
        await Route();
        await Attach();
        client.Wait(240);
        return this;
    }

    public SandboxProbe Probe(string? from, string suffix = "") => client.World.Probe(
        from, $"m3tr1cs0db{suffix}.demo-cloud.vpc.tsdb.forge.timescale.com", 5432, null, null);
}
