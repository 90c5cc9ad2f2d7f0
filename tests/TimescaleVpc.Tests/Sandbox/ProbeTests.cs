namespace TimescaleVpc.Tests.Sandbox;

public sealed class ProbeTests : IDisposable
{
    private const string Host = "mst-metrics-demo-mst.a.timescaledb.io";
    private const int Port = 26031;
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_public_service_is_reached_from_everywhere()
    {
        var service = await client.Mst("GET", "/project/demo-mst/service/mst-metrics");
        var password = service["service.service_uri_params.password"];
        foreach (var from in new[] { null, Client.ProdVNet })
        {
            var probe = client.World.Probe(from, Host, Port, "tsdbadmin", password);
            Assert.All([probe.Dns, probe.Tcp, probe.Tls, probe.Login], check => Assert.Equal("Passed", check.Status));
            Assert.Equal("203.0.113.31", Assert.Single(probe.Dns.Addresses));
        }

        Assert.Equal("Failed", client.World.Probe(null, Host, Port, "tsdbadmin", "wrong").Login.Status);
        Assert.Equal("Skipped", client.World.Probe(null, Host, Port, null, null).Login.Status);
        Assert.Equal("Failed", client.World.Probe(null, Host, 5432, null, null).Tcp.Status);
        Assert.Equal("Failed", client.World.Probe(null, "no.such.host", Port, null, null).Dns.Status);
        Assert.Equal("Failed", client.World.Probe("/none", Host, Port, null, null).Tcp.Status);
    }

    [Fact]
    public async Task An_attached_service_is_reached_through_an_active_link_only()
    {
        var walk = await new Walk(client).UpToPending();
        await Client.Expect(200, client.Mst("PUT", "/project/demo-mst/service/mst-metrics",
            new { project_vpc_id = Client.WestVpc }));
        client.Wait(180);
        Assert.Contains("before the move", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        client.Wait(60);
        Assert.Equal("10.200.0.10", Assert.Single(client.World.Probe(null, Host, Port, null, null).Dns.Addresses));
        Assert.Contains("public internet", Tcp(null), StringComparison.Ordinal);
        Assert.Contains("no peering", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        await Client.Expect(201, walk.PutHalf());
        client.Wait(4);
        Assert.Contains("PENDING_PEER", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        client.Wait(60);
        Assert.StartsWith("Passed", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        Assert.Contains("no peering", Tcp($"{Client.NetworkRg}/providers/Microsoft.Network/virtualNetworks/Hub-VNet"),
            StringComparison.Ordinal);
        client.World.Change("DeletePlatformHalf", Client.ProdVNet);
        Assert.Contains("Disconnected", Tcp(Client.ProdVNet), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_that_the_platform_has_not_learnt_is_not_reached_from()
    {
        var walk = await new Walk(client).UpToActive();
        await Client.Expect(200, client.Mst("PUT", "/project/demo-mst/service/mst-metrics",
            new { project_vpc_id = Client.WestVpc }));
        client.Wait(240);
        async Task<string?> Level() => (await Client.Expect(200, client.Arm("GET", walk.Half,
            await client.UserToken())))["properties.peeringSyncLevel"];
        void Grow(string range) => client.World.Change("AddVNetRange", $"{Client.ProdVNet} {range}");

        Grow("10.77.0.0/16");
        Assert.Contains("from 10.77.0.0/16", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        Assert.Equal("RemoteNotInSync", await Level());
        // The own half cannot repair that; the platform's refresh does.
        await Client.Expect(200, client.Arm("PUT", $"{walk.Half}?syncRemoteAddressSpace=true",
            await client.AppToken(walk.AppId, walk.Secret), walk.Body(),
            $"Bearer {await client.AppToken(walk.AppId, walk.Secret, walk.RemoteTenant)}"));
        client.Wait(10);
        Assert.StartsWith("Failed", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        await Client.Expect(200, client.Mst(
            "POST", $"/project/demo-mst/vpcs/{Client.WestVpc}/peering-connections/refresh"));
        client.Wait(5);
        Assert.StartsWith("Passed", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        Assert.Equal("FullyInSync", await Level());

        Grow("10.78.0.0/16");
        client.Wait(86_300);
        Assert.StartsWith("Failed", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        client.Wait(200);
        Assert.StartsWith("Passed", Tcp(Client.ProdVNet), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_network_access_on_the_half_nothing_flows()
    {
        var walk = await new Walk(client).UpToActive();
        await Client.Expect(200, client.Mst("PUT", "/project/demo-mst/service/mst-metrics",
            new { project_vpc_id = Client.WestVpc }));
        client.Wait(240);
        Assert.StartsWith("Passed", Tcp(Client.ProdVNet), StringComparison.Ordinal);
        await Client.Expect(200, client.Arm("PUT", walk.Half, await client.AppToken(walk.AppId, walk.Secret),
            new
            {
                properties = new
                {
                    remoteVirtualNetwork = new { id = walk.RemoteNetwork }, allowVirtualNetworkAccess = false,
                },
            }, $"Bearer {await client.AppToken(walk.AppId, walk.Secret, walk.RemoteTenant)}"));
        client.Wait(4);
        Assert.Contains("does not allow", Tcp(Client.ProdVNet), StringComparison.Ordinal);
    }

    private string Tcp(string? from) => client.World.Probe(from, Host, Port, null, null).Tcp.ToString();
}
