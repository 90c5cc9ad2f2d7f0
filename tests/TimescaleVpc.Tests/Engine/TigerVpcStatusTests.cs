using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// Both forms of Timescale Cloud's API: the newer one says how a VPC is, and what needs it waits for that.
/// </summary>
public sealed class TigerVpcStatusTests
{
    [Theory]
    [InlineData(false, "", false)]
    [InlineData(true, "CREATED", true)]
    public async Task The_walkthrough_and_its_undo_pass_in_both_forms(bool newer, string state, bool isDated)
    {
        var walk = await StartAsync(newer);
        walk.World.Settings.CloudVpcReady = TimeSpan.FromMinutes(3);
        var before = walk.World.Inventory();

        var madeVpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        Assert.Equal((state, isDated), (madeVpc.State, madeVpc.CreatedAt is not null));
        var active = await AwsWalkTests.PeerAsync(walk);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, active);
        Assert.Equal(state, (await walk.OneAsync<Vpc>(new GetVpcRequest { Name = "prod" }, null)).State);
        // While the VPC reports that it is being built, no request is sent that it cannot serve yet.
        Assert.Equal(!newer, walk.World.Requests.Any(request =>
            request is { Kind: "Cloud.CreatePeering", Status: 404 }));
        var mutations = walk.Mutations;
        Assert.Empty((await AwsWalkTests.PeerAsync(walk)).Changes);
        Assert.Equal(mutations, walk.Mutations);

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, active);
        Assert.True(undo.IsComplete);
        await walk.RunAsync<Vpc>(new RemoveVpcRequest(), null, new VpcRef(madeVpc, null));
        Assert.Empty(walk.Said.Errors);
        // A service comes back at another port.
        Assert.DoesNotContain(walk.World.Inventory().Except(before), item => item.Kind != "Cloud.Service");
    }

    [Fact]
    public async Task A_new_VPC_is_waited_for_and_may_be_left_alone()
    {
        var walk = await StartAsync();
        walk.World.Settings.CloudVpcReady = TimeSpan.FromMinutes(3);
        var start = walk.World.Clock.UtcNow;

        var leftVpc = await walk.OneAsync<Vpc>(AwsGuide.New() with { NoWait = true }, null);
        Assert.Equal("CREATING", leftVpc.State);
        Assert.Equal(start, walk.World.Clock.UtcNow);

        var sink = new Collector();
        Assert.Equal("CREATED", (await walk.OneAsync<Vpc>(AwsGuide.New(), null, sink)).State);
        Assert.InRange(walk.World.Clock.UtcNow - start, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(3.2));
        Assert.Contains(sink.Waits, wait => wait.Status.StartsWith("CREATING", StringComparison.Ordinal));
        Assert.Single(walk.World.Requests, request => request.Kind == "Cloud.CreateVpc");
    }

    [Fact]
    public async Task A_wait_for_a_new_VPC_ends_with_its_time_and_goes_on_later()
    {
        var walk = await StartAsync();
        walk.World.Settings.CloudVpcReady = TimeSpan.FromMinutes(10);
        var error =
            await walk.FailsAsync("VpcTimeout", AwsGuide.New() with { Timeout = TimeSpan.FromMinutes(2) }, null);
        Assert.Contains("CREATING", error.Message, StringComparison.Ordinal);
        Assert.Equal("CREATED", (await walk.OneAsync<Vpc>(AwsGuide.New(), null)).State);
    }

    [Fact]
    public async Task A_word_that_nobody_knows_is_waited_out()
    {
        var walk = await StartAsync();
        await walk.OneAsync<Vpc>(AwsGuide.New() with { NoWait = true }, null);
        walk.World.Change("SetCloudVpcStatus:POLISHING", "prod");
        var error =
            await walk.FailsAsync("VpcTimeout", AwsGuide.New() with { Timeout = TimeSpan.FromMinutes(2) }, null);
        Assert.Contains("POLISHING", error.Message, StringComparison.Ordinal);
        walk.World.Change("SetCloudVpcStatus:CREATED", "prod");
        Assert.Equal("CREATED", (await walk.OneAsync<Vpc>(AwsGuide.New(), null)).State);
    }

    [Theory]
    [InlineData("ERROR", "VpcFailed")]
    [InlineData("DELETING", "VpcFailed")]
    public async Task A_VPC_that_does_not_come_is_an_error_before_any_change(string state, string atAdd)
    {
        var walk = await StartAsync();
        var elsewhere = await walk.OneAsync<Vpc>(AwsGuide.New("second", cidr: "10.32.0.0/20"), null);
        await walk.OneAsync<ServiceVpc>(
            new SetServiceRequest { Service = ["metrics"] }, new VpcRef(elsewhere, null));
        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New() with { NoWait = true }, null);
        walk.World.Change($"SetCloudVpcStatus:{state}", "prod");
        var mutations = walk.Mutations;

        Assert.Contains(state,
            (await walk.FailsAsync(state == "ERROR" ? "VpcFailed" : "VpcExists", AwsGuide.New(), null))
            .Message, StringComparison.Ordinal);
        await walk.FailsAsync(atAdd, new AddPeeringRequest(), AwsGuide.Pair(vpc));
        await walk.FailsAsync(
            atAdd, new SetServiceRequest { Service = ["metrics"] }, new VpcRef(vpc, null));
        Assert.Equal(mutations, walk.Mutations);
        Assert.Equal(state, (await walk.OneAsync<Vpc>(new GetVpcRequest { Name = "prod" }, null)).State);
    }

    [Fact]
    public async Task A_VPC_that_fails_on_the_way_ends_the_wait_and_can_be_made_anew()
    {
        var walk = await StartAsync();
        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New() with { NoWait = true }, null);
        foreach (StageRequest request in new StageRequest[] { AwsGuide.New(), new AddPeeringRequest() })
        {
            walk.World.Change("SetCloudVpcStatus:CREATING", "prod");
            var sink = new Collector { Waiting = _ => walk.World.Change("SetCloudVpcStatus:ERROR", "prod") };
            var start = walk.World.Clock.UtcNow;
            object? item = request is AddPeeringRequest ? AwsGuide.Pair(vpc) : null;
            Exception? error = await Record.ExceptionAsync(() => walk.RunAsync<object>(request, sink, item));
            Assert.Equal("VpcFailed",
                (error as TimescaleVpcException ?? Assert.Single(sink.Errors)).ErrorId);
            Assert.True(walk.World.Clock.UtcNow - start < TimeSpan.FromMinutes(1));
        }

        await walk.RunAsync<Vpc>(new RemoveVpcRequest(), null, new VpcRef(vpc, null));
        Assert.Empty(walk.Said.Errors);
        Assert.Equal("CREATED", (await walk.OneAsync<Vpc>(AwsGuide.New(), null)).State);
    }

    [Fact]
    public async Task A_service_stays_where_it_is_until_its_new_VPC_is_made()
    {
        var walk = await StartAsync();
        var first = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, new VpcRef(first, null));
        walk.World.Settings.CloudVpcReady = TimeSpan.FromMinutes(4);
        var second = await walk.OneAsync<Vpc>(
            AwsGuide.New("second", cidr: "10.32.0.0/20") with { NoWait = true }, null);
        var start = walk.World.Clock.UtcNow;

        var movedService = await walk.OneAsync<ServiceVpc>(
            new SetServiceRequest { Service = ["metrics"] }, new VpcRef(second, null));

        Assert.Equal(second.VpcId, movedService.VpcId);
        Assert.All(walk.World.Requests.Where(request => request.Kind == "Cloud.DetachService"),
            request => Assert.True(request.Time >= start + TimeSpan.FromMinutes(4)));
    }

    /// <summary>A VPC that names itself in AWS tells whose the first request is.</summary>
    [Fact]
    public async Task The_platforms_own_VPC_vouches_for_its_request_and_for_no_other_one()
    {
        var walk = await StartAsync();
        var request = new ApprovePeeringRequest { RequireKnownRequester = true };
        var addedPeering = await AwsGuide.AddedAsync(walk);
        var collector = new Collector(planning: true);
        await walk.OneAsync<VpcPeering>(request, addedPeering, collector);
        Assert.Contains(
            collector.Shown, step => step.Target.Contains("Timescale's own VPC vpc-", StringComparison.Ordinal));
        await walk.OneAsync<VpcPeering>(request, addedPeering);
        Assert.Empty(walk.Said.Warnings);

        // A request that fits in all else, and that the platform names by mistake.
        walk = await StartAsync();
        addedPeering = await AwsGuide.AddedAsync(walk);
        var before = walk.World.Inventory();
        walk.World.Change("PhishingRequest", "account=888877776666;cidr=10.30.0.0/20;region=us-east-1");
        var strange = walk.World.Inventory().Except(before).Single(item => item.Kind == "Aws.Peering");
        walk.World.Change("PlatformReportsPcx", strange.Id);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
        var mutations = walk.Mutations;
        foreach (var accountId in new[] { null, "888877776666" })
        {
            await walk.FailsAsync("RequesterVpcUnexpected",
                new ApprovePeeringRequest { RequesterAccountId = accountId },
                addedPeering with { RequesterAccountId = null, RequesterVpcId = null });
        }

        Assert.Equal(mutations, walk.Mutations);
    }

    [Fact]
    public async Task A_plan_neither_waits_nor_changes()
    {
        var walk = await StartAsync();
        walk.World.Settings.CloudVpcReady = TimeSpan.FromMinutes(10);
        await walk.OneAsync<Vpc>(AwsGuide.New() with { NoWait = true }, null);
        var (start, mutations) = (walk.World.Clock.UtcNow, walk.Mutations);

        var plannedVpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null, new Collector(planning: true));
        var askedPeering = await walk.OneAsync<VpcPeering>(
            new AddPeeringRequest(), AwsGuide.Pair(plannedVpc), new Collector(planning: true));

        Assert.Equal("CREATING", plannedVpc.State);
        Assert.Equal("RequestCloudPeering", Assert.Single(askedPeering.Plan).Action);
        Assert.Equal((start, mutations), (walk.World.Clock.UtcNow, walk.Mutations));
    }

    [Fact]
    public async Task A_removal_waits_until_the_VPC_is_gone_whatever_word_says_so()
    {
        var walk = await StartAsync();
        walk.World.Settings.CloudDelete = TimeSpan.FromMinutes(2);
        var vpc = await walk.OneAsync<Vpc>(AwsGuide.New(), null);
        var start = walk.World.Clock.UtcNow;
        await walk.RunAsync<Vpc>(new RemoveVpcRequest(), null, new VpcRef(vpc, null));
        Assert.Empty(walk.Said.Errors);
        Assert.InRange(walk.World.Clock.UtcNow - start, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2.2));
        Assert.DoesNotContain(walk.World.Inventory(), item => item.Kind == "Cloud.Vpc");
    }

    private static async Task<Walk> StartAsync(bool newer = true)
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.CloudVpcStatus = newer;
        return walk;
    }
}
