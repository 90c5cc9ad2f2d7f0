using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>-WhatIf: pure, contagious, and equal to what the real run then does.</summary>
public sealed class PlanTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Plan_of_the_whole_pipeline_equals_the_real_run(bool onAllStages)
    {
        var walk = await Walk.StartAsync();

        var plannedMove = await PlanAsync(walk, onAllStages);
        Assert.Equal(0, walk.Mutations);
        var real = await RunAsync(walk);

        Assert.True(plannedMove.Planned);
        Assert.Empty(plannedMove.Changes);
        Assert.NotEmpty(plannedMove.Plan);
        Assert.Equal(Set(real.Changes), Set(plannedMove.Plan));
        Assert.False(real.Planned);
        Assert.Empty(real.Plan);
    }

    /// <summary>Compares the plan with the requests themselves, which are counted without the catalogue.</summary>
    [Fact]
    public async Task Every_mutating_request_has_its_step_and_the_other_way_round()
    {
        var walk = await Walk.StartAsync();
        var plannedMove = await PlanAsync(walk, false);

        await RunAsync(walk);

        var expected = new Dictionary<string, string>
        {
            ["CreatePlatformPrincipal"] = "Graph.CreateServicePrincipal",
            ["CreateOwnPrincipal"] = "Graph.CreateServicePrincipal",
            ["CreateApplication"] = "Graph.UpsertApplication",
            ["CreateOwnRole"] = "Arm.PutRoleDefinition",
            ["CreatePlatformRole"] = "Arm.PutRoleDefinition",
            ["AssignOwnRole"] = "Arm.PutRoleAssignment",
            ["AssignPlatformRole"] = "Arm.PutRoleAssignment",
            ["RequestPeering"] = "Mst.CreatePeering",
            ["AddCredential"] = "Graph.AddPassword",
            ["CreateLink"] = "Arm.PutPeering",
            ["RemoveCredential"] = "Graph.RemovePassword",
            ["AttachService"] = "Mst.UpdateService",
        };
        // A refused request changed nothing; each that was taken must be one step.
        var requestKinds = walk.World.Requests.Where(request => request.Mutates && request.Status is >= 200 and < 300)
            .Select(request => request.Kind).Order();
        Assert.Equal(plannedMove.Plan.Select(step => expected[step.Action]).Order(), requestKinds);
    }

    [Fact]
    public async Task Plan_on_a_finished_world_is_empty_and_still_planned()
    {
        var walk = await Walk.StartAsync();
        await RunAsync(walk);

        var plannedMove = await PlanAsync(walk, false);

        Assert.True(plannedMove.Planned);
        Assert.Empty(plannedMove.Plan);
    }

    [Fact]
    public async Task Plan_starts_where_an_earlier_run_stopped()
    {
        var walk = await Walk.StartAsync();
        await walk.GrantAsync();
        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = walk.Mutations;

        var plannedMove = await PlanAsync(walk, false);

        Assert.Equal(before, walk.Mutations);
        Assert.Equal(
            ["AddCredential", "AttachService", "CreateLink", "RemoveCredential", "RequestPeering"],
            plannedMove.Plan.Select(step => step.Action).Order());
    }

    /// <summary>A plan cannot look at what it would have changed: each state needs the same foresight.</summary>
    [Theory]
    [InlineData("SetPeeringState:REJECTED_BY_PEER", "RequestPeering")]
    [InlineData("SetPeeringState:INVALID_SPECIFICATION", "RequestPeering")]
    [InlineData("SetPeeringState:ERROR", "RequestPeering")]
    [InlineData("SetPeeringState:DELETED_BY_PEER", "RequestPeering")]
    [InlineData("SetPeeringState:SOMETHING_NEW")]
    [InlineData("PlatformRejects", "RemoveLink", "RequestPeering", "AddCredential", "CreateLink", "RemoveCredential")]
    public async Task Plan_of_a_broken_peering_equals_the_real_run(string change, params string[] expected)
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change(change, peering.VNetId!);
        var before = walk.Mutations;

        var plannedPeering = await PlanPeeringAsync(walk, new Collector(planning: true));
        Assert.Equal(before, walk.Mutations);
        var real = await walk.PeerAsync();

        Assert.True(plannedPeering.Planned);
        Assert.Equal(expected, plannedPeering.Plan.Select(step => step.Action));
        Assert.Equal(Set(real.Changes), Set(plannedPeering.Plan));
    }

    [Fact]
    public async Task A_plan_looks_past_a_peering_that_is_being_deleted()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.RunAsync<object>(new RemovePeeringRequest { NoWait = true }, null, peering);

        var plannedPeering = await PlanPeeringAsync(walk, new Collector(planning: true));
        var real = await walk.PeerAsync();

        Assert.Equal(
            ["RequestPeering", "AddCredential", "CreateLink", "RemoveCredential"],
            plannedPeering.Plan.Select(step => step.Action));
        Assert.Equal(Set(real.Changes), Set(plannedPeering.Plan));
    }

    [Fact]
    public async Task A_plan_fails_where_the_real_run_cannot_know_the_other_end()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("DeleteLink", peering.VNetId!);
        var grant = await walk.GrantAsync(new Collector(planning: true));
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);

        await walk.FailsAsync("RemoteNetworkUnknown", new ApprovePeeringRequest(), addedPeering);
    }

    [Fact]
    public async Task A_later_stage_alone_can_be_planned()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var before = walk.Mutations;

        var addedPeering =
            await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant, new Collector(planning: true));

        Assert.Equal(before, walk.Mutations);
        Assert.Equal(["RequestPeering"], addedPeering.Plan.Select(step => step.Action));
        Assert.Equal(addedPeering.Plan, walk.Said.Shown);
    }

    [Fact]
    public async Task Planned_objects_pass_wait_and_test_at_once()
    {
        var walk = await Walk.StartAsync();
        var service = await PlanAsync(walk, false);
        var before = walk.World.Clock.UtcNow;

        var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service);

        Assert.True(test.Planned);
        Assert.Null(test.Reachable);
        Assert.Equal(service.Plan, test.Plan);
        Assert.Equal(before, walk.World.Clock.UtcNow);
    }

    [Fact]
    public async Task Removal_and_revocation_can_be_planned()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var before = walk.Mutations;

        var removal = await walk.OneAsync<VpcPeering>(
            new RemovePeeringRequest(), peering, new Collector(planning: true));
        var revocation = await walk.OneAsync<AzurePeerGrant>(
            new RevokePeerRoleRequest { Force = true }, peering, new Collector(planning: true));

        Assert.Equal(before, walk.Mutations);
        Assert.Equal(["RemoveLink", "RemovePeering"], removal.Plan.Select(step => step.Action));
        Assert.Equal(
            [
                "RemoveApplication", "RemoveOwnRole", "RemovePlatformPrincipal", "RemovePlatformRole",
                "UnassignOwnRole",
                "UnassignPlatformRole",
            ],
            revocation.Plan.Select(step => step.Action).Order());
    }

    [Fact]
    public async Task A_step_that_the_user_declines_ends_the_item_without_an_error()
    {
        var walk = await Walk.StartAsync();

        var foundGrants = await walk.RunAsync<AzurePeerGrant>(
            Walk.GrantRequest, new Collector { Confirm = _ => false }, Walk.Pair());

        Assert.Empty(foundGrants);
        Assert.Empty(walk.Said.Errors);
        Assert.NotEmpty(walk.Said.Confirmed);
        Assert.Equal(0, walk.Mutations);
    }

    private static async Task<ServiceVpc> PlanAsync(Walk walk, bool onAllStages)
    {
        Collector Later() => new(planning: onAllStages);
        var activePeering = await PlanPeeringAsync(walk, new Collector(planning: true), Later);
        return await walk.OneAsync<ServiceVpc>(
            new SetServiceRequest { Service = ["mst-metrics"] }, activePeering, Later());
    }

    private static async Task<VpcPeering> PlanPeeringAsync(Walk walk, Collector first, Func<Collector>? later = null)
    {
        var grant = await walk.GrantAsync(first);
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant, later?.Invoke());
        var approvedPeering =
            await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering, later?.Invoke());
        return await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering, later?.Invoke());
    }

    private static async Task<ServiceVpc> RunAsync(Walk walk) => await walk.OneAsync<ServiceVpc>(
        new SetServiceRequest { Service = ["mst-metrics"] }, await walk.PeerAsync());

    private static HashSet<(string, string)> Set(PeeringStep[] steps) =>
        [.. steps.Select(step => (step.Action, step.Target))];
}
