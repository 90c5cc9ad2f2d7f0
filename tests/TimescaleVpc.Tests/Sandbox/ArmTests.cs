namespace TimescaleVpc.Tests.Sandbox;

public sealed class ArmTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("2022-01-01", 200)]
    [InlineData("2018-01-01-preview", 200)]
    [InlineData("latest", 400)]
    [InlineData("2024-05-01;x", 400)]
    public async Task A_version_is_a_date(string version, int status) => await Client.Expect(status, client.Send(
        "GET", $"https://management.azure.com{Client.ProdVNet}?api-version={version}", null, await client.UserToken()));

    [Fact]
    public async Task The_version_is_asked_for()
    {
        var token = await client.UserToken();
        var reply = await Client.Expect(400, client.Send(
            "GET", $"https://management.azure.com{Client.ProdVNet}", null, token));
        Assert.Equal("MissingApiVersionParameter", reply["error.code"]);
        Assert.True(reply.Headers.ContainsKey("x-ms-request-id"));
        Assert.True(reply.Headers.ContainsKey("x-ms-correlation-request-id"));
    }

    [Fact]
    public async Task The_primary_token_is_checked()
    {
        await Code(401, "AuthenticationFailed",
            client.Send("GET", $"https://management.azure.com{Client.ProdVNet}?api-version=2024-05-01"));
        await Code(401, "InvalidAuthenticationToken", client.Arm("GET", Client.ProdVNet, "made-up"));
        await Code(401, "InvalidAuthenticationTokenAudience", client.Arm(
            "GET", Client.ProdVNet, await client.UserToken("admin", Client.GraphScope)));
        var token = await client.UserToken();
        await Code(401, "InvalidAuthenticationTokenTenant",
            client.Arm("GET", "/subscriptions/91c3e5d7-2a4b-4c6d-8e9f-b1a2c3d4e5f6", token));
        client.Wait(3600);
        await Code(401, "ExpiredAuthenticationToken", client.Arm("GET", Client.ProdVNet, token));
    }

    [Fact]
    public async Task Tenants_subscriptions_and_groups_are_listed()
    {
        var token = await client.UserToken("reader");
        var tenants = await Client.Expect(200, client.Arm("GET", "/tenants", token));
        Assert.Equal(client.Tenant, tenants["value.0.tenantId"]);
        var subscriptions = await Client.Expect(200, client.Arm("GET", "/subscriptions", token));
        Assert.Equal("Demo Subscription", subscriptions["value.0.displayName"]);
        await Client.Expect(200, client.Arm("GET", Client.Subscription, token));
        var groups = await Client.Expect(200, client.Arm("GET", $"{Client.Subscription}/resourcegroups", token));
        Assert.Equal(["Network-RG", "Other-RG"], Names(groups));
        await Client.Expect(200, client.Arm("GET", Client.NetworkRg, token));
        await Code(404, "ResourceGroupNotFound",
            client.Arm("GET", $"{Client.Subscription}/resourceGroups/none", token));
    }

    [Fact]
    public async Task Networks_are_read_with_ranges_subnets_and_peerings_whatever_the_case()
    {
        var token = await client.UserToken("reader");
        var all = await Client.Expect(200, client.Arm("GET",
            $"{Client.Subscription}/providers/Microsoft.Network/virtualNetworks", token));
        Assert.Equal(["Prod-VNet", "Overlap-VNet", "Hub-VNet", "Spoke-VNet", "Prod-VNet"], Names(all));
        Assert.Equal("10.1.0.0/16", all["value.0.properties.addressSpace.addressPrefixes.0"]);
        Assert.Equal("10.9.0.0/16", all["value.4.properties.addressSpace.addressPrefixes.0"]);
        Assert.Equal("Connected", all["value.2.properties.virtualNetworkPeerings.0.properties.peeringState"]);
        Assert.Equal("Connected", all["value.3.properties.virtualNetworkPeerings.0.properties.peeringState"]);
        var group = await Client.Expect(200, client.Arm("GET",
            $"{Client.NetworkRg}/providers/Microsoft.Network/virtualNetworks", token));
        Assert.Equal(4, Names(group).Length);
        var one = await Client.Expect(200, client.Arm("GET", Client.ProdVNet.ToUpperInvariant(), token));
        Assert.Equal(Client.ProdVNet, one["id"]);
        Assert.Equal("westeurope", one["location"]);
        Assert.Equal("10.1.0.0/24", one["properties.subnets.0.properties.addressPrefix"]);
        await Code(404, "ResourceNotFound", client.Arm("GET", $"{Client.ProdVNet}x", token));
    }

    [Fact]
    public async Task Lists_have_pages()
    {
        client.World.Settings.ArmPageSize = 2;
        var token = await client.UserToken("reader");
        var names = new List<string>();
        var pages = 0;
        for (var next = $"{Client.Subscription}/providers/Microsoft.Network/virtualNetworks"; next is not null; pages++)
        {
            var page = await Client.Expect(200, client.Arm("GET", next, token));
            names.AddRange(Names(page));
            next = page["nextLink"];
        }

        Assert.Equal(["Prod-VNet", "Overlap-VNet", "Hub-VNet", "Spoke-VNet", "Prod-VNet"], names);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task Deny_by_default()
    {
        var walk = await new Walk(client).App();
        var app = await client.AppToken(walk.AppId, walk.Secret);
        var deniedReply = await Client.Expect(403, client.Arm("GET", Client.ProdVNet, app));
        Assert.Equal($"The client '{walk.AppId}' with object id '{walk.PrincipalId}' does not have authorization to " +
            $"perform action 'Microsoft.Network/virtualNetworks/read' over scope '{Client.ProdVNet}' or the scope is " +
            "invalid. If access was recently granted, please refresh your credentials.", deniedReply["error.message"]);
        var none = await Client.Expect(200, client.Arm("GET", "/subscriptions", app));
        Assert.Empty(none.Json["value"]!.AsArray());
        var reader = await client.UserToken("reader");
        await Code(403, "AuthorizationFailed",
            client.Arm("DELETE", $"{Client.ProdVNet}/virtualNetworkPeerings/x", reader));
    }

    [Fact]
    public async Task The_look_up_of_versions_lists_a_preview_first_and_needs_the_subscription()
    {
        var walk = await new Walk(client).UpToPending();
        var path = $"{Client.Subscription}/providers/Microsoft.Network";
        var reply = await Client.Expect(200, client.Arm("GET", path, walk.Admin));
        Assert.EndsWith("-preview", reply["resourceTypes.0.apiVersions.0"], StringComparison.Ordinal);
        await Code(403, "AuthorizationFailed",
            client.Arm("GET", path, await client.AppToken(walk.AppId, walk.Secret)));
    }

    [Fact]
    public async Task Who_has_a_role_on_the_network_only_cannot_watch_the_operation()
    {
        var walk = await new Walk(client).UpToPending();
        var putReply = await Client.Expect(201, walk.PutHalf());
        Assert.Equal("10", putReply.Headers["Retry-After"]);
        var poll = putReply.Headers["Azure-AsyncOperation"];
        Assert.InRange(poll.Length, 3_000, 3_500);
        Assert.Contains("/providers/Microsoft.Network/locations/westeurope/operations/", poll,
            StringComparison.Ordinal);
        var app = await client.AppToken(walk.AppId, walk.Secret);
        var refusal = await Client.Expect(403, client.Arm("GET", poll, app));
        Assert.Contains("Microsoft.Network/locations/operations/read", refusal["error.message"],
            StringComparison.Ordinal);
        var runningReply = await Client.Expect(200, client.Arm("GET", poll, walk.Admin));
        Assert.Equal("InProgress", runningReply["status"]);
        Assert.DoesNotContain("Retry-After", runningReply.Headers.Keys);
        await Client.Expect(404, client.Arm("GET", poll[..^1] + (poll[^1] == 'A' ? 'B' : 'A'), walk.Admin));
        client.Wait(4);
        var doneReply = await Client.Expect(200, client.Arm("GET", poll, walk.Admin));
        Assert.Equal("Succeeded", doneReply["status"]);
        client.World.Settings.RefuseOperationsBelowGroupScope = false;
        await Client.Expect(200, client.Arm("GET", poll, app));
    }

    [Fact]
    public async Task A_role_on_the_group_that_holds_the_action_lets_the_principal_watch()
    {
        var walk = new Walk(client) { Scope = Client.NetworkRg };
        await walk.UpToPending();
        var watch = await walk.Role("watch", "Microsoft.Network/locations/operations/read");
        await Client.Expect(201, walk.Assign(watch, walk.PrincipalId));
        client.Wait(45);
        var putReply = await Client.Expect(201, walk.PutHalf());
        await Client.Expect(200, client.Arm("GET", putReply.Headers["Azure-AsyncOperation"],
            await client.AppToken(walk.AppId, walk.Secret)));
    }

    [Fact]
    public async Task An_unknown_path_is_404_and_an_unknown_verb_405()
    {
        var token = await client.UserToken();
        await Client.Expect(404, client.Arm("GET", $"{Client.ProdVNet}/nothing", token));
        await Client.Expect(405, client.Arm("DELETE", Client.ProdVNet, token));
        await Client.Expect(405, client.Arm("DELETE", $"{Client.ProdVNet}/virtualNetworkPeerings", token));
        Assert.Equal("Unknown", client.World.Requests[^1].Kind);
        await Client.Expect(200, client.Arm("GET", Client.ProdVNet, token));
    }

    private static string[] Names(Reply reply) =>
        [.. reply.Json["value"]!.AsArray().Select(item => item!["name"]!.ToString())];

    private static async Task Code(int status, string code, Task<Reply> reply) =>
        Assert.Equal(code, (await Client.Expect(status, reply))["error.code"]);
}
