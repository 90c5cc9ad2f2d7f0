namespace TimescaleVpc.Tests.Sandbox;

public sealed class PeeringTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Each_action_of_the_role_is_needed(int index)
    {
        var action = Walk.OwnActions[index];
        var walk = await new Walk(client).App();
        await walk.PlatformPrincipal();
        await walk.Grants([.. Walk.OwnActions.Where(item => item != action)]);
        client.Wait(45);
        var app = await client.AppToken(walk.AppId, walk.Secret);
        Reply[] replies =
        [
            await client.Arm("GET", Client.ProdVNet, app), await client.Arm("GET", walk.Half, app),
            await client.Arm("PUT", walk.Half, app, walk.Body("/subscriptions/x")),
            await client.Arm("DELETE", walk.Half, app),
        ];
        Assert.Contains(replies, reply => reply.Status == 403 &&
            reply["error.code"] == "AuthorizationFailed" &&
            reply.Text.Contains(action, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_of_the_other_tenant_the_link_is_refused()
    {
        var walk = await new Walk(client).UpToPending();
        var app = await client.AppToken(walk.AppId, walk.Secret);
        foreach (var auxiliary in new[] { null, $"Bearer {app}" })
        {
            var refusal = await Client.Expect(403, client.Arm("PUT", walk.Half, app, walk.Body(), auxiliary));
            Assert.Equal("LinkedAuthorizationFailed", refusal["error.code"]);
            Assert.Equal($"The client has permission to perform action '{Walk.Peer}' on scope '{walk.Half}', however " +
                $"the current tenant '{client.Tenant}' is not authorized to access linked subscription " +
                $"'{walk.RemoteNetwork.Split('/')[2]}'.", refusal["error.message"]);
        }
    }

    [Fact]
    public async Task Auxiliary_tokens_are_at_most_three_and_all_good()
    {
        var walk = await new Walk(client).UpToPending();
        var oldToken = await client.AppToken(walk.AppId, walk.Secret, walk.RemoteTenant);
        client.Wait(3600);
        var app = await client.AppToken(walk.AppId, walk.Secret);
        var other = await client.AppToken(walk.AppId, walk.Secret, walk.RemoteTenant);
        var four = string.Join(", ", Enumerable.Repeat($"Bearer {other}", 4));
        await Client.Expect(400, client.Arm("PUT", walk.Half, app, walk.Body(), four));
        var expired = await Client.Expect(401, client.Arm("PUT", walk.Half, app, walk.Body(),
            $"Bearer {other}, Bearer {oldToken}"));
        Assert.Contains(walk.AppId, expired["error.message"], StringComparison.Ordinal);
        Assert.Contains(walk.RemoteTenant, expired["error.message"], StringComparison.Ordinal);
        await Client.Expect(401, client.Arm("PUT", walk.Half, app, walk.Body(), "Bearer junk"));
        await Client.Expect(201, client.Arm("PUT", walk.Half, app, walk.Body(),
            $"Bearer {other}, Bearer {app}, Bearer {other}"));
    }

    [Fact]
    public async Task The_right_on_the_other_side_counts_late_too()
    {
        var walk = await new Walk(client).App();
        await walk.PlatformPrincipal();
        await walk.Grants();
        client.Wait(45);
        await Client.Expect(200, walk.Request());
        client.Wait(65);
        var info = (await walk.State()).Json["peering_connections"]![0]!["state_info"]!;
        var (tenant, network) = (info["to-tenant-id"]!.ToString(), info["to-network-id"]!.ToString());
        async Task<Reply> Put() => await client.Arm("PUT", walk.Half, await client.AppToken(walk.AppId, walk.Secret),
            walk.Body(network), $"Bearer {await client.AppToken(walk.AppId, walk.Secret, tenant)}");
        var refusal = await Client.Expect(403, Put());
        Assert.Equal("LinkedAuthorizationFailed", refusal["error.code"]);
        Assert.Contains($"does not have permission to perform action(s) '{Walk.Peer}' on the linked scope(s) " +
            $"'{network}'", refusal["error.message"], StringComparison.Ordinal);
        client.Wait(40);
        await Client.Expect(201, Put());
    }

    [Fact]
    public async Task Halves_make_a_link_and_break_it()
    {
        var admin = await client.UserToken();
        var (prod, other) = (Client.ProdVNet, OtherProd);
        await Client.Expect(201, Put(admin, prod, "a", other));
        client.Wait(4);
        Assert.Equal("Initiated", await State(admin, prod, "a"));
        await Client.Expect(201, Put(admin, other, "b", prod));
        client.Wait(4);
        Assert.Equal(("Connected", "Connected"), (await State(admin, prod, "a"), await State(admin, other, "b")));
        await Client.Expect(200, Put(admin, prod, "a", other));
        client.Wait(4);
        var deletion = await Client.Expect(202, client.Arm("DELETE", Half(prod, "a"), admin));
        Assert.True(deletion.Headers.ContainsKey("Azure-AsyncOperation"));
        await Client.Expect(202, client.Arm("GET", deletion.Headers["Location"], admin));
        client.Wait(4);
        await Client.Expect(204, client.Arm("GET", deletion.Headers["Location"], admin));
        await Client.Expect(204, client.Arm("DELETE", Half(prod, "a"), admin));
        Assert.Equal("Disconnected", await State(admin, other, "b"));
        var staleReply = await Client.Expect(400, Put(admin, prod, "a", other));
        Assert.Equal("RemotePeeringIsDisconnected", staleReply["error.code"]);
        Assert.Contains($"because remote peering {Half(other, "b")} referencing parent virtual network {prod} is in " +
            "Disconnected state.", staleReply["error.message"], StringComparison.Ordinal);
        await Client.Expect(200, Put(admin, other, "b", prod));
        client.Wait(4);
        Assert.Equal("Disconnected", await State(admin, other, "b"));
    }

    [Fact]
    public async Task A_half_shows_its_state_and_the_other_ranges_from_the_answer_on()
    {
        var admin = await client.UserToken();
        (string?, string?, string?, string?) Shown(Reply reply) => (
            reply["properties.peeringState"], reply["properties.peeringSyncLevel"],
            reply["properties.remoteAddressSpace.addressPrefixes.0"],
            reply["properties.remoteVirtualNetworkAddressSpace.addressPrefixes.0"]);
        Task<Reply> Read() => Client.Expect(200, client.Arm("GET", Half(Client.ProdVNet, "a"), admin));

        var lone = await Client.Expect(201, Put(admin, Client.ProdVNet, "a", OtherProd));
        var alone = ("Initiated", "RemoteNotInSync", "10.9.0.0/16", "10.9.0.0/16");
        Assert.Equal("Updating", lone["properties.provisioningState"]);
        Assert.Equal(alone, Shown(lone));
        client.Wait(4);
        Assert.Equal(alone, Shown(await Read()));
        Assert.Equal(alone, Shown(await Client.Expect(200, Put(admin, Client.ProdVNet, "a", OtherProd))));
        client.Wait(4);

        var second = await Client.Expect(201, Put(admin, OtherProd, "b", Client.ProdVNet));
        Assert.Equal("Updating", second["properties.provisioningState"]);
        Assert.Equal(("Connected", "FullyInSync", "10.1.0.0/16", "10.1.0.0/16"), Shown(second));
        Assert.Equal(("Connected", "FullyInSync", "10.9.0.0/16", "10.9.0.0/16"), Shown(await Read()));
    }

    [Fact]
    public async Task An_operation_that_takes_no_time_makes_the_link_too()
    {
        client.World.Settings.ArmOperation = TimeSpan.Zero;
        var walk = await new Walk(client).UpToPending();
        var app = await client.AppToken(walk.AppId, walk.Secret);
        var other = await client.AppToken(walk.AppId, walk.Secret, walk.RemoteTenant);

        await Client.Expect(201, client.Arm("PUT", walk.Half, app, walk.Body(), $"Bearer {other}"));

        var creation = await Client.Expect(200, client.Arm("GET", walk.Half, app));
        Assert.Equal("Connected", creation["properties.peeringState"]);
        Assert.Equal("Succeeded", creation["properties.provisioningState"]);
    }

    [Fact]
    public async Task One_operation_at_a_time_and_the_other_fails_in_the_poll()
    {
        var admin = await client.UserToken();
        await Client.Expect(201, Put(admin, Client.ProdVNet, "a", OtherProd));
        var second = await Client.Expect(201, Put(admin, Client.ProdVNet, "b", Vnet("Hub-VNet")));
        client.Wait(4);
        var poll = await Client.Expect(200, client.Arm("GET", second.Headers["Azure-AsyncOperation"], admin));
        Assert.Equal(("Failed", "AnotherOperationInProgress"), (poll["status"], poll["error.code"]));
        await Client.Expect(404, client.Arm("GET", Half(Client.ProdVNet, "b"), admin));
    }

    [Fact]
    public async Task Overlap_is_refused_at_once_or_in_the_poll()
    {
        var admin = await client.UserToken();
        var direct = await Client.Expect(400, Put(admin, Vnet("Overlap-VNet"), "x", Vnet("Spoke-VNet")));
        Assert.Equal("VnetAddressSpacesOverlap", direct["error.code"]);
        Assert.Contains("Overlapping address prefixes: 10.200.0.0/16", direct["error.message"],
            StringComparison.Ordinal);
        var beside = await Client.Expect(400, Put(admin, Vnet("Hub-VNet"), "x", Vnet("Overlap-VNet")));
        Assert.Equal("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet", beside["error.code"]);
        Assert.Contains("second virtual network overlaps", beside["error.message"], StringComparison.Ordinal);
        var later = await Client.Expect(201, Put(admin, Vnet("Overlap-VNet"), "x", Vnet("Hub-VNet")));
        client.Wait(4);
        var poll = await Client.Expect(200, client.Arm("GET", later.Headers["Azure-AsyncOperation"], admin));
        Assert.Equal(("Failed", "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet"), (poll["status"], poll["error.code"]));
        Assert.Contains($"{Vnet("Spoke-VNet")} already peered with the second virtual network.", poll["error.message"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_half_per_remote_network_and_it_keeps_its_remote()
    {
        var admin = await client.UserToken();
        await Client.Expect(201, Put(admin, Client.ProdVNet, "a", OtherProd));
        client.Wait(4);
        await Code("AnotherPeeringAlreadyReferencesRemoteVnet", Put(admin, Client.ProdVNet, "b", OtherProd));
        await Code("ChangingRemoteVirtualNetworkNotAllowed", Put(admin, Client.ProdVNet, "a", Vnet("Hub-VNet")));
        await Code("InvalidResourceReference", Put(admin, Client.ProdVNet, "c", Vnet("None")));
        await Code("InvalidResourceName", Put(admin, Client.ProdVNet, "-c", Vnet("Hub-VNet")));
    }

    [Fact]
    public async Task A_network_in_mid_update_takes_no_peering()
    {
        var admin = await client.UserToken();
        client.World.Change("StartVNetUpdate", OtherProd);
        await Code("ReferencedResourceNotProvisioned", Put(admin, Client.ProdVNet, "a", OtherProd));
        client.Wait(30);
        await Client.Expect(201, Put(admin, Client.ProdVNet, "a", OtherProd));
    }

    [Fact]
    public async Task A_grown_network_is_out_of_sync_until_it_is_synced()
    {
        var admin = await client.UserToken();
        var hub = Half(Vnet("Hub-VNet"), "hub-to-spoke");
        var spoke = Half(Vnet("Spoke-VNet"), "spoke-to-hub");
        client.World.Change("AddVNetRange", $"{Vnet("Spoke-VNet")} 10.88.0.0/16");
        Assert.Equal("LocalNotInSync", (await client.Arm("GET", hub, admin))["properties.peeringSyncLevel"]);
        Assert.Equal("RemoteNotInSync", (await client.Arm("GET", spoke, admin))["properties.peeringSyncLevel"]);
        var body = new { properties = new { remoteVirtualNetwork = new { id = Vnet("Spoke-VNet") } } };
        await Client.Expect(200, client.Arm("PUT", hub, admin, body));
        client.Wait(4);
        Assert.Equal("LocalNotInSync", (await client.Arm("GET", hub, admin))["properties.peeringSyncLevel"]);
        await Client.Expect(200, client.Arm("PUT", $"{hub}?syncRemoteAddressSpace=true", admin, body));
        client.Wait(4);
        var synced = await client.Arm("GET", hub, admin);
        Assert.Equal("FullyInSync", synced["properties.peeringSyncLevel"]);
        Assert.Equal("10.88.0.0/16", synced["properties.remoteAddressSpace.addressPrefixes.1"]);
    }

    private static string OtherProd =>
        $"{Client.Subscription}/resourceGroups/Other-RG/providers/Microsoft.Network/virtualNetworks/Prod-VNet";

    private static string Vnet(string name) =>
        $"{Client.NetworkRg}/providers/Microsoft.Network/virtualNetworks/{name}";

    private static string Half(string network, string name) => $"{network}/virtualNetworkPeerings/{name}";

    private Task<Reply> Put(string token, string network, string name, string remote) => client.Arm(
        "PUT", Half(network, name), token, new { properties = new { remoteVirtualNetwork = new { id = remote } } });

    private async Task<string?> State(string token, string network, string name) =>
        (await Client.Expect(200, client.Arm("GET", Half(network, name), token)))["properties.peeringState"];

    private static async Task Code(string code, Task<Reply> reply) =>
        Assert.Equal(code, (await Client.Expect(400, reply))["error.code"]);
}
