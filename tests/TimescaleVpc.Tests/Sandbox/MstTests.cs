namespace TimescaleVpc.Tests.Sandbox;

public sealed class MstTests : IDisposable
{
    private const string Project = "/project/demo-mst";
    private const string Vpcs = Project + "/vpcs";
    private const string West = Vpcs + "/" + Client.WestVpc;
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("aivenv1", "sandbox-mst-token", 200)]
    [InlineData("aivenv1", "wrong", 401)]
    [InlineData("aivenv1", "sandbox-expired-token", 401)]
    [InlineData("Bearer", "sandbox-mst-token", 401)]
    public async Task Tokens_are_checked(string scheme, string token, int status)
    {
        var reply = await Client.Expect(status, client.Send(
            "GET", "https://api.aiven.io/v1/me", null, null, ("Authorization", $"{scheme} {token}")));
        if (status == 401) Assert.Equal(reply["message"], reply["errors.0.message"]);
        if (status == 401) Assert.Equal("401", reply["errors.0.status"]);
    }

    [Fact]
    public async Task Bearer_is_taken_by_setting_and_a_reader_may_only_read()
    {
        client.World.Settings.AcceptBearer = true;
        await Client.Expect(200, client.Send("GET", "https://api.aiven.io/v1/me", null, "sandbox-mst-token"));
        client.MstToken = "sandbox-readonly-token";
        await Client.Expect(200, client.Mst("GET", West));
        await Client.Expect(403, client.Mst("POST", $"{West}/peering-connections/refresh"));
        await Client.Expect(403, client.Mst("DELETE", West));
    }

    [Fact]
    public async Task Projects_and_clouds_are_listed()
    {
        var list = await Client.Expect(200, client.Mst("GET", "/project"));
        Assert.Equal("demo-mst", list["projects.0.project_name"]);
        Assert.Equal("demo-mst", (await Client.Expect(200, client.Mst("GET", Project)))["project.project_name"]);
        var clouds = await Client.Expect(200, client.Mst("GET", $"{Project}/clouds"));
        Assert.All(clouds.Json["clouds"]!.AsArray(), item =>
            Assert.StartsWith("timescale-", item!["cloud_name"]!.ToString(), StringComparison.Ordinal));
        await Client.Expect(404, client.Mst("GET", "/project/other"));
        var ca = await Client.Expect(200, client.Mst("GET", $"{Project}/kms/ca"));
        using var certificate = System.Security.Cryptography.X509Certificates.X509Certificate2.CreateFromPem(
            ca["certificate"]);
        Assert.True(certificate.NotBefore.ToUniversalTime() < client.World.Clock.UtcNow);
    }

    [Fact]
    public async Task Lists_of_vpcs_lack_connections_and_single_ones_have_them_flat()
    {
        var list = await Client.Expect(200, client.Mst("GET", Vpcs));
        Assert.Equal(2, list.Json["vpcs"]!.AsArray().Count);
        Assert.Null(list.Json["vpcs"]![0]!["peering_connections"]);
        var one = await Client.Expect(200, client.Mst("GET", West));
        Assert.Equal(("timescale-azure-westeurope", "10.200.0.0/24", "ACTIVE"),
            (one["cloud_name"], one["network_cidr"], one["state"]));
        Assert.Empty(one.Json["peering_connections"]!.AsArray());
        await Client.Expect(404, client.Mst("GET", $"{Vpcs}/{Guid.NewGuid()}"));
    }

    [Fact]
    public async Task A_vpc_is_built_and_deleted_in_its_time()
    {
        var creation = await Client.Expect(200, Create("10.210.0.0/24"));
        Assert.Equal("APPROVED", creation["state"]);
        var path = $"{Vpcs}/{creation["project_vpc_id"]}";
        var early = await Client.Expect(409, client.Mst("POST", $"{path}/peering-connections", new { }));
        Assert.Contains("not active", early["message"], StringComparison.Ordinal);
        client.Wait(119);
        Assert.Equal("APPROVED", (await client.Mst("GET", path))["state"]);
        client.Wait(1);
        Assert.Equal("ACTIVE", (await client.Mst("GET", path))["state"]);
        Assert.Equal("DELETING", (await Client.Expect(200, client.Mst("DELETE", path)))["state"]);
        Assert.Equal("DELETING", (await Client.Expect(200, client.Mst("GET", path)))["state"]);
        client.Wait(30);
        await Client.Expect(404, client.Mst("GET", path));
        client.World.Settings.VpcCreateStatus = 201;
        await Client.Expect(201, Create("10.210.0.0/24"));
        Assert.Contains("already exists", (await Client.Expect(409, Create("10.210.0.0/24")))["message"],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.210.0.0/19")]
    [InlineData("10.210.0.0/25")]
    [InlineData("10.210.0.1/24")]
    [InlineData("nonsense")]
    public async Task Ranges_outside_20_to_24_are_refused(string cidr) => await Client.Expect(400, Create(cidr));

    [Fact]
    public async Task A_vpc_with_services_stays()
    {
        await Client.Expect(200, Move(Client.WestVpc));
        var reply = await Client.Expect(409, client.Mst("DELETE", West));
        Assert.Equal("VPC cannot be deleted while there are services in it", reply["message"]);
        client.Wait(180);
        await Client.Expect(200, Move(null));
        var leaving = await Client.Expect(409, client.Mst("DELETE", West));
        Assert.Equal("VPC cannot be deleted while there are services migrating from it", leaving["message"]);
        client.Wait(180);
        await Client.Expect(200, client.Mst("DELETE", West));
    }

    [Fact]
    public async Task Upper_case_is_refused_or_kept_by_setting()
    {
        object body = new
        {
            peer_cloud_account = Client.Subscription.Split('/')[2], peer_resource_group = "Network-RG",
            peer_vpc = "Prod-VNet", peer_azure_app_id = Guid.NewGuid(), peer_azure_tenant_id = client.Tenant,
        };
        await Client.Expect(400, client.Mst("POST", $"{West}/peering-connections", body));
        client.World.Settings.UpperCaseStatus = 0;
        var keptReply = await Client.Expect(200, client.Mst("POST", $"{West}/peering-connections", body));
        Assert.Equal("Network-RG", keptReply["peer_resource_group"]);
    }

    [Theory]
    [InlineData("peer_resource_group")]
    [InlineData("peer_azure_app_id")]
    [InlineData("peer_azure_tenant_id")]
    public async Task Azure_needs_all_its_fields(string field)
    {
        var fields = new Dictionary<string, string>
        {
            ["peer_cloud_account"] = Client.Subscription.Split('/')[2], ["peer_resource_group"] = "network-rg",
            ["peer_vpc"] = "prod-vnet", ["peer_azure_app_id"] = Guid.NewGuid().ToString(),
            ["peer_azure_tenant_id"] = client.Tenant,
        };
        fields.Remove(field);
        var refusal = await Client.Expect(400, client.Mst("POST", $"{West}/peering-connections", fields));
        Assert.Contains(field, refusal["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reply_to_a_request_lacks_fields_and_only_the_group_address_deletes()
    {
        var walk = await new Walk(client).UpToPending();
        var again = await Client.Expect(200, walk.Request());
        Assert.False(again.Json.AsObject().ContainsKey("peer_region"));
        Assert.False(again.Json.AsObject().ContainsKey("peering_connection_id"));
        Assert.Equal("PENDING_PEER", again["state"]);
        Assert.Single((await walk.State()).Json["peering_connections"]!.AsArray());
        var account = $"{Walk.Connections}/peer-accounts/{Client.Subscription.Split('/')[2]}";
        foreach (var path in new[]
        {
            "/peer-vpcs/prod-vnet", "/peer-vpcs/prod-vnet/peer-regions/westeurope",
            "/peer-resource-groups/other-rg/peer-vpcs/prod-vnet",
            "/peer-resource-groups/network-rg/peer-vpcs/prod-vnet/peer-regions/westeurope",
        })
            await Client.Expect(404, client.Mst("DELETE", account + path));
        var right = $"{account}/peer-resource-groups/network-rg/peer-vpcs/prod-vnet";
        await Client.Expect(405, client.Mst("GET", right));
        Assert.Equal("DELETING", (await Client.Expect(200, client.Mst("DELETE", right)))["state"]);
        await Client.Expect(409, walk.Request());
        client.Wait(30);
        await Client.Expect(404, client.Mst("DELETE", right));
    }

    [Fact]
    public async Task Other_parameters_need_another_connection()
    {
        var walk = await new Walk(client).UpToPending();
        var other = await Client.Expect(409, client.Mst("POST", Walk.Connections, new
        {
            peer_cloud_account = Client.Subscription.Split('/')[2], peer_resource_group = "network-rg",
            peer_vpc = "prod-vnet", peer_azure_app_id = Guid.NewGuid(), peer_azure_tenant_id = client.Tenant,
        }));
        Assert.Contains("already exists", other["message"], StringComparison.Ordinal);
        Assert.Equal("PENDING_PEER", await walk.StateName());
    }

    [Fact]
    public async Task Peer_ranges_are_added_and_deleted()
    {
        await new Walk(client).UpToPending();
        var path = $"{West}/user-peer-network-cidrs";
        var addedReply = await Client.Expect(200, client.Mst("PUT", path, new
        {
            add = new[]
            {
                new
                {
                    cidr = "10.1.8.0/24", peer_cloud_account = Client.Subscription.Split('/')[2],
                    peer_vpc = "prod-vnet", peer_resource_group = "network-rg",
                },
            },
        }));
        Assert.Equal("10.1.8.0/24", addedReply["peering_connections.0.user_peer_network_cidrs.0"]);
        var deletion = await Client.Expect(200, client.Mst("PUT", path, new { delete = new[] { "10.1.8.0/24" } }));
        Assert.Equal("[]", deletion["peering_connections.0.user_peer_network_cidrs"]);
        var types = await Client.Expect(200, client.Mst("GET", $"{Project}/vpc-peering-connection-types"));
        Assert.Contains("azure-vnet-peering", types.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_moves_only_when_told_and_keeps_its_host()
    {
        var before = await Client.Expect(200, client.Mst("GET", $"{Project}/service/mst-metrics"));
        Assert.EndsWith(".a.timescaledb.io", before["service.components.0.host"], StringComparison.Ordinal);
        Assert.Equal("pg", before["service.service_type"]);
        var same = await Client.Expect(200, client.Mst("PUT", $"{Project}/service/mst-metrics", new { }));
        Assert.Equal("RUNNING", same["service.state"]);
        await Client.Expect(400, Move(Client.SwissVpc));
        await Client.Expect(400, Move(Guid.NewGuid().ToString()));
        Assert.Equal("REBUILDING", (await Client.Expect(200, Move(Client.WestVpc)))["service.state"]);
        client.Wait(180);
        var after = await Client.Expect(200, client.Mst("GET", $"{Project}/service/mst-metrics"));
        Assert.Equal("RUNNING", after["service.state"]);
        Assert.Equal(before["service.service_uri_params.host"], after["service.service_uri_params.host"]);
        Assert.Equal(Client.WestVpc, after["service.project_vpc_id"]);
        await Client.Expect(400, client.Mst("PUT", $"{Project}/service/mst-metrics", new { cloud = "nowhere" }));
        var both = await Client.Expect(200, client.Mst("PUT", $"{Project}/service/mst-metrics",
            new { project_vpc_id = Client.SwissVpc, cloud = "timescale-azure-switzerland-north" }));
        Assert.Equal("timescale-azure-switzerland-north", both["service.cloud_name"]);
        var list = await Client.Expect(200, client.Mst("GET", $"{Project}/service"));
        Assert.Equal(2, list.Json["services"]!.AsArray().Count);
        await Client.Expect(404, client.Mst("GET", $"{Project}/service/none"));
    }

    private Task<Reply> Create(string cidr) => client.Mst("POST", Vpcs, new
    {
        cloud_name = "timescale-azure-northeurope",
        network_cidr = cidr,
        peering_connections = Array.Empty<object>(),
    });

    private Task<Reply> Move(string? vpc) => client.Mst(
        "PUT", $"{Project}/service/mst-metrics", $"{{\"project_vpc_id\":{(vpc is null ? "null" : $"\"{vpc}\"")}}}");
}
