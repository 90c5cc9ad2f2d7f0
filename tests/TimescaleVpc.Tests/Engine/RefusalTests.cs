using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>What cannot work is refused before anything is changed, with an error of its own.</summary>
public sealed class RefusalTests
{
    [Fact]
    public async Task Two_VNets_of_one_name_are_listed_with_the_parameter_to_add()
    {
        var walk = await Walk.StartAsync();
        var error = await RefusedAsync(walk, "VNetAmbiguous", new GrantPeerRoleRequest(), Walk.Pair());
        Assert.EndsWith(": Network-RG/Prod-VNet, Other-RG/Prod-VNet.", error.Message, StringComparison.Ordinal);
        Assert.Contains("-ResourceGroupName", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Overlap-VNet", "10.200.0.0/16", "Overlap-VNet")]
    [InlineData("Hub-VNet", "10.200.0.128/25", "Spoke-VNet")]
    public async Task Overlapping_ranges_are_named_one_hop_away_as_well(string vnet, string range, string owner)
    {
        var walk = await Walk.StartAsync();
        var error = await RefusedAsync(walk, "AddressOverlap", Walk.GrantRequest, Walk.Pair(vnet: vnet));
        Assert.Contains(range, error.Message, StringComparison.Ordinal);
        Assert.Contains(owner, error.Message, StringComparison.Ordinal);
        Assert.Contains("10.200.0.0/24", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_VNet() =>
        await RefusedAsync(await Walk.StartAsync(), "VNetNotFound", Walk.GrantRequest, Walk.Pair(vnet: "No-VNet"));

    [Fact]
    public async Task VNet_in_another_group() => await RefusedAsync(
        await Walk.StartAsync(), "VNetNotFound", new GrantPeerRoleRequest { ResourceGroupName = "Nobody-RG" },
        Walk.Pair());

    [Theory]
    [InlineData("/subscriptions/x/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v")]
    [InlineData("/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/g" +
        "/providers/Microsoft.Compute/virtualMachines/v")]
    public async Task Something_else_than_a_VNet_id(string id) =>
        await RefusedAsync(await Walk.StartAsync(), "VNetIdInvalid", Walk.GrantRequest, Walk.Pair(vnet: id));

    [Fact]
    public async Task Unknown_VPC()
    {
        var error = await RefusedAsync(await Walk.StartAsync(), "VpcNotFound", Walk.GrantRequest,
            Walk.Pair(vpc: "timescale-azure-nowhere"));
        Assert.StartsWith(
            "There is no VPC 'timescale-azure-nowhere' in the projects 'demo-mst' and 'demo-cloud'. There are: ",
            error.Message, StringComparison.Ordinal);

        var cloudOnly = await Walk.StartAsync(new ConnectRequest { Sandbox = true, SessionId = 1, Cloud = true });
        error = await RefusedAsync(cloudOnly, "VpcNotFound", new GetVpcRequest { CloudName = "x" }, null);
        Assert.StartsWith(
            "There is no VPC 'x' in the project 'demo-cloud'. There are: none.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_VPCs_of_one_cloud_name_list_both_ids()
    {
        var walk = await Walk.StartAsync();
        walk.World.Change("AddVpc", Walk.West);
        var ids = (await walk.RunAsync<Vpc>(new GetVpcRequest { CloudName = Walk.West + "*" }, null, [null]))
            .Select(vpc => vpc.VpcId).ToArray();
        Assert.Equal(2, ids.Length);

        var error = await RefusedAsync(walk, "VpcAmbiguous", new GetVpcRequest { CloudName = Walk.West }, null);
        Assert.All(ids, id => Assert.Contains(id, error.Message, StringComparison.Ordinal));
        await RefusedAsync(walk, "VpcAmbiguous", Walk.GrantRequest, Walk.Pair());
    }

    [Fact]
    public async Task VPC_that_is_not_on_Azure()
    {
        var walk = await Walk.StartAsync();
        walk.World.Change("AddVpc", "timescale-aws-us-east-1");
        await RefusedAsync(walk, "VpcNotOnAzure", Walk.GrantRequest, Walk.Pair(vpc: "timescale-aws-us-east-1"));
    }

    [Fact]
    public async Task VPC_that_is_not_active_yet()
    {
        var walk = await Walk.StartAsync();
        var request = new NewVpcRequest { CloudName = "timescale-azure-northeurope", Cidr = "10.210.0.0/24",
            NoWait = true };
        var vpc = await walk.OneAsync<Vpc>(request, null);
        await RefusedAsync(walk, "VpcNotActive", Walk.GrantRequest,
            new PeerPair(new(vpc, null), new(null, "Prod-VNet")));
    }

    [Fact]
    public async Task Reader_is_told_the_permission()
    {
        var walk = await (await Walk.StartAsync()).AgainAsync("reader");
        var error = await RefusedAsync(walk, "AzurePermissionDenied", Walk.GrantRequest, Walk.Pair());
        Assert.Contains(
            "may not do 'Microsoft.Authorization/roleDefinitions/write' at subscription Demo Subscription, nor "
            + "'Microsoft.Authorization/roleAssignments/write' at VNet ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "To ask your administrator only once, ask for these as well, which Grant-AzurePeerRole needs: "
            + "microsoft.directory/servicePrincipals/create, microsoft.directory/applications/create.",
            error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owner_without_a_directory_role_is_told_whose_turn_it_is()
    {
        var walk = await (await Walk.StartAsync()).AgainAsync("netadmin");
        var error = await RefusedAsync(walk, "ForeignPrincipalDenied", Walk.GrantRequest, Walk.Pair(), attempts: 1);
        Assert.Contains("Application Administrator", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("must in the local tenant", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "To ask your administrator only once, ask for these as well, which Grant-AzurePeerRole needs: "
            + "microsoft.directory/applications/create.",
            error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_admin_without_rights_on_the_network_is_told_the_permission()
    {
        var walk = await (await Walk.StartAsync()).AgainAsync("identity");
        await RefusedAsync(walk, "AzurePermissionDenied", Walk.GrantRequest, Walk.Pair());
    }

    [Fact]
    public async Task Unknown_sandbox_user() => await RefusedAsync(
        await (await Walk.StartAsync()).AgainAsync("nobody"), "SandboxUserUnknown", Walk.GrantRequest, Walk.Pair());

    [Fact]
    public async Task Application_that_does_not_exist() => await RefusedAsync(
        await Walk.StartAsync(), "AppNotFound",
        Walk.GrantRequest with { AppId = "00000000-1111-2222-3333-444444444444" }, Walk.Pair());

    [Fact]
    public async Task Role_that_does_not_exist_or_does_not_fit()
    {
        var walk = await Walk.StartAsync();
        await RefusedAsync(walk, "RoleNotFound", Walk.GrantRequest with { OwnRoleId = "No such role" }, Walk.Pair());
        var error = await RefusedAsync(walk, "RoleUnfit", Walk.GrantRequest with { PlatformRoleId = "Reader" },
            Walk.Pair());
        Assert.Contains("virtualNetworks/peer/action", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong-token", "TokenRejected")]
    [InlineData("sandbox-expired-token", "TokenRejected")]
    public async Task Wrong_or_expired_token(string token, string errorId)
    {
        var request = new ConnectRequest { Sandbox = true, ReadToken = () => token };
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => Walk.StartAsync(request));
        Assert.Equal(errorId, error.ErrorId);
        Assert.DoesNotContain(token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_project_lists_those_of_the_token()
    {
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => Walk.StartAsync(new ConnectRequest { Sandbox = true, Project = "no-project" }));
        Assert.Equal("ProjectNotFound", error.ErrorId);
        Assert.Contains("demo-mst", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_subscription_lists_those_that_are_seen()
    {
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => Walk.StartAsync(new ConnectRequest { Sandbox = true, Subscription = "Nobody's" }));
        Assert.Equal("SubscriptionNotFound", error.ErrorId);
        Assert.Contains("Demo Subscription", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://example.invalid")]
    [InlineData("ftp://127.0.0.1")]
    public async Task Plain_http_is_for_loopback_only(string url)
    {
        var request = new ConnectRequest { ApiUrl = new Uri(url), ReadToken = () => "x", Project = "p" };
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() => Walk.StartAsync(request));
        Assert.Equal("InsecureUrl", error.ErrorId);
    }

    [Fact]
    public async Task Platform_token_without_the_role_is_told_what_it_lacks()
    {
        var world = (await Walk.StartAsync()).World;
        var walk = await Walk.StartAsync(new ConnectRequest { World = world,
            ReadToken = () => "sandbox-readonly-token" });
        var grant = await walk.GrantAsync();
        var error = await walk.FailsAsync("PlatformPermissionDenied", new AddPeeringRequest(), grant);
        Assert.Contains("project:networking:write", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "To ask your administrator only once, ask for these as well, which Add-VpcPeering may need: "
            + "project:networking:read.",
            error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_session_is_an_error_that_names_the_cmdlet()
    {
        var stage = new TimescaleVpc.Engine.PeeringEngine().Open(new GetVpcRequest(), new Collector());
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(() =>
            stage.ProcessAsync(null, CancellationToken.None));
        Assert.Equal("NotConnected", error.ErrorId);
        Assert.Contains("Connect-Timescale", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_and_object_must_agree()
    {
        var (one, two) = (await Walk.StartAsync(), await Walk.StartAsync());
        var grant = await one.GrantAsync();
        await one.FailsAsync("SessionMismatch", new AddPeeringRequest { Session = two.Session }, grant);
    }

    [Fact]
    public async Task A_vpc_and_a_vnet_of_two_sessions_do_not_go_together()
    {
        var one = await Walk.StartAsync();
        var two = await one.AgainAsync();
        var vpc = (await one.RunAsync<Vpc>(new GetVpcRequest { CloudName = Walk.West }, null, [null])).Single();
        var vnet = (await two.RunAsync<AzureVNet>(new GetVNetRequest { Name = "Hub-VNet" }, null, [null])).Single();

        await one.FailsAsync("SessionMismatch", Walk.GrantRequest,
            new PeerPair(new VpcRef(vpc, null), new VNetRef(vnet, null)));

        Assert.Equal(0, one.Mutations);
    }

    [Fact]
    public async Task Peerings_of_two_sessions_do_not_move_one_service()
    {
        var (one, two) = (await Walk.StartAsync(), await Walk.StartAsync());
        var (first, second) = (await one.PeerAsync(), await two.PeerAsync());

        await one.RunAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, null, first, second);

        Assert.Equal("SessionMismatch", Assert.Single(one.Said.Errors).ErrorId);
    }

    [Fact]
    public async Task A_piped_object_brings_its_own_session()
    {
        var (one, two) = (await Walk.StartAsync(), await Walk.StartAsync());
        var grant = await one.GrantAsync();

        var addedPeering = await two.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);

        Assert.Equal("PENDING_PEER", addedPeering.State);
        Assert.Equal(0, two.Mutations);
    }

    [Fact]
    public async Task A_closed_session_is_refused()
    {
        var walk = await Walk.StartAsync();
        await walk.RunAsync<object>(new DisconnectRequest(), null, walk.Session);
        await walk.FailsAsync("SessionClosed", new GetVpcRequest(), null);
    }

    private static async Task<TimescaleVpcException> RefusedAsync(
        Walk walk, string errorId, StageRequest request, object? item, int attempts = 0)
    {
        var (before, inventory) = (walk.Mutations, walk.World.Inventory());
        var error = await walk.FailsAsync(errorId, request, item);
        Assert.InRange(walk.Mutations - before, 0, attempts);
        Assert.Equal(inventory, walk.World.Inventory());
        return error;
    }
}
