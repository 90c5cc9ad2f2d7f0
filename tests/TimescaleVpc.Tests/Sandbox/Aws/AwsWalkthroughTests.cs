namespace TimescaleVpc.Tests.Sandbox.Aws;

public class AwsWalkthroughTests
{
    [Fact]
    public async Task The_whole_guide_ends_active_and_reaches_the_database()
    {
        using var client = new AwsClient();
        var info = await client.TigerOk(200, "GET", "/auth/info");
        Assert.Equal("demo-cloud", info["api_key.project.id"]);
        Assert.Equal("SCALE", info["api_key.project.plan_type"]);
        Assert.Equal(AwsClient.Account, (await client.Sts("GetCallerIdentity"))["GetCallerIdentityResult.Account"]);

        var walk = await new AwsWalk(client).Pending();
        Assert.Equal("pending", (await walk.Peering())["status"]);
        var reply = await client.Ok("DescribeVpcPeeringConnections", $"VpcPeeringConnectionId.1={walk.Pcx}");
        const string One = "vpcPeeringConnectionSet.item.";
        Assert.Equal("pending-acceptance", reply[One + "status.code"]);
        Assert.Equal("222233334444", reply[One + "requesterVpcInfo.ownerId"]);
        Assert.Null(reply[One + "requesterVpcInfo.cidrBlock"]);

        var acceptance = await client.Ok("AcceptVpcPeeringConnection", $"VpcPeeringConnectionId={walk.Pcx}");
        Assert.Equal("provisioning", acceptance["vpcPeeringConnection.status.code"]);
        client.Wait(15);
        Assert.Equal("active", (await walk.Peering())["status"]);
        reply = await client.Ok("DescribeVpcPeeringConnections", $"VpcPeeringConnectionId.1={walk.Pcx}");
        Assert.Equal("10.30.0.0/20", reply[One + "requesterVpcInfo.cidrBlock"]);
        Assert.Equal(["10.50.0.0/16", "10.51.0.0/16"],
            reply.All(One + "accepterVpcInfo.cidrBlockSet.item.cidrBlock"));

        await walk.Route();
        var group = await client.Ok("CreateSecurityGroup", "GroupName=timescale", "GroupDescription=to Timescale",
            $"VpcId={AwsClient.MainVpc}");
        client.Wait(2);
        await client.Ok("AuthorizeSecurityGroupEgress", $"GroupId={group["groupId"]}", "IpPermissions.1.IpProtocol=tcp",
            "IpPermissions.1.FromPort=5432", "IpPermissions.1.ToPort=5432",
            "IpPermissions.1.IpRanges.1.CidrIp=10.30.0.0/20");
        await walk.Attach();
        client.Wait(240);
        var service = await client.TigerOk(200, "GET", AwsWalk.Service);
        Assert.Equal("READY", service["status"]);
        Assert.Equal(walk.VpcId, service["vpc_endpoint.vpc_id"]);
        var probe = client.World.Probe(
            AwsClient.MainVpc, service["vpc_endpoint.host"]!, 5432, "tsdbadmin", "sbx-metrics-cloud-pw-3Vx57");
        Assert.True(probe.Login.Status == "Passed", $"{probe.Dns} {probe.Tcp}");
        Assert.Equal("10.30.0.10", Assert.Single(probe.Dns.Addresses));

        await client.TigerOk(202, "POST", $"{AwsWalk.Service}/detachFromVPC", new { vpc_id = walk.VpcId });
        client.Wait(240);
        await client.TigerOk(204, "DELETE", walk.PeeringPath);
        client.Wait(30);
        await client.TigerOk(204, "DELETE", walk.VpcPath);
        client.Wait(10);
        Assert.Equal("[]", (await client.TigerOk(200, "GET", $"{AwsClient.Project}/vpcs")).Text);
    }

    [Fact]
    public async Task The_stranger_s_request_waits_from_the_beginning_and_looks_like_ours()
    {
        using var client = new AwsClient();
        var reply = await client.Ok("DescribeVpcPeeringConnections", "Filter.1.Name=status-code",
            "Filter.1.Value.1=pending-acceptance");
        Assert.Equal("999988887777", reply["vpcPeeringConnectionSet.item.requesterVpcInfo.ownerId"]);
        Assert.Empty(reply.Elements("vpcPeeringConnectionSet.item.requesterVpcInfo.cidrBlock"));
        Assert.Empty(reply.Elements("vpcPeeringConnectionSet.item.tagSet.item"));
    }
}
