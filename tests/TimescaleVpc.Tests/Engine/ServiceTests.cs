using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Services: attached once, moved for real, and tested honestly.</summary>
public sealed class ServiceTests
{
    [Fact]
    public async Task Services_that_come_down_the_pipeline_move_and_their_namesakes_do_not()
    {
        var walk = await Walk.StartAsync();
        walk.World.Add(
        [
            Part("CloudVpc", ("Name", "prod"), ("Region", "us-east-1"), ("Cidr", "10.30.0.0/20")),
            Part("Service", ("Name", "mst-metrics"), ("Region", "us-east-1")),
        ]);
        var all = await walk.RunAsync<ServiceVpc>(
            new GetServiceRequest { Service = ["mst-metrics", "metrics"] }, null, [null]);
        var cloud = all.Where(service => service.Platform == "TimescaleCloud").ToArray();
        Assert.Equal((3, 2), (all.Length, cloud.Length));

        var items = cloud.Select(object? (service) => new ServiceTarget(service, new VpcRef(null, "prod"))).ToArray();
        var movedServices = await walk.RunAsync<ServiceVpc>(new SetServiceRequest(), null, items);
        Assert.Equal(["metrics", "mst-metrics"], movedServices.Select(service => service.Service).Order());
        Assert.All(movedServices, service => Assert.Equal("TimescaleCloud", service.Platform));
        Assert.Single(movedServices.Select(service => service.VpcId).Distinct());

        var back = movedServices.Select(object? (service) => new ServiceTarget(service, null)).ToArray();
        var freed = await walk.RunAsync<ServiceVpc>(new SetServiceRequest { Public = true }, null, back);
        Assert.All(freed, service => Assert.Null(service.VpcId));
        Assert.All(freed, service => Assert.Equal(
            ["AttachCloudService", "DetachCloudService"], service.Changes.Select(step => step.Action)));

        static SandboxPart Part(string parameter, params (string Key, object? Value)[] values) => new(
            parameter, parameter, values.ToDictionary(pair => pair.Key, pair => pair.Value));
    }

    [Fact]
    public async Task Attaching_waits_until_it_has_really_moved_and_shows_before_and_after()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var start = walk.World.Clock.UtcNow;

        var service = await AttachAsync(walk, peering);

        Assert.Equal(peering.VpcId, service.VpcId);
        Assert.Null(service.PreviousVpcId);
        Assert.Equal("RUNNING", service.State);
        Assert.Equal((service.Host, (int?)service.Port), (service.PreviousHost, service.PreviousPort));
        Assert.True(walk.World.Clock.UtcNow - start >= TimeSpan.FromMinutes(3));
        Assert.Contains(walk.Said.Warnings, text => text.Contains("Connections break", StringComparison.Ordinal)
            && text.Contains("public internet", StringComparison.Ordinal));
        Assert.StartsWith("postgres://tsdbadmin@", service.ConnectionString, StringComparison.Ordinal);

        var mutations = walk.Mutations;
        Assert.DoesNotContain((await AttachAsync(walk, peering)).Changes, step => step.Action == "AttachService"
            && mutations != walk.Mutations);
        Assert.Equal(mutations, walk.Mutations);
    }

    [Fact]
    public async Task Several_peerings_of_one_VPC_attach_each_service_once()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();

        var services = await walk.RunAsync<ServiceVpc>(
            new SetServiceRequest { Service = ["mst-metrics"] }, null, peering, peering with { }, peering with { });

        Assert.Single(services);
        Assert.Equal(1, walk.World.Requests.Count(request => request.Kind == "Mst.UpdateService"));
    }

    [Fact]
    public async Task Several_VPCs_are_refused()
    {
        var walk = await Walk.StartAsync();
        await walk.RunAsync<ServiceVpc>(
            new SetServiceRequest { Service = ["mst-metrics"] }, null,
            new VpcRef(null, Walk.West), new VpcRef(null, "timescale-azure-switzerland-north"));
        Assert.Equal("ServiceTargetAmbiguous", Assert.Single(walk.Said.Errors).ErrorId);
        Assert.Equal(0, walk.Mutations);
    }

    [Fact]
    public async Task A_service_of_another_region_or_an_unknown_one_is_refused()
    {
        var walk = await Walk.StartAsync();
        var vpc = new VpcRef(null, Walk.West);
        await walk.FailsAsync("ServiceElsewhere", new SetServiceRequest { Service = ["mst-archive"] }, vpc);
        await walk.FailsAsync("ServiceNotFound", new SetServiceRequest { Service = ["nothing"] }, vpc);
        await walk.FailsAsync("ServiceTargetMissing", new SetServiceRequest { Service = ["mst-metrics"] }, null);
        Assert.Equal(0, walk.Mutations);
    }

    [Fact]
    public async Task Without_an_active_peering_it_warns()
    {
        var walk = await Walk.StartAsync();
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] },
            new VpcRef(null, Walk.West));
        Assert.Contains(walk.Said.Warnings, text => text.Contains("No peering", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mst-metrics", "OWN_CA=yes")]
    [InlineData("metrics", "OWN_CA=\n")]
    public async Task The_managed_services_CA_is_for_its_own_services(string name, string expected)
    {
        var walk = await Walk.StartAsync();
        var script = await walk.OneAsync<string>(new TestServiceRequest { Service = [name], AsScript = true }, null);
        Assert.Contains(expected, script.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Detaching_asks_first()
    {
        var walk = await Walk.StartAsync();
        await AttachAsync(walk, await walk.PeerAsync());
        var request = new SetServiceRequest { Service = ["mst-metrics"], Public = true };

        var refusal = new Collector { Ask = () => false };
        Assert.Empty(await walk.RunAsync<ServiceVpc>(request, refusal, [null]));
        Assert.Contains(refusal.Texts, text => text.StartsWith("Not done, as you", StringComparison.Ordinal));
        Assert.Empty(walk.Said.Errors);
        Assert.NotNull((await walk.OneAsync<ServiceVpc>(new GetServiceRequest { Service = ["mst-metrics"] }, null))
            .VpcId);

        var service = await walk.OneAsync<ServiceVpc>(request with { Force = true }, null,
            new Collector { Ask = () => false });
        Assert.Null(service.VpcId);
        Assert.NotNull(service.PreviousVpcId);
    }

    [Theory]
    [InlineData(null, true, "Inside")]
    [InlineData("Network-RG/Prod-VNet", true, "Inside")]
    [InlineData("Other-RG/Prod-VNet", false, "Outside")]
    [InlineData("Outside", null, "Outside")]
    public async Task Reachability_depends_on_where_it_is_tried(string? from, bool? reachable, string vantage)
    {
        var walk = await Walk.StartAsync();
        var service = await AttachAsync(walk, await walk.PeerAsync());

        var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest { From = from }, service);

        Assert.Equal((reachable, vantage), (test.Reachable, test.Vantage));
        Assert.NotEmpty(test.Reason);
        Assert.Equal("Passed", test.Dns.Status);
    }

    /// <summary>What the cmdlets before emit is enough: a peering, a VPC, and a row that names them.</summary>
    [Fact]
    public async Task A_peering_means_the_services_of_its_VPC_from_its_network()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        foreach (var item in new object[] { peering, new VpcRef(null, peering.VpcId) })
        {
            var error = await walk.FailsAsync("VpcWithoutService", new TestServiceRequest(), item);
            Assert.Contains(peering.VpcId, error.Message, StringComparison.Ordinal);
        }

        await AttachAsync(walk, peering);
        // A second network that is peered with the VPC, and comes first by its name.
        var other = await walk.OneAsync<AzurePeerGrant>(
            new GrantPeerRoleRequest { ResourceGroupName = "Other-RG" }, Walk.Pair());
        var second = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), other);
        second = await walk.OneAsync<VpcPeering>(
            new WaitPeeringRequest(), await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), second));

        foreach (var one in new[] { peering, second })
        {
            var reference = new PeeringRef(null, new VpcRef(null, one.VpcId), new VNetRef(null, one.VNetId));
            foreach (var item in new object[] { one, reference })
            {
                var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), item);
                Assert.Equal(("mst-metrics", true, one.VNetId), (test.Service, test.Reachable, test.From));
            }
        }
    }

    [Fact]
    public async Task Not_reachable_after_the_link_is_gone()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var service = await AttachAsync(walk, peering);
        walk.World.Change("DeleteLink", peering.VNetId!);

        Assert.False((await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service)).Reachable);
        await walk.RunAsync<object>(new RemovePeeringRequest(), null, peering);
        Assert.False((await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service)).Reachable);
    }

    [Fact]
    public async Task Not_reachable_from_a_range_that_the_platform_has_not_learnt()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var service = await AttachAsync(walk, peering);
        walk.World.Change("AddVNetRange", $"{peering.VNetId} 10.77.0.0/16");

        var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service);
        Assert.False(test.Reachable);
        Assert.Contains("10.77.0.0/16", test.Tcp.Detail, StringComparison.Ordinal);
        walk.World.Clock.Advance(walk.World.Settings.PlatformSync);
        Assert.True((await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service)).Reachable);
    }

    [Fact]
    public async Task A_public_service_is_reachable_from_anywhere_and_a_wrong_password_is_not_a_network_matter()
    {
        var walk = await Walk.StartAsync();
        var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest { Service = ["mst-archive"],
            From = "Outside" }, null);
        Assert.True(test.Reachable);

        var wrongPassword = new TestServiceRequest { Service = ["mst-archive"],
            ReadCredential = () => ("tsdbadmin", "wrong-password-1") };
        test = await walk.OneAsync<ServiceVpcTest>(wrongPassword, null);
        Assert.False(test.Reachable);
        Assert.Equal(("Passed", "Failed"), (test.Tcp.Status, test.Login.Status));
        Assert.DoesNotContain("wrong-password-1", test.ToString() + test.Login + test.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_place_lists_those_that_are_there()
    {
        var walk = await Walk.StartAsync();
        var service = await AttachAsync(walk, await walk.PeerAsync());
        var error = await walk.FailsAsync("ProbePlaceUnknown", new TestServiceRequest { From = "Prod-VNet" }, service);
        Assert.Contains("Other-RG/Prod-VNet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_VPC_waits_until_it_is_active_and_a_second_run_adopts_it()
    {
        var walk = await Walk.StartAsync();
        var request = new NewVpcRequest { CloudName = "timescale-azure-northeurope", Cidr = "10.210.0.0/24" };

        var vpc = await walk.OneAsync<Vpc>(request, null);
        Assert.Equal(("ACTIVE", "northeurope"), (vpc.State, vpc.Region));
        Assert.Equal(["CreateVpc"], vpc.Changes.Select(step => step.Action));

        var again = await walk.OneAsync<Vpc>(request, null);
        Assert.Equal(vpc.VpcId, again.VpcId);
        Assert.Empty(again.Changes);

        await walk.RunAsync<object>(new RemoveVpcRequest(), null, new VpcRef(again, null));
        Assert.Empty(walk.Said.Errors);
        Assert.DoesNotContain(await walk.RunAsync<Vpc>(new GetVpcRequest(), null, [null]),
            item => item.VpcId == vpc.VpcId);
    }

    [Theory]
    [InlineData("10.0.0.7/22", "CidrInvalid")]
    [InlineData("10.0.0.0/16", "CidrInvalid")]
    [InlineData("ten", "CidrInvalid")]
    [InlineData("fd00::/64", "CidrInvalid")]
    [InlineData("fd00::/24", "CidrInvalid")]
    [InlineData("10.200.0.0/23", "VpcOverlap")]
    public async Task Ranges_are_checked_before_anything_is_created(string cidr, string errorId)
    {
        var walk = await Walk.StartAsync();
        await walk.FailsAsync(errorId, new NewVpcRequest { CloudName = "timescale-azure-northeurope", Cidr = cidr },
            null);
        Assert.Equal(0, walk.Mutations);
    }

    [Fact]
    public async Task Clouds_are_checked_and_near_names_are_listed()
    {
        var walk = await Walk.StartAsync();
        var error = await walk.FailsAsync("CloudUnknown",
            new NewVpcRequest { CloudName = "azure-westeurop", Cidr = "10.210.0.0/24" }, null);
        Assert.Contains(Walk.West, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_VPC_in_use_is_not_removed_and_nothing_is_detached()
    {
        var walk = await Walk.StartAsync();
        await AttachAsync(walk, await walk.PeerAsync());
        var error = await walk.FailsAsync("VpcInUse", new RemoveVpcRequest(), new VpcRef(null, Walk.West));
        Assert.Contains("mst-metrics", error.Message, StringComparison.Ordinal);
        await walk.FailsAsync("RenameNotSupported", new RenameVpcRequest { NewName = "x" },
            new VpcRef(null, Walk.West));
    }

    private static Task<ServiceVpc> AttachAsync(Walk walk, VpcPeering peering) =>
        walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);
}
