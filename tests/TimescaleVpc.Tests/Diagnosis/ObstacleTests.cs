using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// What stands in the way of a pipeline is found before its command is named, and so is the way around it.
/// </summary>
public sealed class ObstacleTests
{
    private const string Range = "10.30.0.0/20";
    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(8);

    [Fact]
    public async Task A_request_is_accepted_without_the_table_that_has_somebody_elses_route()
    {
        var walk = await Walk.StartAsync();
        walk.World.Change("AddRoute", $"rtb-0a1b2c3d4e5f60001 {Range} nat-0a1b2c3d4e5f60001");
        await AwsGuide.AddedAsync(walk);

        var finding = Assert.Single(await FindAsync(walk));
        Assert.Equal(("ApprovalBlocked", false), (finding.Id, finding.CanRepair));
        Assert.DoesNotContain("rtb-0a1b2c3d4e5f60001", finding.Command, StringComparison.Ordinal);
        await RunAsync(walk, finding);

        Assert.Empty(await FindAsync(walk));
        Assert.Contains(walk.World.Inventory(), item => item.Properties.Contains(
            $"{Range}>nat-0a1b2c3d4e5f60001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_named_where_each_table_has_somebody_elses_route()
    {
        var walk = await Walk.StartAsync();
        foreach (var table in Enumerable.Range(1, 3))
            walk.World.Change("AddRoute", $"rtb-0a1b2c3d4e5f6000{table} {Range} nat-0a1b2c3d4e5f60001");
        await AwsGuide.AddedAsync(walk);

        var finding = Assert.Single(await FindAsync(walk));
        Assert.Equal(("ApprovalBlocked", null, "Network team"), (finding.Id, finding.Command, finding.Turn));
    }

    /// <summary>AWS forgets a connection after a while; routes that lead to it stay.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Routes_to_a_connection_that_AWS_has_forgotten_are_replaced_where_the_user_says_so(bool inOneTable)
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest(), await AwsGuide.AddedAsync(walk));
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), peering);
        walk.World.Change("DeletePeering", peering.AwsPeeringId!);
        walk.World.Clock.Advance(Forgotten);
        var again = await AwsGuide.AddedAsync(walk);
        if (inOneTable)
        {
            await walk.OneAsync<VpcPeering>(
                new WaitPeeringRequest(), await walk.OneAsync<VpcPeering>(
                    new ApprovePeeringRequest { Force = true, RouteTableId = [peering.RouteTableIds[0]] }, again));
        }

        var findings = await FindAsync(walk);
        Assert.Equal(inOneTable ? "RouteOrphaned" : "ApprovalBlockedByOrphan", findings[0].Id);
        foreach (var finding in findings)
        {
            Assert.False(finding.CanRepair);
            await RunAsync(walk, finding);
        }

        Assert.Equal("", string.Join(", ", (await FindAsync(walk)).Select(finding => finding.Id)));
    }

    [Fact]
    public async Task A_route_of_others_in_the_place_of_ours_is_theirs_to_move()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest(), await AwsGuide.AddedAsync(walk));
        peering = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), peering);
        walk.World.Change("DeleteRoute", $"{peering.RouteTableIds[0]} {Range}");
        walk.World.Change("AddRoute", $"{peering.RouteTableIds[0]} {Range} nat-0a1b2c3d4e5f60001");

        var finding = Assert.Single(await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering));
        Assert.Equal(("RouteTaken", null, "Network team"), (finding.Id, finding.Command, finding.Turn));
    }

    [Fact]
    public async Task What_a_run_left_is_removed_where_the_networks_cannot_be_peered_any_more()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        await walk.OneAsync<object>(new RemovePeeringRequest(), peering);
        walk.World.Change("AddVNetRange", $"{peering.VNetId} 10.200.0.0/25");
        walk.World.Clock.Advance(TimeSpan.FromHours(1));

        var findings = await FindAsync(walk);
        Assert.Equal(["RangeOverlaps", "RunStuck"], findings.Select(finding => finding.Id));
        await RunAsync(walk, findings[1]);
        Assert.Empty(await FindAsync(walk));
    }

    /// <summary>An assignment serves all peerings of its VNet, whichever VPC it was made for.</summary>
    [Fact]
    public async Task What_is_left_of_a_VPC_that_is_gone_is_removed_and_another_peering_keeps_what_it_needs()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var grant = await walk.OneAsync<AzurePeerGrant>(
            Walk.GrantRequest, Walk.Pair("timescale-azure-switzerland-north"));
        var other = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(),
            await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant));
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), other);
        walk.World.Change("DeleteVpc", peering.VpcId);
        walk.World.Clock.Advance(TimeSpan.FromHours(1));

        var finding = Assert.Single(await FindAsync(walk));
        Assert.Equal("VpcMissing", finding.Id);
        Assert.DoesNotContain("Application", finding.Cause, StringComparison.Ordinal);
        await RunAsync(walk, finding);
        Assert.Empty(await FindAsync(walk));
    }

    private static Task<PeeringFinding[]> FindAsync(Walk walk) =>
        walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null);

    private static async Task RunAsync(Walk walk, PeeringFinding finding)
    {
        Assert.Empty(await CommandRun.RunAsync(walk, finding.Command!));
        walk.World.Clock.Advance(TimeSpan.FromMinutes(2));
    }
}
