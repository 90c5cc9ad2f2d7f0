using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Undo-VpcPeering: everything of ours goes, nothing else, from whatever state.</summary>
public sealed class UndoTests
{
    private static readonly PeeringRef Named = new(null, new VpcRef(null, Walk.West),
        new VNetRef(null, "Network-RG/Prod-VNet"));

    [Fact]
    public async Task Undo_of_the_azure_walkthrough_leaves_the_world_as_it_was()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, peering);

        Assert.Equal(before, walk.World.Inventory());
        Assert.True(undo.IsComplete);
        Assert.Empty(undo.After);
        Assert.Equal(
            ["Application", "Link", "Peering", "Role", "Role", "RoleAssignment", "RoleAssignment", "Service",
                "ServicePrincipal", "ServicePrincipal"],
            undo.Before.Select(item => item.Kind).Order());
        Assert.Equal("DetachService", undo.Changes[0].Action);
    }

    [Fact]
    public async Task Undo_of_the_aws_walkthrough_leaves_only_the_vpc()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var peering = await AwsWalkTests.PeerAsync(walk);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, peering);

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, peering);
        Assert.Equal("Cloud.Vpc", Assert.Single(walk.World.Inventory().Except(before)).Kind);
        await walk.RunAsync<object>(new RemoveVpcRequest(), null, new VpcRef(null, peering.VpcId));

        Assert.Equal(before, walk.World.Inventory());
        Assert.True(undo.IsComplete);
        Assert.Equal(
            ["AwsPeering", "Peering", "Route", "Route", "Route", "SecurityGroup", "Service"],
            undo.Before.Select(item => item.Kind).Order());
    }

    [Fact]
    public async Task A_second_undo_finds_nothing_and_changes_nothing()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering);
        var mutations = walk.Mutations;

        foreach (var item in new object[] { peering, Named })
        {
            var again = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), item);
            Assert.True(again.IsComplete);
            Assert.Empty(again.Changes);
            Assert.Empty(again.Before);
        }

        Assert.Equal(mutations, walk.Mutations);
    }

    [Fact]
    public async Task Without_the_switch_services_stay_where_they_are()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering);

        var rest = Assert.Single(undo.After);
        Assert.Equal(("Service", "mst-metrics", false), (rest.Kind, rest.Name, rest.IsOurs));
        Assert.True(undo.IsComplete);
        Assert.NotNull(
            (await walk.OneAsync<ServiceVpc>(new GetServiceRequest { Service = ["mst-metrics"] }, null)).VpcId);
    }

    [Fact]
    public async Task What_another_peering_needs_stays_until_that_one_goes()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var first = await walk.PeerAsync();
        var grant = await walk.OneAsync<AzurePeerGrant>(
            new GrantPeerRoleRequest { ResourceGroupName = "Other-RG" }, Walk.Pair());
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var second = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), second);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, second);

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, first);

        Assert.True(undo.IsComplete);
        Assert.Contains(undo.After, item => item is { Kind: "Application", IsOurs: true, NeededBy: not null });
        Assert.Contains(undo.After, item => item is { Kind: "Service" });
        Assert.Contains(walk.Said.Warnings, text => text.Contains("mst-metrics", StringComparison.Ordinal));
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), second)).State);

        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, second);
        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public async Task The_plan_of_an_undo_equals_the_run_and_changes_nothing()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
        var mutations = walk.Mutations;
        var request = new UndoPeeringRequest { IncludeService = true };

        var plan = await walk.OneAsync<PeeringUndo>(request, peering, new Collector(planning: true));
        Assert.Equal(mutations, walk.Mutations);
        var real = await walk.OneAsync<PeeringUndo>(request, peering);

        Assert.True(plan.Planned);
        Assert.False(plan.IsComplete);
        Assert.Equal(plan.Before, plan.After);
        Assert.Equal(real.Changes, plan.Plan);
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("request")]
    public async Task An_interrupted_run_is_found_and_undone_by_names_in_another_session(string until)
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var grant = await walk.GrantAsync();
        if (until == "request") await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);

        var other = await walk.AgainAsync();
        var foundPeering = await other.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Equal((grant.VNetId, grant.VpcId), (foundPeering.VNetId, foundPeering.VpcId));
        Assert.Equal(until == "grant", foundPeering.Leftovers.Length > 0);
        await other.OneAsync<PeeringUndo>(new UndoPeeringRequest(), until == "grant" ? foundPeering : Named);

        Assert.Equal(before, walk.World.Inventory());
        Assert.Empty(await other.RunAsync<VpcPeering>(new GetPeeringRequest(), null, [null]));
    }

    [Fact]
    public async Task Leftovers_of_no_peering_at_all_are_the_projects()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var grant = await walk.GrantAsync();
        foreach (var assignment in walk.World.Inventory().Except(before)
            .Where(item => item.Kind == "Arm.RoleAssignment"))
            walk.World.Change("DeleteRoleAssignment", assignment.Id);

        var foundPeering = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Equal("", foundPeering.VpcId);
        Assert.Contains(foundPeering.Leftovers, item => item.Kind == "Application" && item.Name.Length > 0);
        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), foundPeering);

        Assert.NotNull(grant.AppId);
        Assert.True(undo.IsComplete);
        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public async Task A_credential_beside_a_working_peering_is_found_and_goes_without_it()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        walk.World.AddFault(new SandboxFault { Kind = "Graph.RemovePassword", Status = 403, Times = 99 });
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        walk.World.ClearFaults();
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);

        var foundPeerings = await walk.RunAsync<VpcPeering>(new GetPeeringRequest(), null, [null]);
        var leftPeering = Assert.Single(foundPeerings, item => item.Leftovers.Length > 0);
        Assert.Equal("Credential", Assert.Single(leftPeering.Leftovers).Kind);
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), leftPeering);

        var now = await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Equal(("ACTIVE", "Connected"), (now.State, now.LinkState));
    }

    [Fact]
    public async Task Groups_and_routes_that_the_platform_forgot_are_found_in_aws()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var peering = await AwsWalkTests.PeerAsync(walk);
        walk.World.Change("DeleteCloudPeering", peering.PeeringId!);
        walk.World.Clock.Advance(TimeSpan.FromDays(1));

        var other = await walk.AgainAsync();
        var foundPeering = await other.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Equal(AwsGuide.East, foundPeering.AwsVpcId);
        Assert.Contains(foundPeering.Leftovers, item => item.Kind == "SecurityGroup");
        await other.OneAsync<PeeringUndo>(new UndoPeeringRequest(), foundPeering);
        await other.RunAsync<object>(new RemoveVpcRequest(), null, new VpcRef(null, peering.VpcId));

        Assert.Equal(before, walk.World.Inventory());
    }

    [Theory]
    [InlineData("DeleteLink")]
    [InlineData("DeletePlatformHalf")]
    [InlineData("DeleteApplication")]
    [InlineData("DeleteServicePrincipal")]
    [InlineData("DeleteRoleAssignment")]
    public async Task A_half_undone_world_is_undone_to_the_end(string change)
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var peering = await walk.PeerAsync();
        walk.World.Clock.Advance(TimeSpan.FromMinutes(5));
        var madeItems = walk.World.Inventory().Except(before).ToArray();
        walk.World.Change(change, change switch
        {
            "DeleteLink" => $"{peering.VNetId}/virtualNetworkPeerings/{peering.LinkName}",
            "DeletePlatformHalf" => madeItems.Single(item => item.Kind == "Mst.Peering").Id,
            "DeleteApplication" => peering.AppId!,
            "DeleteServicePrincipal" => peering.ServicePrincipalId!,
            _ => madeItems.First(item => item.Kind == "Arm.RoleAssignment").Id,
        });

        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), change == "DeleteLink" ? Named : peering);

        // What went with a deleted principal is not ours to bring back; nothing of ours is left.
        Assert.Empty(walk.World.Inventory().Except(before));
        Assert.Empty(before.Except(walk.World.Inventory()));
    }

    [Fact]
    public async Task Somebody_elses_application_role_group_and_route_stay()
    {
        var walk = await Walk.StartAsync();
        var ownPeering = await walk.PeerAsync();
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), ownPeering);
        var peering = await AwsWalkTests.PeerAsync(walk);
        // A route of the user's own over our connection: its range is not the VPC's.
        walk.World.Change("AddRoute", $"{peering.RouteTableIds[0]} 10.30.4.0/24 {peering.AwsPeeringId}");
        var theirs = walk.World.Inventory().Where(item => item.Kind.StartsWith("Aws.", StringComparison.Ordinal)
            && item.Properties.Contains("10.30.4.0/24", StringComparison.Ordinal)).ToArray();

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering);

        Assert.NotEmpty(theirs);
        Assert.True(undo.IsComplete);
        Assert.Contains(walk.World.Inventory(), item => item.Kind.StartsWith("Aws.", StringComparison.Ordinal)
            && item.Properties.Contains("10.30.4.0/24", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_grant_for_the_resource_group_is_undone_by_names()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        await walk.OneAsync<AzurePeerGrant>(Walk.GrantRequest with { Scope = "ResourceGroup" }, Walk.Pair());

        var other = await walk.AgainAsync();
        var foundPeering = await other.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        Assert.Null(foundPeering.VNetId);
        await other.OneAsync<PeeringUndo>(new UndoPeeringRequest(), Named);

        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public async Task A_reader_is_told_what_is_missing_before_anything_changes()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var reader = await walk.AgainAsync("reader");
        var mutations = walk.Mutations;

        var foundPeering = await reader.OneAsync<VpcPeering>(new GetPeeringRequest(), null);
        await reader.RunAsync<PeeringUndo>(new UndoPeeringRequest(), null, foundPeering);

        Assert.NotEmpty(reader.Said.Errors);
        Assert.All(walk.World.Requests.Where(request => request.Mutates).Skip(mutations),
            request => Assert.InRange(request.Status, 400, 499));
        Assert.NotNull(peering.AppId);
    }
}
