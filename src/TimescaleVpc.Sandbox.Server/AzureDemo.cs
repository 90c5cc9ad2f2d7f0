namespace TimescaleVpc.Sandbox.Server;

/// <summary>The managed service's VPC and a VNet in Azure.</summary>
internal static class AzureDemo
{
    internal const string CloudName = "timescale-azure-westeurope";

    public static async Task RunAsync(DemoWalk walk)
    {
        DemoPage.Title("Azure: the Managed Service for TimescaleDB and a VNet");

        var vpc = await walk.StageAsync<Vpc>(
            $"Get-TimescaleVpc -CloudName {CloudName}", new GetVpcRequest { CloudName = CloudName }, null,
            it => [("VpcId", it.VpcId), ("Cidr", it.Cidr), ("State", it.State)]);

        var grant = await walk.StageAsync<AzurePeerGrant>(
            "Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG",
            new GrantPeerRoleRequest { ResourceGroupName = "Network-RG" },
            new PeerPair(new VpcRef(vpc), new VNetRef(Text: "Prod-VNet")),
            it =>
            [
                ("TenantId", it.TenantId), ("SubscriptionId", it.SubscriptionId), ("VNetId", it.VNetId),
                ("AppId", it.AppId), ("ServicePrincipalId", it.ServicePrincipalId),
                ("PlatformServicePrincipalId", it.PlatformServicePrincipalId), ("OwnRoleId", it.OwnRoleId),
                ("PlatformRoleId", it.PlatformRoleId), ("Changes", it.Changes),
            ]);

        var newPeering = await walk.StageAsync<VpcPeering>(
            "Add-VpcPeering", new AddPeeringRequest(), grant,
            it =>
            [
                ("State", it.State), ("RemoteTenantId", it.RemoteTenantId), ("RemoteNetworkId", it.RemoteNetworkId),
            ]);
        var approvedPeering = await walk.StageAsync<VpcPeering>(
            "Approve-VpcPeering", new ApprovePeeringRequest(), newPeering,
            it => [("LinkName", it.LinkName), ("LinkState", it.LinkState)]);
        var activePeering = await walk.StageAsync<VpcPeering>(
            "Wait-VpcPeering", new WaitPeeringRequest(), approvedPeering, it => [("State", it.State)]);

        var service = await walk.StageAsync<ServiceVpc>(
            "Set-ServiceVpc -Service mst-metrics", new SetServiceRequest { Service = ["mst-metrics"] }, activePeering,
            ServiceDemo.Moved);
        await walk.StageAsync<ServiceVpcTest>("Test-ServiceVpc", new TestServiceRequest(), service, ServiceDemo.Tested);
    }
}
