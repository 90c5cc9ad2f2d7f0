namespace TimescaleVpc.Tests.Sandbox;

public sealed class PlatformLifeTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task Approved_pending_active_each_in_its_time()
    {
        var walk = await new Walk(client).App();
        await walk.PlatformPrincipal();
        await walk.Grants();
        client.Wait(45);
        Assert.Equal("APPROVED", (await Client.Expect(200, walk.Request()))["state"]);
        client.Wait(59);
        var early = await walk.State();
        Assert.Equal("APPROVED", early["peering_connections.0.state"]);
        Assert.Null(early["peering_connections.0.state_info"]);
        client.Wait(1);
        var pendingReply = await walk.State();
        Assert.Equal("PENDING_PEER", pendingReply["peering_connections.0.state"]);
        Assert.NotNull(pendingReply["peering_connections.0.state_info.message"]);
        Assert.NotNull(pendingReply["peering_connections.0.state_info.type"]);
        Assert.Equal("azure-vnet-peering", pendingReply["peering_connections.0.vpc_peering_connection_type"]);
        client.Wait(3600);
        Assert.Equal("PENDING_PEER", await walk.StateName());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task State_info_is_null_when_active_by_setting(bool isNull)
    {
        client.World.Settings.NullStateInfoWhenActive = isNull;
        var walk = await new Walk(client).UpToActive();
        var info = (await walk.State()).Json["peering_connections"]![0]!["state_info"];
        Assert.Equal(isNull, info is null);
        if (!isNull) Assert.Equal(walk.RemoteNetwork, info!["to-network-id"]!.ToString());
    }

    [Fact]
    public async Task Refresh_nudges_the_poll()
    {
        var walk = await new Walk(client).UpToPending();
        await Client.Expect(201, walk.PutHalf());
        client.Wait(4);
        var askedReply = await Client.Expect(200, client.Mst("POST", $"{Walk.Connections}/refresh"));
        Assert.NotNull(askedReply["pending_build_only_peering_connections"]);
        client.Wait(5);
        Assert.Equal("ACTIVE", await walk.StateName());
        Assert.Null((await walk.State())["pending_build_only_peering_connections"]);
    }

    [Fact]
    public async Task Each_missing_thing_has_its_state_and_is_named()
    {
        var walk = await new Walk(client).App();
        await Attempt(walk, "INVALID_SPECIFICATION", "no service principal");
        await walk.PlatformPrincipal();
        await Attempt(walk, "REJECTED_BY_PEER", Walk.Peer);
        await walk.Grants();
        // Half of the assignment's delay: the platform does not see it yet either.
        client.World.Settings.PeeringRequest = TimeSpan.FromSeconds(20);
        await Attempt(walk, "REJECTED_BY_PEER", Walk.Peer);
        client.Wait(25);
        await Attempt(walk, "PENDING_PEER", "to-network-id");
        Assert.Single((await walk.State()).Json["peering_connections"]!.AsArray());
    }

    [Theory]
    [InlineData("None", "INVALID_SPECIFICATION", "does not exist")]
    [InlineData("Overlap-VNet", "INVALID_SPECIFICATION", "because their address spaces overlap")]
    [InlineData("Hub-VNet", "INVALID_SPECIFICATION", "already peered with the second virtual network")]
    public async Task The_platform_refuses_networks_that_do_not_fit(string network, string state, string message)
    {
        var walk = new Walk(client)
        {
            Scope = Client.NetworkRg,
            VNet = $"{Client.NetworkRg}/providers/Microsoft.Network/virtualNetworks/{network}",
        };
        await walk.App();
        await walk.PlatformPrincipal();
        await walk.Grants();
        client.Wait(45);
        await Attempt(walk, state, message);
    }

    [Fact]
    public async Task What_the_customer_deletes_is_seen_by_the_next_poll_and_can_be_asked_for_again()
    {
        var walk = await new Walk(client).UpToActive();
        await Client.Expect(202, client.Arm("DELETE", walk.Half, walk.Admin));
        client.Wait(64);
        Assert.Equal("DELETED_BY_PEER", await walk.StateName());
        var staleReply = await Client.Expect(400, walk.PutHalf());
        Assert.Equal("RemotePeeringIsDisconnected", staleReply["error.code"]);
        Assert.Equal("APPROVED", (await Client.Expect(200, walk.Request()))["state"]);
        client.Wait(105);
        Assert.Equal("PENDING_PEER", await walk.StateName());
        await Client.Expect(201, walk.PutHalf());
        client.Wait(64);
        Assert.Equal("ACTIVE", await walk.StateName());
    }

    [Fact]
    public async Task A_stale_customer_half_must_go_first()
    {
        var walk = await new Walk(client).UpToActive();
        client.World.Change("DeletePlatformHalf", Client.ProdVNet);
        client.Wait(60);
        Assert.Equal("DELETED_BY_PEER", await walk.StateName());
        await Attempt(walk, "INVALID_SPECIFICATION", "is in Disconnected state");
        await Client.Expect(202, client.Arm("DELETE", walk.Half, walk.Admin));
        client.Wait(4);
        await Attempt(walk, "PENDING_PEER", "to-network-id");
    }

    [Fact]
    public async Task Deleting_the_connection_takes_back_all_that_the_platform_made()
    {
        var before = client.World.Inventory();
        var walk = await new Walk(client).UpToActive();
        var account = Client.Subscription.Split('/')[2];
        await Client.Expect(200, client.Mst("DELETE",
            $"{Walk.Connections}/peer-accounts/{account}/peer-resource-groups/network-rg/peer-vpcs/prod-vnet"));
        client.Wait(30);
        var half = await Client.Expect(200, client.Arm("GET", walk.Half, walk.Admin));
        Assert.Equal("Disconnected", half["properties.peeringState"]);
        await Client.Expect(202, client.Arm("DELETE", walk.Half, walk.Admin));
        client.Wait(4);
        foreach (var item in client.World.Inventory().Except(before).Where(item => item.Kind == "Arm.RoleAssignment"))
            await Client.Expect(200, client.Arm("DELETE", item.Id, walk.Admin));
        foreach (var role in new[] { "own", "platform" })
            await Client.Expect(200, client.Arm("DELETE", await walk.Role(role, Walk.Peer), walk.Admin));
        await Client.Expect(204, client.Graph("DELETE", $"/applications/{walk.AppObjectId}", walk.GraphAdmin));
        await Client.Expect(204, client.Graph(
            "DELETE", $"/servicePrincipals/{walk.PlatformPrincipalId}", walk.GraphAdmin));
        Assert.Equal(before, client.World.Inventory());
        Assert.Equal(3, client.World.RecycleBin().Length);
    }

    [Fact]
    public async Task A_deleted_vpc_takes_its_connections_along()
    {
        var walk = await new Walk(client).UpToActive();
        await Client.Expect(200, client.Mst("DELETE", $"/project/demo-mst/vpcs/{Client.WestVpc}"));
        client.Wait(30);
        Assert.DoesNotContain(client.World.Inventory(), item => item.Kind == "Mst.Peering");
        Assert.Equal("Disconnected",
            (await client.Arm("GET", walk.Half, walk.Admin))["properties.peeringState"]);
    }

    private async Task Attempt(Walk walk, string state, string message)
    {
        await Client.Expect(200, walk.Request());
        client.Wait(client.World.Settings.PeeringRequest.TotalSeconds);
        var seenReply = await walk.State();
        Assert.Equal(state, seenReply["peering_connections.0.state"]);
        Assert.Contains(message, seenReply["peering_connections.0.state_info.message"], StringComparison.Ordinal);
    }
}
