using TimescaleVpc.Engine;

namespace TimescaleVpc.Sandbox.Server;

/// <summary>The Azure walkthrough through the engine's own API: the same stages that the cmdlets open.</summary>
internal static class EngineDemo
{
    private const string CloudName = "timescale-azure-westeurope";

    public static async Task<int> RunAsync()
    {
        try
        {
            await WalkAsync();
            return 0;
        }
        catch (TimescaleVpcException error)
        {
            Console.Error.WriteLine($"{error.ErrorId}: {error.Message}{Environment.NewLine}{error.RecommendedAction}");
            return 1;
        }
    }

    private static async Task WalkAsync()
    {
        var (page, engine) = (new DemoPage(), new PeeringEngine());
        TimescaleSession? session = null;
        SandboxClock? Clock() => session?.Sandbox?.Clock;

        async Task<T> StageAsync<T>(StageRequest request, object? item)
        {
            var sink = new ConsoleSink();
            await using var stage = engine.Open(request with { CurrentSession = session }, sink);
            await stage.ProcessAsync(item, CancellationToken.None);
            await stage.EndAsync(CancellationToken.None);
            return (T)sink.Results[0];
        }

        session = await page.ShowAsync(
            "Connect-Timescale -Sandbox", Clock,
            () => StageAsync<TimescaleSession>(new ConnectRequest { Sandbox = true, SessionId = 1 }, null),
            it => [("Project", it.Project), ("Platforms", string.Join(", ", it.Platforms))]);
        var world = session.Sandbox!;

        var vpc = await page.ShowAsync(
            $"Get-TimescaleVpc -CloudName {CloudName}", Clock,
            () => StageAsync<Vpc>(new GetVpcRequest { CloudName = CloudName }, null),
            it => [("VpcId", it.VpcId), ("Cidr", it.Cidr), ("State", it.State)]);

        var grant = await page.ShowAsync(
            "Grant-AzurePeerRole -VNet Prod-VNet -ResourceGroupName Network-RG", Clock,
            () => StageAsync<AzurePeerGrant>(
                new GrantPeerRoleRequest { ResourceGroupName = "Network-RG" },
                new PeerPair(new VpcRef(vpc, null), new VNetRef(null, "Prod-VNet"))),
            it =>
            [
                ("TenantId", it.TenantId), ("SubscriptionId", it.SubscriptionId), ("VNetId", it.VNetId),
                ("AppId", it.AppId), ("ServicePrincipalId", it.ServicePrincipalId),
                ("PlatformServicePrincipalId", it.PlatformServicePrincipalId), ("OwnRoleId", it.OwnRoleId),
                ("PlatformRoleId", it.PlatformRoleId), ("Changes", it.Changes),
            ]);

        var added = await page.ShowAsync(
            "Add-VpcPeering", Clock, () => StageAsync<VpcPeering>(new AddPeeringRequest(), grant),
            it => [("State", it.State), ("RemoteTenantId", it.RemoteTenantId), ("RemoteNetworkId", it.RemoteNetworkId)]);
        var approved = await page.ShowAsync(
            "Approve-VpcPeering", Clock, () => StageAsync<VpcPeering>(new ApprovePeeringRequest(), added),
            it => [("LinkName", it.LinkName), ("LinkState", it.LinkState)]);
        var active = await page.ShowAsync(
            "Wait-VpcPeering", Clock, () => StageAsync<VpcPeering>(new WaitPeeringRequest(), approved),
            it => [("State", it.State)]);
        var service = await page.ShowAsync(
            "Set-ServiceVpc -Service mst-metrics", Clock,
            () => StageAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, active),
            it => [("Host", it.Host), ("Port", it.Port), ("VpcId", it.VpcId), ("ConnectionString", it.ConnectionString)]);
        await page.ShowAsync(
            "Test-ServiceVpc", Clock, () => StageAsync<ServiceVpcTest>(new TestServiceRequest(), service),
            it =>
            [
                ("Dns", it.Dns), ("Tcp", it.Tcp), ("Tls", it.Tls), ("Login", it.Login), ("Reachable", it.Reachable),
                ("Reason", it.Reason),
            ]);

        Console.WriteLine();
        Console.WriteLine($"{world.Requests.Length} requests, {world.Requests.Count(request => request.Mutates)} of them changes; nothing was copied by hand.");
    }
}
