using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// Only ACTIVE is success; every other end has its own id, the platform's words and the next command.
/// </summary>
public sealed class FailureStateTests
{
    [Theory]
    [InlineData("INVALID_SPECIFICATION", "PeeringInvalidSpecification")]
    [InlineData("REJECTED_BY_PEER", "PeeringRejectedByPeer")]
    [InlineData("DELETED_BY_PEER", "PeeringDeletedByPeer")]
    [InlineData("ERROR", "PeeringError")]
    public async Task Wait_and_approve_report_each_failure_state(string state, string errorId)
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("SetPeeringState:" + state, peering.VNetId!);

        var error = await walk.FailsAsync(errorId, new WaitPeeringRequest(), peering);
        Assert.Contains(state, error.Message, StringComparison.Ordinal);
        Assert.Contains($"is in state {state}", error.Message, StringComparison.Ordinal);
        await walk.FailsAsync(errorId, new ApprovePeeringRequest(), peering);
    }

    [Theory]
    [InlineData("INVALID_SPECIFICATION")]
    [InlineData("REJECTED_BY_PEER")]
    [InlineData("ERROR")]
    public async Task A_rerun_asks_again_once_the_cause_is_gone(string state)
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("SetPeeringState:" + state, peering.VNetId!);

        var again = await walk.PeerAsync();

        Assert.Equal("ACTIVE", again.State);
        Assert.Contains(again.Changes, step => step.Action == "RequestPeering");
    }

    [Fact]
    public async Task A_link_that_somebody_deleted_is_made_anew_by_a_rerun()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("DeleteLink", peering.VNetId!);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(5));
        await walk.FailsAsync("PeeringDeletedByPeer", new WaitPeeringRequest(), peering);

        var again = await walk.PeerAsync();

        Assert.Equal(("ACTIVE", "Connected"), (again.State, again.LinkState));
    }

    [Fact]
    public async Task A_half_that_was_left_disconnected_is_deleted_before_the_platform_is_asked_again()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("DeletePlatformHalf", peering.VNetId!);
        walk.World.Change("SetPeeringState:ERROR", peering.VNetId!);

        var again = await walk.PeerAsync();

        Assert.Equal(("ACTIVE", "Connected"), (again.State, again.LinkState));
        Assert.Equal(
            ["RemoveLink", "RequestPeering"],
            again.Changes.Select(step => step.Action).Where(action => action is "RemoveLink" or "RequestPeering"));
    }

    [Fact]
    public async Task An_unknown_state_means_waiting_until_the_timeout_which_says_who_must_act()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        walk.World.Change("SetPeeringState:BRAND_NEW_STATE", peering.VNetId!);

        var error = await walk.FailsAsync("PeeringTimeout",
            new WaitPeeringRequest { Timeout = TimeSpan.FromMinutes(3) }, peering);

        Assert.Contains("BRAND_NEW_STATE", error.Message, StringComparison.Ordinal);
        Assert.Contains("Timescale", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_our_own_half_warns_and_names_the_command()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());

        var error = await walk.FailsAsync("PeeringTimeout",
            new WaitPeeringRequest { Timeout = TimeSpan.FromMinutes(2) }, addedPeering);

        Assert.Contains("Approve-VpcPeering", error.Message, StringComparison.Ordinal);
        Assert.Contains("| Approve-VpcPeering | Wait-VpcPeering", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("-Timeout", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(walk.Said.Warnings, text => text.Contains("Approve-VpcPeering", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_peering_that_was_never_requested_says_so()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        await walk.RunAsync<object>(new RemovePeeringRequest(), null, addedPeering);

        await walk.FailsAsync("PeeringNotRequested", new ApprovePeeringRequest(), addedPeering);
        await walk.FailsAsync("PeeringNotRequested", new WaitPeeringRequest(), addedPeering);
    }

    [Fact]
    public async Task The_platform_s_network_is_never_lost_after_it_was_seen_once()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        Assert.NotNull(addedPeering.RemoteTenantId);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);

        var activePeering = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);

        Assert.Equal("ACTIVE", activePeering.State);
        Assert.Null(activePeering.StateMessage);
        Assert.Equal(
            (addedPeering.RemoteTenantId, addedPeering.RemoteNetworkId),
            (activePeering.RemoteTenantId, activePeering.RemoteNetworkId));
        var listedPeering = Assert.Single(await walk.RunAsync<VpcPeering>(new GetPeeringRequest(), null, [null]));
        Assert.Equal(addedPeering.RemoteNetworkId, listedPeering.RemoteNetworkId);
    }

    [Fact]
    public async Task A_link_without_its_other_half_is_warned_of_while_the_platform_still_says_active()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("DeletePlatformHalf", peering.VNetId!);

        var again = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), peering);

        Assert.Equal(("ACTIVE", "Disconnected"), (again.State, again.LinkState));
        Assert.Contains(walk.Said.Warnings, text => text.Contains("Remove-VpcPeering", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Throttling_is_waited_out()
    {
        var walk = await Walk.StartAsync();
        foreach (var kind in new[] { "Mst.CreatePeering", "Arm.PutRoleAssignment", "Graph.UpsertApplication",
            "Arm.PutPeering" })
            walk.World.AddFault(new SandboxFault { Kind = kind, Status = 429, RetryAfter = 7, Times = 2 });

        var start = walk.World.Clock.UtcNow;
        Assert.Equal("ACTIVE", (await walk.PeerAsync()).State);

        Assert.InRange(walk.World.Clock.UtcNow - start, TimeSpan.FromSeconds(4 * 14), TimeSpan.FromHours(1));
        Assert.Empty(walk.World.Faults);
    }

    [Fact]
    public async Task Throttling_that_does_not_end_is_named()
    {
        var walk = await Walk.StartAsync();
        walk.World.AddFault(new SandboxFault { Kind = "Mst.CreatePeering", Status = 429, RetryAfter = 7, Times = 99 });
        var grant = await walk.GrantAsync();

        await walk.FailsAsync("Throttled", new AddPeeringRequest(), grant);
    }

    [Fact]
    public async Task An_application_of_another_platform_is_found_out()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var strange = grant with { PlatformTenantId = "99999999-0000-0000-0000-000000000000" };

        await walk.FailsAsync("PlatformAppMismatch", new AddPeeringRequest(), strange);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(501)]
    public async Task A_courtesy_check_that_fails_ends_nothing(int status)
    {
        var walk = await Walk.StartAsync();
        walk.World.AddFault(new SandboxFault { Kind = "Arm.ListPermissions", Status = status, Times = 99 });
        Assert.NotEmpty((await walk.GrantAsync()).Changes);
    }
}
