namespace TimescaleVpc.Sandbox.Server;

/// <summary>A VPC of Timescale Cloud and one in AWS.</summary>
internal static class AwsDemo
{
    internal const string AwsVpcId = "vpc-0a1b2c3d4e5f60718";

    public static async Task RunAsync(DemoWalk walk)
    {
        DemoPage.Title("AWS: Timescale Cloud and an AWS VPC");

        var vpc = await walk.StageAsync<Vpc>(
            "New-TimescaleVpc -Name prod -Region us-east-1 -Cidr 10.30.0.0/20",
            new NewVpcRequest { Name = "prod", Region = "us-east-1", Cidr = "10.30.0.0/20" }, null,
            it => [("VpcId", it.VpcId), ("Region", it.Region), ("Cidr", it.Cidr)]);

        var newPeering = await walk.StageAsync<VpcPeering>(
            $"Add-VpcPeering -AwsVpc {AwsVpcId}", new AddPeeringRequest(),
            new AwsPeerPair(new VpcRef(vpc), new AwsVpcRef(Text: AwsVpcId)),
            it =>
            [
                ("State", it.State), ("AwsPeeringId", it.AwsPeeringId), ("AwsAccountId", it.AwsAccountId),
                ("AwsRegion", it.AwsRegion), ("PeerCidrs", it.PeerCidrs),
            ]);
        var approvedPeering = await walk.StageAsync<VpcPeering>(
            "Approve-VpcPeering", new ApprovePeeringRequest(), newPeering,
            it =>
            [
                ("RequesterAccountId", it.RequesterAccountId), ("RequesterVpcId", it.RequesterVpcId),
                ("RouteTableIds", it.RouteTableIds),
            ]);
        var grantedPeering = await walk.StageAsync<VpcPeering>(
            "Grant-AwsPeerEgress", new GrantEgressRequest(), approvedPeering,
            it => [("SecurityGroupId", it.SecurityGroupId)]);
        var activePeering = await walk.StageAsync<VpcPeering>(
            "Wait-VpcPeering", new WaitPeeringRequest(), grantedPeering,
            it => [("State", it.State), ("Changes", it.Changes)]);

        var service = await walk.StageAsync<ServiceVpc>(
            "Set-ServiceVpc -Service metrics", new SetServiceRequest { Service = ["metrics"] }, activePeering,
            ServiceDemo.Moved);
        await walk.StageAsync<ServiceVpcTest>("Test-ServiceVpc", new TestServiceRequest(), service, ServiceDemo.Tested);
    }
}
