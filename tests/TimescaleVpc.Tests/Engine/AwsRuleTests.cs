using TimescaleVpc.Tests.Support;
using static TimescaleVpc.Tests.Support.AwsGuide;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Each rule of the AWS half, as the platforms of the sandbox enforce it.</summary>
public sealed class AwsRuleTests
{
    [Theory]
    [InlineData("10.0.0.7/17", "CidrInvalid", "10.0.0.0/17")]
    [InlineData("10.16.0.0/12", "CidrInvalid", "/16")]
    [InlineData("10.30.0.8/29", "CidrInvalid", "/28")]
    public async Task Ranges_are_checked_and_the_network_is_named(string cidr, string errorId, string text)
    {
        var walk = await Walk.StartAsync();
        var error = await walk.FailsAsync(errorId, New(cidr: cidr), null);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, walk.Mutations);
    }

    [Fact]
    public async Task Regions_names_and_overlaps_are_checked_before_anything_is_created()
    {
        var walk = await Walk.StartAsync();
        await walk.FailsAsync("RegionUnsupported", New(region: "az-westeurope"), null);
        await walk.OneAsync<Vpc>(New(), null);
        var before = walk.Mutations;
        await walk.FailsAsync("VpcNameTaken", New(cidr: "10.31.0.0/20"), null);
        await walk.FailsAsync("VpcOverlap", New(name: "other", cidr: "10.30.8.0/21"), null);
        Assert.Equal(before, walk.Mutations);

        await walk.OneAsync<Vpc>(New(name: "mars", region: "mars-north-1", cidr: "10.40.0.0/20"), null,
            new Collector(planning: true));
        Assert.Contains(walk.Said.Warnings, text => text.Contains("mars-north-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_small_plan_is_warned_of_and_the_platform_s_refusal_is_named()
    {
        var world = (await Walk.StartAsync()).World;
        world.Settings.CloudPlan = "FREE";
        var walk = await Walk.StartAsync(new ConnectRequest { Sandbox = true, World = world });

        await walk.FailsAsync("PlatformQuota", New(), null);

        Assert.Contains(walk.Said.Warnings, text => text.Contains("FREE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Overlap_counts_the_secondary_ranges_too()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(New(name: "wide", cidr: "10.51.0.0/20"), null);
        var before = walk.Mutations;
        var error = await walk.FailsAsync("AddressOverlap", new AddPeeringRequest(), Pair(vpc));
        Assert.Contains("10.51.0.0/16", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, walk.Mutations);
    }

    [Fact]
    public async Task An_AWS_VPC_must_exist_in_the_region_and_have_the_form_of_an_id()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(New(), null);
        await walk.FailsAsync("AwsVpcNotFound", new AddPeeringRequest(), Pair(vpc, West));
        await walk.FailsAsync("AwsVpcIdInvalid", new AddPeeringRequest(), Pair(vpc, "pcx-0a1b2c3d4e5f60718"));
        await walk.FailsAsync("AwsAccountMismatch", new AddPeeringRequest(), Pair(vpc, account: "999988887777"));
    }

    [Fact]
    public async Task Peerings_in_both_regions_and_two_at_once_work()
    {
        var walk = await Walk.StartAsync();
        var vpc = await walk.OneAsync<Vpc>(New(), null);
        var all = await walk.RunAsync<AwsVpc>(new GetAwsVpcRequest { AwsRegion = ["us-east-1", "eu-west-1"] }, null,
            [null]);
        var pairs = all.Where(item => item.AwsVpcId is East or West)
            .Select(item => (object?)new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(item, null))).ToArray();
        Assert.Equal(2, pairs.Length);

        var addedPeerings = await walk.RunAsync<VpcPeering>(new AddPeeringRequest(), null, pairs);
        Assert.Empty(walk.Said.Errors);
        var approvedPeerings = await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest(), null, addedPeerings);
        Assert.Empty(walk.Said.Errors);
        var active = await walk.RunAsync<VpcPeering>(new WaitPeeringRequest(), null, approvedPeerings);

        Assert.Equal(["ACTIVE", "ACTIVE"], active.Select(peering => peering.State));
        Assert.Equal(["eu-west-1", "us-east-1"], active.Select(peering => peering.AwsRegion).Order());
    }

    [Fact]
    public async Task The_first_requester_is_shown_and_a_later_one_must_be_the_same()
    {
        var walk = await Walk.StartAsync();
        var first = await AddedAsync(walk);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), first);
        Assert.Contains(walk.Said.Warnings,
            text => text.Contains(approvedPeering.RequesterAccountId!, StringComparison.Ordinal));
        await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);

        var vpc = await walk.OneAsync<Vpc>(New(name: "second", cidr: "10.32.0.0/20"), null);
        var second = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), Pair(vpc));
        walk.World.Change("PlatformReportsPcx", Phish(walk, "account=999988887777;cidr=10.32.0.0/20;region=us-east-1"));
        await RefusedAsync(walk, "RequesterAccountUnexpected", second);

    }

    [Theory]
    [InlineData("account=999988887777;cidr=10.30.0.0/20;region=us-east-1", "RequesterAccountUnexpected",
        "222233334444")]
    [InlineData("account=222233334444;cidr=10.30.0.0/20;region=eu-central-1", "RequesterRegionUnexpected", null)]
    [InlineData("account=222233334444;cidr=10.99.0.0/20;region=us-east-1", "RequesterCidrUnexpected", null)]
    public async Task A_lookalike_that_the_platform_names_is_refused_and_left_alone(string lookalike, string errorId,
        string? account)
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        walk.World.Settings.AwsPendingCidrs = true;
        walk.World.Change("PlatformReportsPcx", Phish(walk, lookalike));

        await RefusedAsync(walk, errorId, addedPeering, new ApprovePeeringRequest { RequesterAccountId = account });
    }

    [Fact]
    public async Task A_range_that_shows_up_wrong_only_when_active_gets_no_route()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        walk.World.Change("PlatformReportsPcx", Phish(walk, "account=222233334444;cidr=10.99.0.0/20;region=us-east-1"));

        await walk.FailsAsync("RequesterCidrUnexpected", new ApprovePeeringRequest(), addedPeering);

        Assert.DoesNotContain(walk.World.Requests, request => request.Kind == "Ec2.CreateRoute");
    }

    [Fact]
    public async Task An_expired_request_is_named_and_a_rerun_makes_a_new_one()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await AddedAsync(walk);
        walk.World.Clock.Advance(TimeSpan.FromDays(8));

        await walk.FailsAsync("PeeringExpired", new ApprovePeeringRequest(), addedPeering);

        var again = await AwsWalkTests.PeerAsync(walk);
        Assert.Equal("ACTIVE", again.State);
        Assert.NotEqual(addedPeering.AwsPeeringId, again.AwsPeeringId);
    }

    [Theory]
    [InlineData("INVALID", "PeeringInvalidSpecification")]
    [InlineData("TIMEOUT", "PeeringExpired")]
    [InlineData("DISABLED", "PeeringDisabled")]
    public async Task Failure_states_have_their_own_errors(string state, string errorId)
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        walk.World.Change("SetCloudPeeringStatus:" + state, peering.PeeringId!);
        await walk.FailsAsync(errorId, new WaitPeeringRequest(), peering);
        await walk.FailsAsync(errorId, new ApprovePeeringRequest(), peering);
    }

    [Fact]
    public async Task Everything_back_leaves_the_world_as_it_was()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var peering = await AwsWalkTests.PeerAsync(walk);
        await walk.FailsAsync("VpcHasPeerings", new RemoveVpcRequest(), new VpcRef(null, "prod"));

        await walk.RunAsync<object>(new RevokeEgressRequest(), null, peering);
        Assert.Empty(walk.Said.Errors);
        await walk.RunAsync<object>(new RemovePeeringRequest(), null, peering);
        Assert.Empty(walk.Said.Errors);
        await walk.RunAsync<object>(new RemoveVpcRequest(), null, new VpcRef(null, "prod"));
        Assert.Empty(walk.Said.Errors);

        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public async Task Changed_ranges_are_taken_up_after_asking()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        Assert.Empty((await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), peering)).Changes);
        walk.World.Change("AddVpcCidr", $"{East} 10.52.0.0/16");

        Assert.Empty(await walk.RunAsync<VpcPeering>(new UpdatePeeringRequest(), new Collector { Ask = () => false },
            peering));
        var plannedPeering = await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), peering,
            new Collector(planning: true));
        var updated = await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), peering);

        Assert.Equal(
            updated.Changes.Except(peering.Changes).Concat(updated.Changes.Intersect(plannedPeering.Plan))
                .Select(step => step.ToString()).ToHashSet(),
            plannedPeering.Plan.Select(step => step.ToString()).ToHashSet());
        Assert.Equal(peering.RouteTableIds.Order(), updated.RouteTableIds.Order());
        Assert.NotEqual(peering.AwsPeeringId, updated.AwsPeeringId);
        Assert.Contains("10.52.0.0/16", updated.PeerCidrs);
        Assert.NotEmpty(updated.RouteTableIds);
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), updated)).State);
        Assert.Empty((await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), updated)).Changes);
    }

    [Fact]
    public async Task A_service_of_another_region_is_refused()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        await walk.FailsAsync("ServiceElsewhere", new SetServiceRequest { Service = ["archive"] }, peering);
    }

    [Fact]
    public async Task A_service_moves_between_VPCs_and_goes_back_if_the_second_half_fails()
    {
        var walk = await Walk.StartAsync();
        var first = await AwsWalkTests.PeerAsync(walk);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, first);
        var second = await walk.OneAsync<Vpc>(New(name: "second", cidr: "10.32.0.0/20"), null);

        walk.World.AddFault(new SandboxFault { Kind = "Cloud.AttachService", Status = 400 });
        var error = await walk.FailsAsync("ServiceMovedBack", new SetServiceRequest { Service = ["metrics"] },
            new VpcRef(second, null));
        Assert.Contains(first.VpcId, error.Message, StringComparison.Ordinal);
        Assert.Equal(first.VpcId, await VpcOfAsync(walk));

        walk.World.AddFault(new SandboxFault { Kind = "Cloud.AttachService", Status = 400, Times = 9 });
        await walk.FailsAsync("ServiceLeftPublic", new SetServiceRequest { Service = ["metrics"] },
            new VpcRef(second, null));
        Assert.Null(await VpcOfAsync(walk));

        walk.World.ClearFaults();
        var movedService = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] },
            new VpcRef(second, null));
        Assert.Equal(second.VpcId, movedService.VpcId);
        var back = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"], Public = true,
            Force = true }, null);
        Assert.Null(back.VpcId);
    }

    [Fact]
    public async Task A_service_that_somebody_attached_in_between_is_named()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        walk.World.Change("AddCloudVpc", "name=other;cidr=10.40.0.0/20");
        var between = new Collector
        {
            Confirm = _ =>
            {
                walk.World.Change("AttachCloudService", "metrics other");
                return true;
            },
        };
        await walk.RunAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, between, peering);
        var error = Assert.Single(between.Errors);
        Assert.Equal("ServiceAttachedElsewhere", error.ErrorId);
        var other = walk.World.Inventory().Single(item => item.Kind == "Cloud.Vpc" && item.Name == "other");
        Assert.Contains($"is in VPC {other.Id}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_cannot_be_attached_may_have_an_allow_list()
    {
        var walk = await Walk.StartAsync();
        var peering = await AwsWalkTests.PeerAsync(walk);
        foreach (var (status, code) in new[] { (409, "CONFLICT"), (400, "SERVICE_HAS_ALLOW_LIST"), (403, "NOT_NOW") })
        {
            walk.World.AddFault(new SandboxFault { Kind = "Cloud.AttachService", Status = status, Code = code });
            var error = await walk.FailsAsync(
                "ServiceAttachRefused", new SetServiceRequest { Service = ["metrics"] }, peering);
            Assert.Contains($"{code} (status {status})", error.Message, StringComparison.Ordinal);
            Assert.Contains("IP allow list", error.RecommendedAction, StringComparison.Ordinal);
        }

        walk.World.AddFault(new SandboxFault { Kind = "Cloud.AttachService", Status = 403, Code = "FORBIDDEN" });
        await walk.FailsAsync("CloudPermissionDenied", new SetServiceRequest { Service = ["metrics"] }, peering);
    }

    [Fact]
    public async Task The_managed_service_peers_with_AWS_through_the_same_verbs()
    {
        var walk = await Walk.StartAsync();
        walk.World.Change("AddVpc", "timescale-aws-us-east-1");
        var before = walk.World.Inventory();
        var pair = new AwsPeerPair(new VpcRef(null, "timescale-aws-us-east-1"), new AwsVpcRef(null, East));

        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), pair);
        Assert.StartsWith("pcx-", addedPeering.AwsPeeringId, StringComparison.Ordinal);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        var active = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);

        Assert.Equal("ACTIVE", active.State);
        var mutations = walk.Mutations;
        var again = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), pair);
        Assert.Empty((await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), again)).Changes);
        Assert.Equal(mutations, walk.Mutations);
        await walk.RunAsync<object>(new RemovePeeringRequest(), null, again);
        Assert.Empty(walk.Said.Errors);
        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public async Task A_new_VPC_may_not_overlap_networks_that_the_project_is_peered_with()
    {
        var walk = await Walk.StartAsync();
        await AwsWalkTests.PeerAsync(walk);
        var error = await walk.FailsAsync("VpcOverlap", New(name: "second", cidr: "10.51.16.0/20"), null);
        Assert.Contains(East, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pending_request_is_rejected_since_its_accepter_cannot_delete_it()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var addedPeering = await AddedAsync(walk);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));

        await walk.RunAsync<object>(new RemovePeeringRequest(), null, addedPeering);
        Assert.Empty(walk.Said.Errors);
        Assert.Contains(walk.World.Requests, request => request.Kind == "Ec2.RejectVpcPeeringConnection"
            && request.Status == 200);
        Assert.DoesNotContain(walk.World.Requests, request => request.Kind == "Ec2.DeleteVpcPeeringConnection");
        await walk.RunAsync<object>(new RemoveVpcRequest(), null, new VpcRef(null, "prod"));
        Assert.Equal(before, walk.World.Inventory());
    }

    [Fact]
    public async Task A_VPC_that_holds_services_is_not_removed_and_can_be_renamed()
    {
        var walk = await Walk.StartAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] },
            await AwsWalkTests.PeerAsync(walk));
        var error = await walk.FailsAsync("VpcInUse", new RemoveVpcRequest(), new VpcRef(null, "prod"));
        Assert.Contains("metrics", error.Message, StringComparison.Ordinal);

        var renamed = await walk.OneAsync<Vpc>(new RenameVpcRequest { NewName = "production" },
            new VpcRef(null, "prod"));
        Assert.Equal("production", renamed.Name);
        Assert.Equal("production", (await walk.OneAsync<Vpc>(new GetVpcRequest { Name = "production" }, null)).Name);
    }

    private static async Task<string?> VpcOfAsync(Walk walk) =>
        (await walk.OneAsync<ServiceVpc>(new GetServiceRequest { Service = ["metrics"] }, null)).VpcId;

    private static async Task RefusedAsync(Walk walk, string errorId, VpcPeering peering,
        ApprovePeeringRequest? request = null)
    {
        var before = walk.Mutations;
        await walk.FailsAsync(errorId, request ?? new ApprovePeeringRequest(), peering);
        Assert.Equal(before, walk.Mutations);
    }

    /// <summary>Adds a request that looks like the platform's; returns its id.</summary>
    private static string Phish(Walk walk, string lookalike)
    {
        string[] Ids() => [.. walk.World.Inventory().Where(item => item.Kind == "Aws.Peering").Select(item => item.Id)];
        var before = Ids();
        walk.World.Change("PhishingRequest", lookalike);
        return Assert.Single(Ids().Except(before));
    }
}
