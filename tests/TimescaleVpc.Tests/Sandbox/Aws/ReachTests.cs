namespace TimescaleVpc.Tests.Sandbox.Aws;

/// <summary>What must be right for a service inside a VPC to answer; each thing taken away alone stops it.</summary>
public class ReachTests
{
    private const string Subnet = "subnet-0a1b2c3d4e5f60001";
    private const string Apps = "subnet-0a1b2c3d4e5f60002";

    [Fact]
    public async Task Every_name_of_the_place_works()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        foreach (var place in new[] { AwsClient.MainVpc, Subnet, AwsWalk.Interface, "i-0a1b2c3d4e5f60001" })
            Assert.Equal("Passed", walk.Probe(place).Tcp.Status);
        Assert.Contains("no route", walk.Probe(Apps).Tcp.Detail);
        Assert.Contains("public internet", walk.Probe(null).Tcp.Detail);
        Assert.Contains("no peering", walk.Probe(AwsClient.EuropeanVpc).Tcp.Detail);
        Assert.Equal("Failed", walk.Probe(Client.ProdVNet).Tcp.Status);
        await walk.Route(AwsWalk.AppsTable);
        Assert.Equal("Passed", walk.Probe(Apps).Tcp.Status);
    }

    [Theory]
    [InlineData("DeleteRoute", "no route")]
    [InlineData("DeletePeering", "no peering")]
    [InlineData("SetCloudPeeringStatus:DISABLED", "disabled")]
    public async Task Without_one_of_them_it_does_not_answer(string change, string detail)
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        client.World.Change(change, walk.Pcx);
        Assert.Contains(detail, walk.Probe(AwsClient.MainVpc).Tcp.Detail);
    }

    [Fact]
    public async Task The_security_group_must_let_it_out()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        await client.Ok("RevokeSecurityGroupEgress", $"GroupId={AwsWalk.DefaultGroup}", "IpPermissions.1.IpProtocol=-1",
            "IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0");
        Assert.Contains("security group", walk.Probe(AwsWalk.Interface).Tcp.Detail);
        async Task Allow(int port, string range) => await client.Ok("AuthorizeSecurityGroupEgress",
            $"GroupId={AwsWalk.DefaultGroup}", "IpPermissions.1.IpProtocol=tcp", $"IpPermissions.1.FromPort={port}",
            $"IpPermissions.1.ToPort={port}", $"IpPermissions.1.IpRanges.1.CidrIp={range}");
        await Allow(5433, "10.30.0.0/20");
        await Allow(5432, "10.31.0.0/20");
        Assert.Equal("Failed", walk.Probe(AwsWalk.Interface).Tcp.Status);
        await Allow(5432, "10.30.0.0/20");
        Assert.Equal("Passed", walk.Probe(AwsWalk.Interface).Tcp.Status);
    }

    [Fact]
    public async Task A_more_specific_route_elsewhere_wins()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        client.World.Change("AddRoute", $"{AwsWalk.MainTable} 10.30.0.0/24 nat-0123456789abcdef0");
        Assert.Equal("Failed", walk.Probe(Subnet).Tcp.Status);
    }

    [Fact]
    public async Task Only_ranges_known_when_it_was_peered_are_routed_back()
    {
        using var client = new AwsClient();
        client.World.Change("RemoveVpcCidr", $"{AwsClient.MainVpc} 10.51.0.0/16");
        var walk = await new AwsWalk(client).Attached();
        client.World.Change("AddVpcCidr", $"{AwsClient.MainVpc} 10.51.0.0/16");
        await walk.Route("rtb-0a1b2c3d4e5f60003");
        Assert.Contains("does not know", walk.Probe("subnet-0a1b2c3d4e5f60003").Tcp.Detail);
        Assert.Equal("Passed", walk.Probe(AwsClient.MainVpc).Tcp.Status);
    }

    [Fact]
    public async Task The_login_needs_the_password()
    {
        using var client = new AwsClient();
        var walk = await new AwsWalk(client).Attached();
        var host = walk.Probe(Subnet).Dns.Detail.Split(' ')[0];
        string Login(string password) =>
            client.World.Probe(Subnet, host, 5432, "tsdbadmin", password).Login.Status;
        Assert.Equal(("Failed", "Passed"), (Login("x"), Login("sbx-metrics-cloud-pw-3Vx57")));
    }
}
