namespace TimescaleVpc.Tests.Sandbox;

public sealed class OutsideTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public void Every_change_is_listed_and_refuses_an_unknown_target()
    {
        Assert.Equal(156, client.World.OutsideChanges.Length);
        foreach (var change in client.World.OutsideChanges)
            Assert.Throws<ArgumentException>(() => client.World.Change(change, "no such thing"));
        Assert.Throws<ArgumentException>(() => client.World.Change("MakeCoffee", Client.ProdVNet));
    }

    [Fact]
    public async Task The_link_is_deleted_by_its_network_or_its_id()
    {
        var walk = await new Walk(client).UpToActive();
        client.World.Change("DeleteLink", walk.Half);
        client.Wait(60);
        Assert.Equal("DELETED_BY_PEER", await walk.StateName());
        Assert.Throws<ArgumentException>(() => client.World.Change("DeleteLink", Client.ProdVNet));
    }

    [Fact]
    public async Task The_platform_rejects_and_can_be_asked_again()
    {
        var walk = await new Walk(client).UpToPending();
        client.World.Change("PlatformRejects", Client.ProdVNet.ToLowerInvariant());
        Assert.Equal("REJECTED_BY_PEER", await walk.StateName());
        client.Wait(600);
        Assert.Equal("REJECTED_BY_PEER", await walk.StateName());
        await Client.Expect(200, walk.Request());
        client.Wait(60);
        Assert.Equal("PENDING_PEER", await walk.StateName());
    }

    [Theory]
    [InlineData("ERROR", "ERROR")]
    [InlineData("DELETING", "DELETING")]
    [InlineData("WAITING_FOR_GODOT", "ACTIVE")]
    [InlineData("APPROVED_PEER_REQUESTED", "ACTIVE")]
    public async Task Any_state_can_be_forced_and_only_ends_stay(string state, string later)
    {
        var walk = await new Walk(client).UpToPending();
        client.World.Change($"SetPeeringState:{state}", Client.ProdVNet);
        var forced = await walk.State();
        Assert.Equal(state, forced["peering_connections.0.state"]);
        Assert.NotNull(forced["peering_connections.0.state_info.message"]);
        await Client.Expect(201, walk.PutHalf());
        client.Wait(64);
        Assert.Equal(later, await walk.StateName());
    }

    [Fact]
    public async Task A_deleted_network_breaks_the_link_and_forgets_its_assignments()
    {
        var walk = await new Walk(client).UpToActive();
        client.World.Change("DeleteVNet", Client.ProdVNet);
        client.Wait(60);
        Assert.Equal("DELETED_BY_PEER", await walk.StateName());
        Assert.DoesNotContain(client.World.Inventory(), item =>
            item.Id.StartsWith(Client.ProdVNet, StringComparison.Ordinal));
        await Client.Expect(200, walk.Request());
        client.Wait(60);
        Assert.Equal("INVALID_SPECIFICATION", await walk.StateName());
    }

    [Fact]
    public async Task Rights_and_identities_can_vanish()
    {
        var walk = await new Walk(client).UpToPending();
        var assignment = client.World.Inventory().First(item => item.Kind == "Arm.RoleAssignment" &&
            item.Properties.Contains(walk.PrincipalId, StringComparison.Ordinal));
        client.World.Change("DeleteRoleAssignment", assignment.Id);
        Assert.Equal(403, (await walk.PutHalf()).Status);
        client.World.Change("DeleteRoleDefinition", "own");
        Assert.DoesNotContain(client.World.Inventory(), item => item.Name == "own");
        client.World.Change("DeleteServicePrincipal", walk.PlatformPrincipalId);
        client.World.Change("DeleteApplication", walk.AppId);
        Assert.Equal("700016", (await client.AppTokenReply(walk.AppId, walk.Secret))["error_codes.0"]);
        Assert.Equal(3, client.World.RecycleBin().Length);
    }

    [Fact]
    public async Task Tokens_can_end_early()
    {
        var token = await client.UserToken();
        client.World.Change("ExpireToken", "admin@demo.example");
        Assert.Equal("ExpiredAuthenticationToken", (await client.Arm("GET", Client.ProdVNet, token))["error.code"]);
        await Client.Expect(200, client.Arm("GET", Client.ProdVNet, await client.UserToken()));
        client.World.Change("RevokeMstToken", "sandbox-mst-token");
        await Client.Expect(401, client.Mst("GET", "/me"));
    }

    [Fact]
    public async Task A_second_vpc_makes_the_cloud_ambiguous_and_a_deleted_one_goes()
    {
        client.World.Change("AddVpc", "timescale-azure-westeurope");
        var list = await Client.Expect(200, client.Mst("GET", "/project/demo-mst/vpcs"));
        Assert.Equal(2, list.Json["vpcs"]!.AsArray().Count(item =>
            item!["cloud_name"]!.ToString() == "timescale-azure-westeurope" && item["state"]!.ToString() == "ACTIVE"));
        client.World.Change("DeleteVpc", Client.WestVpc);
        client.Wait(30);
        await Client.Expect(404, client.Mst("GET", $"/project/demo-mst/vpcs/{Client.WestVpc}"));
    }

    [Fact]
    public async Task Rights_can_be_set_exactly_and_each_request_says_what_it_needed()
    {
        var world = client.World;
        var token = await client.UserToken();
        world.Change("SetAzureRole:admin", """
            {
              "Name": "Only peerings",
              "Actions": ["Microsoft.Network/virtualNetworks/virtualNetworkPeerings/read"],
              "AssignableScopes": ["/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590"]
            }
            """);
        await Client.Expect(403, client.Arm("GET", Client.ProdVNet, token));
        Assert.Equal(
            ("Microsoft.Network/virtualNetworks/read", "admin@demo.example"),
            (world.Requests[^1].Permissions, world.Requests[^1].Caller));
        await Client.Expect(200, client.Arm("GET", Client.ProdVNet + "/virtualNetworkPeerings", token));

        world.Change("SetProjectPermissions", "project:networking:read");
        await Client.Expect(200, client.Mst("GET", "/project/demo-mst/vpcs"));
        await Client.Expect(403, client.Mst("GET", "/project/demo-mst/service"));
        Assert.Equal("project:services:read", world.Requests[^1].Permissions);
    }

    [Theory]
    [InlineData("SetAzureRole:nobody", "{}")]
    [InlineData("SetAzureRole:admin", "no JSON")]
    [InlineData("SetDirectoryActions:nobody", "microsoft.directory/applications/create")]
    [InlineData("SetAwsPolicy:nobody", "{}")]
    [InlineData("SetAwsPolicy:sandbox", """{ "Statement": { "Effect": "Allow", "Action": "*" } }""")]
    [InlineData("SetProjectPermissions", "project:everything")]
    [InlineData("SetAwsPolicy:sandbox", "[]")]
    [InlineData("SetAwsPolicy:sandbox", "{}")]
    [InlineData("DropAzureAction:Microsoft.Network/virtualNetworks/read", "no such role")]
    [InlineData("SetNothing:admin", "{}")]
    public void Rights_of_nobody_and_what_is_no_policy_are_refused(string change, string target) =>
        Assert.Throws<ArgumentException>(() => client.World.Change(change, target));
}
