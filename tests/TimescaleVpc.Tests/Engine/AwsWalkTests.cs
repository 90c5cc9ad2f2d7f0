using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>The AWS walkthrough: Timescale Cloud, EC2, and services that move safely.</summary>
public sealed class AwsWalkTests
{
    private const string East = "vpc-0a1b2c3d4e5f60718";

    [Fact]
    public async Task Pipeline_ends_active_routed_and_reachable()
    {
        var walk = await Walk.StartAsync();
        var phishing = Phishing(walk);

        var peering = await PeerAsync(walk);
        var service = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, peering);
        var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service);

        Assert.Equal("ACTIVE", peering.State);
        Assert.StartsWith("pcx-", peering.AwsPeeringId, StringComparison.Ordinal);
        Assert.NotEmpty(peering.RouteTableIds);
        Assert.NotNull(peering.SecurityGroupId);
        Assert.NotNull(peering.RequesterAccountId);
        Assert.NotEqual(service.PreviousHost, service.Host);
        Assert.NotEqual(service.PreviousPort, service.Port);
        Assert.Contains(service.Endpoints, endpoint => endpoint.Role == "pooler");
        Assert.True(test.Reachable, test.Reason);
        Assert.NotNull(phishing);
        Assert.Equal(phishing, Phishing(walk));
    }

    [Fact]
    public async Task Second_run_changes_nothing()
    {
        var walk = await Walk.StartAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, await PeerAsync(walk));
        var before = walk.Mutations;

        var again = await PeerAsync(walk);
        var service = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, again);

        Assert.Equal(before, walk.Mutations);
        Assert.Empty(again.Changes);
        Assert.Empty(service.Changes);
    }

    [Fact]
    public async Task Plan_equals_the_real_run()
    {
        var walk = await Walk.StartAsync();

        var plannedPeering = await PeerAsync(walk, planning: true);
        var plannedService =
            await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, plannedPeering);
        Assert.Equal(0, walk.Mutations);
        var real = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] },
            await PeerAsync(walk));

        Assert.True(plannedService.Planned);
        Assert.Equal(
            real.Changes.Select(step => (step.Action, step.Target)).ToHashSet(),
            plannedService.Plan.Select(step => (step.Action, step.Target)).ToHashSet());
    }

    /// <summary>A connection that was not looked at is not called gone.</summary>
    [Fact]
    public async Task The_next_step_of_an_active_peering_names_a_connection_that_is_gone_or_dead()
    {
        var walk = await Walk.StartAsync();
        var peering = await PeerAsync(walk);
        Assert.Null((await FoundAsync()).NextStep);
        var before = walk.World.Requests.Length;
        await FoundAsync();
        var reads = walk.World.Requests.Length - before;

        walk.World.Change("DeletePeering", peering.AwsPeeringId!);
        walk.World.AddFault(new SandboxFault
        {
            Kind = "Ec2.DescribeVpcPeeringConnections", Status = 403, Code = "UnauthorizedOperation", Times = 9,
        });
        Assert.Equal(("ACTIVE", null), Shown(await FoundAsync()));
        walk.World.ClearFaults();
        before = walk.World.Requests.Length;
        Assert.Equal(("ACTIVE", Said("deleted in AWS")), Shown(await FoundAsync()));
        Assert.Equal(reads, walk.World.Requests.Length - before);

        // A request that expired, of which the platform says that it was accepted.
        walk = await Walk.StartAsync();
        peering = await AwsGuide.AddedAsync(walk);
        walk.World.Change("ExpirePeeringRequest", peering.AwsPeeringId!);
        walk.World.Change("SetCloudPeeringStatus:ACTIVE", "*");
        Assert.Equal(("ACTIVE", Said("expired in AWS")), Shown(await FoundAsync()));

        Task<VpcPeering> FoundAsync() =>
            walk.OneAsync<VpcPeering>(new GetPeeringRequest(), new VpcRef(null, peering.VpcId));
        string Said(string state) => $"Your half, the connection {peering.AwsPeeringId}, is {state}: no traffic "
            + "passes. Your turn: Test-VpcPeering | Repair-VpcPeering removes what is left and makes both halves "
            + "again.";
        static (string, string?) Shown(VpcPeering one) => (one.State, one.NextStep);
    }

    [Theory]
    [InlineData("active", false)]
    [InlineData("provisioning", false)]
    [InlineData(null, false)]
    [InlineData("", true)]
    [InlineData("rejected", true)]
    [InlineData("failed", true)]
    [InlineData("expired", true)]
    [InlineData("deleting", true)]
    [InlineData("deleted", true)]
    public void An_active_peering_has_a_next_step_where_AWS_calls_its_connection_dead(string? state, bool isDead)
    {
        var peering = new VpcPeering { AwsPeeringId = "pcx-1", ConnectionState = state };
        Assert.Equal(isDead, AwsPeerings.NextStep(peering, PeeringPhase.Active) is not null);
    }

    internal static async Task<VpcPeering> PeerAsync(Walk walk, bool planning = false)
    {
        var request = new NewVpcRequest { Name = "prod", Region = "us-east-1", Cidr = "10.30.0.0/20" };
        var vpc = await walk.OneAsync<Vpc>(request, null, new Collector(planning));
        var addedPeering = await walk.OneAsync<VpcPeering>(
            new AddPeeringRequest(), new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(null, East)));
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        var grantedPeering = await walk.OneAsync<VpcPeering>(new GrantEgressRequest(), approvedPeering);
        return await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), grantedPeering);
    }

    private static SandboxItem? Phishing(Walk walk) => walk.World.Inventory()
        .FirstOrDefault(item => item.Kind == "Aws.Peering"
            && item.Properties.Contains("999988887777", StringComparison.Ordinal));
}
