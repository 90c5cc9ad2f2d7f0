using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// The managed service is asked to look at peerings at once: no more than once for a VPC and a run, only where the run
/// has made a half and the state is not ACTIVE. Nothing depends on it.
/// </summary>
public sealed class PlatformRefreshTests
{
    private const string Kind = "Mst.RefreshPeerings";
    private const string OnAws = "timescale-aws-us-east-1";

    [Fact]
    public async Task A_new_half_is_looked_at_once_and_the_wait_is_short()
    {
        var walk = await Walk.StartAsync();
        var approvedPeering = await ApprovedAsync(walk);
        Assert.Equal("PENDING_PEER", approvedPeering.State);
        var request = Assert.Single(Refreshes(walk));
        Assert.False(request.Mutates);
        Assert.EndsWith(
            $"/vpcs/{approvedPeering.VpcId}/peering-connections/refresh", request.Path, StringComparison.Ordinal);
        var start = walk.World.Clock.UtcNow;
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering)).State);
        Assert.InRange(walk.World.Clock.UtcNow - start, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Single(Refreshes(walk));
    }

    [Fact]
    public async Task Several_halves_of_one_VPC_are_looked_at_together()
    {
        var walk = await Walk.StartAsync();
        var grants = await walk.RunAsync<AzurePeerGrant>(new GrantPeerRoleRequest(), null,
            Walk.Pair(vnet: "Network-RG/Prod-VNet"), Walk.Pair(vnet: "Other-RG/Prod-VNet"));
        var addedPeerings = await walk.RunAsync<VpcPeering>(new AddPeeringRequest(), null, [.. grants]);
        var approvedPeerings = await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest(), null, [.. addedPeerings]);
        Assert.Equal(2, approvedPeerings.Length);
        // Both halves stand by then.
        var last = walk.World.Requests.Last(request => request.Kind == "Arm.PutPeering");
        Assert.True(Assert.Single(Refreshes(walk)).Number > last.Number);
    }

    [Fact]
    public async Task Nothing_is_asked_for_in_a_plan_a_second_run_or_where_all_is_ACTIVE()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var plannedPeering =
            await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering, new Collector(planning: true));
        Assert.DoesNotContain(plannedPeering.Plan, step => step.Action.Contains("Refresh", StringComparison.Ordinal));
        Assert.Empty(Refreshes(walk));

        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.DoesNotContain(
            approvedPeering.Changes, step => step.Action.Contains("Refresh", StringComparison.Ordinal));
        await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.Single(Refreshes(walk));

        // The platform says ACTIVE for a half that is gone, and still does when it is made anew.
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
        walk.World.Change("DeleteLink", approvedPeering.VNetId!);
        walk.World.Change("DeletePlatformHalf", approvedPeering.VNetId!);
        walk.World.Change("SetPeeringState:ACTIVE", approvedPeering.VNetId!);
        var anew = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), approvedPeering);
        Assert.Contains(anew.Changes, step => step.Action == "CreateLink");
        Assert.Single(Refreshes(walk));
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(500)]
    public async Task A_platform_that_does_not_know_it_is_waited_for_as_before(int status)
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.PeeringRefreshStatus = status;
        var approvedPeering = await ApprovedAsync(walk);
        Assert.Empty(walk.Said.Warnings);
        Assert.Contains(walk.Said.Texts, text => text.Contains("in its own time", StringComparison.Ordinal));
        Assert.Equal(status, Assert.Single(Refreshes(walk)).Status);
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering)).State);
    }

    [Theory]
    [InlineData("LoseRequest")]
    [InlineData("LoseReply")]
    [InlineData("Malformed")]
    [InlineData("Slow")]
    public async Task A_wire_that_breaks_at_it_costs_half_a_minute_at_most(string wire)
    {
        var walk = await Walk.StartAsync();
        var fault = new SandboxFault { Kind = Kind, Times = 100 };
        walk.World.AddFault(wire == "Slow"
            ? fault with { Delay = TimeSpan.FromMinutes(10) }
            : fault with { Wire = wire });
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        var refresh = Assert.Single(Refreshes(walk));
        Assert.InRange(walk.World.Clock.UtcNow - refresh.Time, TimeSpan.Zero, TimeSpan.FromSeconds(31));
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering)).State);
    }

    [Fact]
    public async Task On_AWS_acceptance_and_update_are_looked_at_as_well()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(new NewVpcRequest { CloudName = OnAws, Cidr = "10.203.0.0/24" }, null);
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), AwsGuide.Pair(vpc));
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.Single(Refreshes(walk));
        var active = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
        walk.World.Change("AddVpcCidr", $"{AwsGuide.East} 10.52.0.0/16");
        await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest { Force = true }, active);
        Assert.Equal(2, Refreshes(walk).Length);
    }

    [Fact]
    public async Task Timescale_Cloud_has_no_such_call()
    {
        var walk = await Walk.StartAsync();
        await AwsWalkTests.PeerAsync(walk);
        Assert.Empty(Refreshes(walk));
        Assert.DoesNotContain(walk.World.Requests, request => request.Kind == "Unknown");
    }

    private static async Task<VpcPeering> ApprovedAsync(Walk walk) => await walk.OneAsync<VpcPeering>(
        new ApprovePeeringRequest(),
        await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync()));

    private static SandboxRequest[] Refreshes(Walk walk) =>
        [.. walk.World.Requests.Where(request => request.Kind == Kind)];
}
