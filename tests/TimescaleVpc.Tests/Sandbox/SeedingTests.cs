using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>What New-VpcSandbox puts into a world: by the platforms' rules, and all of it or nothing.</summary>
public sealed class SeedingTests
{
    private static readonly SandboxPart[] Estate =
    [
        Part("Setting", ("RolePropagation", "00:05:00"), ("cloudplan", "SCALE"), ("ForbidSecrets", "false")),
        Part("Latency", ("Arm.PutPeering", TimeSpan.FromSeconds(30)), ("*", "00:00:01")),
        Part("AzureSubscription", ("Name", "Second")),
        Part("AzureUser", ("Name", "ops"), ("Role", "network contributor"), ("Subscription", "Second")),
        Part("AwsProfile", ("Name", "other"), ("Account", 444433332222), ("Region", "eu-west-1")),
        Part("AzureVNet", ("Name", "App-VNet"), ("ResourceGroupName", "App-RG"),
            ("AddressPrefixes", new object[] { "10.5.0.0/16", "10.6.0.0/16" })),
        Part("AzureVNet", ("Name", "Far-VNet"), ("ResourceGroupName", "App-RG"), ("AddressPrefix", "10.7.0.0/16"),
            ("Subscription", "Second"), ("Location", "uksouth")),
        Part("AwsVpc", ("Region", "eu-west-1"), ("CidrBlock", "10.70.0.0/16"), ("Account", "444433332222"),
            ("Name", "app")),
        Part("Vpc", ("CloudName", "timescale-azure-uksouth"), ("Cidr", "10.210.0.0/24")),
        Part("Vpc", ("CloudName", "timescale-aws-us-east-1"), ("Cidr", "10.211.0.0/24")),
        Part("CloudVpc", ("Name", "prod"), ("Region", "us-east-1"), ("Cidr", "10.30.0.0/20")),
        Part("Service", ("Name", "orders"), ("CloudName", "timescale-azure-uksouth"),
            ("Vpc", "timescale-azure-uksouth")),
        Part("Service", ("Name", "shop"), ("Region", "us-east-1"), ("Vpc", "prod")),
        Part("Fault", ("Kind", "Arm.GetVNet"), ("Status", 503), ("RetryAfter", 3), ("Times", 2), ("Wire", "None")),
    ];

    [Fact]
    public void Everything_that_is_described_lives_in_the_world()
    {
        var world = Make(Estate);
        var items = world.Inventory();
        string[] expected =
        [
            "Arm.VNet App-VNet", "Arm.VNet Far-VNet", "Aws.Vpc app", "Aws.SecurityGroup default",
            "Cloud.Service shop", "Cloud.Vpc prod", "Mst.Service orders", "Mst.Vpc timescale-azure-uksouth",
            "Mst.Vpc timescale-aws-us-east-1",
        ];
        Assert.All(expected, name => Assert.Contains(name, items.Select(item => item.ToString())));
        Assert.Equal("cidr=10.210.0.0/24 project=demo-mst state=ACTIVE",
            items.Single(item => item.Name == "timescale-azure-uksouth").Properties);
        Assert.Contains("10.5.0.0/16,10.6.0.0/16",
            items.Single(item => item.Name == "App-VNet").Properties, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(5), world.Settings.RolePropagation);
        Assert.Equal(TimeSpan.FromSeconds(30), world.Settings.Latency["arm.putpeering"]);
        Assert.Equal("Arm.GetVNet 503", $"{Assert.Single(world.Faults)}");
        Assert.Contains("ops@demo.example", world.SignIn.Users.Select(user => user.Key));
        Assert.Equal("444433332222", world.SignIn.AwsCredentials.Single(item => item.Profile == "other").Account);
    }

    [Fact]
    public void Two_worlds_of_one_seed_are_equal_and_another_seed_makes_other_ids()
    {
        Assert.Equal(Make(Estate).Inventory(), Make(Estate).Inventory());
        var other = new SandboxWorld(2, isEmpty: true);
        other.Add(Estate);
        Assert.NotEqual(VpcIds(Make(Estate)), VpcIds(other));
    }

    [Fact]
    public async Task An_empty_world_has_its_sign_ins_and_nothing_to_peer()
    {
        VpcSandbox world = new SandboxWorld(1, isEmpty: true);
        var kinds = world.Inventory().Select(item => item.Kind).Distinct();
        Assert.Equal(["Arm.RoleAssignment", "Arm.RoleDefinition", "Entra.Application"], kinds);
        var walk = await Support.Walk.StartAsync(Connect(world) with { AwsProfile = "sandbox" });
        Assert.Equal(("demo-mst", "demo-cloud"), (walk.Session.Project, walk.Session.CloudProject));
        Assert.Empty(await walk.RunAsync<AzureVNet>(new GetVNetRequest(), null, [null]));
        Assert.Empty(await walk.RunAsync<AwsVpc>(new GetAwsVpcRequest(), null, [null]));
        Assert.Empty(await walk.RunAsync<Vpc>(new GetVpcRequest(), null, [null]));
        Assert.Empty(await walk.RunAsync<ServiceVpc>(new GetServiceRequest(), null, [null]));
    }

    [Fact]
    public async Task The_way_to_a_database_in_a_peered_VNet_leads_through_a_described_world()
    {
        var world = Make(Estate);
        var walk = await Support.Walk.StartAsync(Connect(world) with { Subscription = "Second" });
        var pair = Support.Walk.Pair("timescale-azure-uksouth", "Far-VNet");
        var grant = await walk.OneAsync<AzurePeerGrant>(new GrantPeerRoleRequest(), pair);
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering)).State);
        var request = new TestServiceRequest { Service = ["orders"], From = "App-RG/Far-VNet" };
        Assert.True((await walk.OneAsync<ServiceVpcTest>(request, null)).Reachable);
    }

    [Fact]
    public async Task The_way_to_a_database_in_a_peered_AWS_VPC_leads_through_a_described_world()
    {
        var world = Make(Estate);
        var walk = await Support.Walk.StartAsync(Connect(world) with { AwsProfile = "other" });
        var awsVpc = await walk.OneAsync<AwsVpc>(new GetAwsVpcRequest(), null);
        var vpc = (await walk.RunAsync<Vpc>(new GetVpcRequest { Name = "prod" }, null, [null])).Single();
        var pair = new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(awsVpc, null));
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), pair);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        Assert.Single(approvedPeering.RouteTableIds);
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering)).State);
    }

    [Fact]
    public async Task A_described_user_may_do_what_the_role_says_and_no_more()
    {
        var world = Make(
        [
            Part("AzureUser", ("Name", "nobody")), Part("AzureUser", ("Name", "viewer"), ("Role", "Reader")),
            .. Estate[5..6],
        ]);
        var connect = Connect(world) with { Subscription = null };
        var nobody = await Support.Walk.StartAsync(connect with { SandboxUser = "nobody" });
        await nobody.FailsAsync("SubscriptionNotFound", new GetVNetRequest(), null);

        var viewer = await Support.Walk.StartAsync(connect with { SandboxUser = "viewer" });
        var vnet = await viewer.OneAsync<AzureVNet>(new GetVNetRequest(), null);
        world.Add([Estate[8]]);
        await viewer.FailsAsync("AzurePermissionDenied", new GrantPeerRoleRequest(), new PeerPair(
            new VpcRef(null, "timescale-azure-uksouth"), new VNetRef(vnet, null)));
    }

    [Fact]
    public void What_is_refused_leaves_the_world_as_it_was_and_later_ids_too()
    {
        var (world, otherWorld) = (Make(Estate[..5]), Make(Estate[..5]));
        var before = world.Inventory();
        SandboxPart[] more =
        [
            Part("Setting", ("RolePropagation", "00:09:00")), Part("Latency", ("Arm.PutPeering", "00:09:00")),
            .. Estate[5..], Part("Service", ("Name", "orders"), ("CloudName", "timescale-azure-uksouth")),
        ];
        var error = Assert.Throws<SandboxPartException>(() => world.Add(more));
        Assert.Equal("Name 'orders' is taken", error.Problem);
        Assert.Equal(before, world.Inventory());
        Assert.Equal(TimeSpan.FromMinutes(5), world.Settings.RolePropagation);
        Assert.Equal(TimeSpan.FromSeconds(30), world.Settings.Latency["Arm.PutPeering"]);
        Assert.Empty(world.Faults);

        world.Add(Estate[5..]);
        otherWorld.Add(Estate[5..]);
        Assert.Equal(otherWorld.Inventory(), world.Inventory());
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "Vpc", "CloudName=timescale-azure-uksouth", "the key 'Cidr' is missing" },
        { "Vpc", "CloudName=timescale-azure-uksouth;Cidr=10.210.0.0/24;Name=x", "there is no key 'Name'" },
        { "Vpc", "CloudName=azure-nowhere;Cidr=10.210.0.0/24", "unknown cloud 'azure-nowhere'" },
        { "Vpc", "CloudName=timescale-azure-uksouth;Cidr=10.210.0.0/16", "between /20 and /24" },
        { "Vpc", "CloudName=timescale-azure-westeurope;Cidr=10.200.0.0/24", "VPC already exists" },
        { "CloudVpc", "Name=x;Region=mars-1;Cidr=10.30.0.0/20", "no VPC can be made in 'mars-1'" },
        { "CloudVpc", "Name=x;Region=us-east-1;Cidr=10.30.0.1/20", "the network is 10.30.0.0/20" },
        { "Service", "Name=x", "exactly one of the keys CloudName and Region" },
        { "Service", "Name=x;CloudName=timescale-azure-uksouth;Region=us-east-1", "exactly one of the keys" },
        { "Service", "Name=Big;CloudName=timescale-azure-uksouth", "has other characters than" },
        { "Service", "Name=mst-metrics;CloudName=timescale-azure-uksouth", "'mst-metrics' is taken" },
        { "Service", "Name=x;CloudName=mars", "'mars' is none of timescale-aws" },
        { "Service", "Name=x;CloudName=timescale-azure-uksouth;Vpc=y", "'y' is no VPC of the project" },
        { "Service", "Name=x;CloudName=timescale-azure-uksouth;Vpc=timescale-azure-westeurope", "the VPC is in cloud" },
        { "Service", "Name=metrics;Region=us-east-1", "'metrics' is taken" },
        { "Service", "Name=x;Region=us-gov-1", "'us-gov-1' is none of ap-south-1" },
        { "AzureSubscription", "Name=demo subscription", "'demo subscription' is taken" },
        { "AzureUser", "Name=admin", "'admin' is taken" },
        { "AzureUser", "Name=a b", "has other characters than letters" },
        { "AzureUser", "Name=x;Role=King", "'King' is none of Owner, Reader" },
        { "AzureUser", "Name=x;DirectoryRole=King", "is not Application Administrator" },
        { "AzureUser", "Name=x;Subscription=Third", "'Third' is none of Demo Subscription" },
        { "AzureVNet", "Name=prod-vnet;ResourceGroupName=network-rg;AddressPrefix=10.5.0.0/16", "taken in resource" },
        { "AzureVNet", "Name=x;ResourceGroupName=y/z;AddressPrefix=10.5.0.0/16", "of any script, _ . - ( or )" },
        { "AzureVNet", "Name=x;ResourceGroupName=y;AddressPrefix=10.5.0.1/16", "the network is 10.5.0.0/16" },
        { "AzureVNet", "Name=x;ResourceGroupName=y;AddressPrefix=10.5", "is no IPv4 range" },
        { "AzureVNet", "Name=x;ResourceGroupName=y;AddressPrefix=10.5.0.0/30", "is not between /2 and /29" },
        { "AzureVNet", "Name=x;ResourceGroupName=Network-RG;AddressPrefix=10.5.0.0/16;Location=uksouth", "westeurope" },
        { "AzureVNet", "Name=x;ResourceGroupName=y.;AddressPrefix=10.5.0.0/16", "not ending with a full stop" },
        { "AzureVNet", "Name=x-;ResourceGroupName=y;AddressPrefix=10.5.0.0/16", "not ending with . or -" },
        { "AzureVNet", "Name=x;ResourceGroupName=y;AddressPrefix=fd00:db8::/48", "is IPv6 only" },
        { "AzureSubscription", "Name=x;Id=y", "'y' is no GUID" },
        { "AzureSubscription", "Name=x;Id=0b1f6471-1bf0-4dda-aec3-cb9272f09590", "is taken" },
        { "AzureSubscription", "Name=x;State=Gone", "'Gone' is none of Enabled, Disabled" },
        { "AzureLock", "Level=Strict", "'Strict' is none of CanNotDelete, ReadOnly" },
        { "AzureLock", "Level=ReadOnly;VNetName=Prod-VNet", "VNetName needs ResourceGroupName" },
        { "AzureLock", "Level=ReadOnly;ResourceGroupName=Network-RG;VNetName=x", "is no VNet in Network-RG" },
        { "AzureLock", "Level=ReadOnly;ResourceGroupName=x", "is no resource group in Demo Subscription" },
        { "AzureLock", "Level=ReadOnly;Scope=/subscriptions/x", "is no subscription, resource group or VNet here" },
        { "AzureLock", "Level=ReadOnly;Scope=/subscriptions/x;Subscription=y", "Scope says where" },
        { "AzurePolicy", "ResourceGroupName=Network-RG", "the key 'Name' is missing" },
        { "AzureDenyAssignment", "Name=x;Except=nobody", "'nobody' is no user" },
        { "AwsProfile", "Name=SANDBOX", "'SANDBOX' is taken" },
        { "AwsProfile", "Name=x;Account=12", "has not 12 digits" },
        { "AwsProfile", "Name=x;Account=999988887777", "belongs to somebody else" },
        { "AwsProfile", "Name=x;Region=mars-1", "'mars-1' is none of ap-northeast-1" },
        { "AwsProfile", "Name=x;Policy=King", "'King' is none of Admin, Reader, Least" },
        { "AwsVpc", "Region=us-east-1;CidrBlock=10.8.0.0/15", "is not between /16 and /28" },
        { "AwsVpc", "Region=us-east-1;CidrBlock=10.9.0.0/16;Account=444433332222", "has no profile here" },
        { "AwsVpc", "Region=af-south-1;CidrBlock=10.9.0.0/16", "'af-south-1' is none of" },
        { "AwsVpc", "Region=us-east-1;CidrBlock=10.9.0.0/16;Route=10.9.0.1/16 nat-1", "is no route such as" },
        { "AwsVpc", "Region=us-east-1;CidrBlock=10.9.0.0/16;NetworkAclEntry=deny", "is no entry such as" },
        { "Service", "Name=x;CloudName=timescale-azure-uksouth;IpFilter=here", "'here' is no address or range" },
        { "Service", "Name=x;CloudName=timescale-azure-uksouth;AllowList=10.0.0.0/24", "AllowList is for" },
        { "Service", "Name=x;Region=us-east-1;IpFilter=10.0.0.0/24", "IpFilter is for the managed service" },
        { "Service", "Name=x;Region=us-east-1;AllowList=10.0.0.0/8", "too small, minimum /17" },
        { "Setting", "RolePropagation=5", "is no time such as 00:00:30" },
        { "Setting", "RolePropagation=-00:01:00", "is no time such as 00:00:30" },
        { "Setting", "ArmPageSize=-1", "is no whole number from 0" },
        { "Setting", "ForbidSecrets=maybe", "is neither true nor false" },
        { "Setting", "Latency=x", "there is no key 'Latency'" },
        { "Latency", "Arm.Nothing=00:00:01", "there is no key 'Arm.Nothing'" },
        { "Fault", "Status=500", "the key 'Kind' is missing" },
        { "Fault", "Kind=Arm.Nothing", "no request kind 'Arm.Nothing'; there are Arm." },
        { "Fault", "Kind=*;Status=99", "Status is an HTTP status" },
        { "Fault", "Kind=*;Times=0", "Times is at least 1" },
        { "Fault", "Kind=*;Wire=Cut", "Wire is one of " },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_names_key_value_and_rule(string parameter, string values, string problem)
    {
        VpcSandbox world = new SandboxWorld();
        var before = world.Inventory();
        var pairs = values.Split(';').Select(pair => pair.Split('=', 2))
            .Select(pair => (pair[0], (object?)pair[1])).ToArray();
        var error = Assert.Throws<SandboxPartException>(() => world.Add([Part(parameter, pairs)]));
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        Assert.Equal($"-{parameter}", error.Label);
        Assert.NotEmpty(error.Keys);
        Assert.Equal(before, world.Inventory());
    }

    [Fact]
    public void Ranges_of_one_network_do_not_overlap()
    {
        VpcSandbox world = new SandboxWorld();
        object[] ranges = ["10.5.0.0/16", "10.5.3.0/24"];
        var error = Assert.Throws<SandboxPartException>(() => world.Add(
            [Part("AwsVpc", ("Region", "us-east-1"), ("CidrBlocks", ranges))]));
        Assert.Equal("CidrBlock '10.5.3.0/24' overlaps 10.5.0.0/16", error.Problem);
    }

    /// <summary>
    /// A group's name with all that Azure allows in one, and a VNet of many ranges of both families: every request for
    /// it has to name it right, and no range is left out.
    /// </summary>
    [Fact]
    public async Task A_VNet_of_both_families_in_a_group_with_parentheses_goes_the_whole_way()
    {
        const string Group = "Größe_(Süd).日本-2";
        object[] ranges =
            [.. Enumerable.Range(5, 12).Select(number => $"10.{number}.0.0/16"), "fd00:db8:1::/48", "fd00:db8:2::/64"];
        VpcSandbox world = new SandboxWorld();
        world.Add([Part("AzureVNet", ("Name", "Dual.VNet_"), ("ResourceGroupName", Group), ("AddressPrefix", ranges))]);
        var walk = await Support.Walk.StartAsync(Connect(world));
        var vnet = (await walk.RunAsync<AzureVNet>(new GetVNetRequest { Name = "Dual.VNet_" }, null, [null])).Single();
        Assert.Equal((Group, 14), (vnet.ResourceGroupName, vnet.AddressPrefixes.Length));
        var pair = new PeerPair(
            new VpcRef(null, "timescale-azure-westeurope"),
            new VNetRef(null, "dual.vnet_") { ResourceGroupName = Group.ToUpperInvariant() });
        var grant = await walk.OneAsync<AzurePeerGrant>(new GrantPeerRoleRequest(), pair);
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        var active = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
        Assert.Equal("ACTIVE", active.State);
        var half = world.Inventory().Single(item => item.Kind == "Arm.Peering" &&
            item.Id.Contains(Group, StringComparison.Ordinal) && item.Properties.Contains("state=Connected"));
        Assert.Contains("/virtualNetworks/Dual.VNet_/", half.Id, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Requests, request => request.Kind == "Unknown");

        world.Change("AddVNetRange", $"{vnet.VNetId} fd00:db8:3::/64");
        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), active);
        Assert.True(undo.IsComplete, string.Join(", ", undo.After.Select(item => $"{item}")));
    }

    /// <summary>
    /// Families are compared with themselves: an IPv6 range that overlaps is found, and none by chance.
    /// </summary>
    [Fact]
    public async Task Overlaps_are_found_in_each_family()
    {
        VpcSandbox world = new SandboxWorld();
        object[] apart = ["10.20.0.0/16", "fd00:db8:1::/48"];
        object[] within = ["fd00:db8:1::/48", "10.200.0.0/25", "10.21.0.0/16"];
        world.Add(
        [
            Part("AzureVNet", ("Name", "Apart"), ("ResourceGroupName", "RG"), ("AddressPrefix", apart)),
            Part("AzureVNet", ("Name", "Within"), ("ResourceGroupName", "RG"), ("AddressPrefix", within)),
        ]);
        var walk = await Support.Walk.StartAsync(Connect(world));
        var vpc = new VpcRef(null, "timescale-azure-westeurope");
        await walk.FailsAsync("AddressOverlap", new GrantPeerRoleRequest(),
            new PeerPair(vpc, new VNetRef(null, "Within") { ResourceGroupName = "RG" }));
        Assert.NotNull(await walk.OneAsync<AzurePeerGrant>(
            new GrantPeerRoleRequest(), new PeerPair(vpc, new VNetRef(null, "Apart") { ResourceGroupName = "RG" })));
    }

    [Fact]
    public async Task Two_subscriptions_of_one_name_are_told_apart_by_their_ids()
    {
        const string Id = "0b1f6471-1bf0-4dda-aec3-cb9272f09591";
        VpcSandbox world = new SandboxWorld();
        world.Add([Part("AzureSubscription", ("Name", "Demo Subscription"), ("Id", Id))]);
        var error = Assert.Throws<SandboxPartException>(() => world.Add(
        [
            Part("AzureVNet", ("Name", "There"), ("ResourceGroupName", "RG"), ("AddressPrefix", "10.5.0.0/16"),
                ("Subscription", "Demo Subscription")),
        ]));
        Assert.Contains(Id, error.Problem, StringComparison.Ordinal);
        world.Add(
        [
            Part("AzureVNet", ("Name", "There"), ("ResourceGroupName", "RG"), ("AddressPrefix", "10.5.0.0/16"),
                ("Subscription", Id)),
        ]);

        foreach (var subscription in new[] { "demo subscription", null })
        {
            var failure = await Assert.ThrowsAsync<TimescaleVpcException>(
                () => Support.Walk.StartAsync(
                    Connect(world) with { Subscription = subscription, TenantId = "demo.example" }));
            Assert.Equal("SubscriptionAmbiguous", failure.ErrorId);
            Assert.Contains(Id, failure.Message, StringComparison.Ordinal);
            Assert.Contains(Id[..^1] + "0", failure.Message, StringComparison.Ordinal);
        }

        var walk = await Support.Walk.StartAsync(Connect(world) with { Subscription = Id });
        var vnet = await walk.OneAsync<AzureVNet>(new GetVNetRequest(), null);
        Assert.Equal(("There", Id), (vnet.Name, vnet.SubscriptionId));
    }

    [Fact]
    public async Task The_stage_says_it_in_the_words_of_the_catalogue()
    {
        var sink = new Collector();
        var request = new BuildSandboxRequest { Parts = [Part("Vpc", ("Color", "red"))] };
        var stage = new TimescaleVpc.Engine.PeeringEngine().Open(request, sink);
        var error = await Assert.ThrowsAsync<TimescaleVpcException>(
            () => stage.ProcessAsync(null, CancellationToken.None));
        Assert.Equal("SandboxPartRefused", error.ErrorId);
        Assert.Contains("'Color'", error.Message, StringComparison.Ordinal);
        Assert.Contains("CloudName, Cidr", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(sink.Outputs);
    }

    private static VpcSandbox Make(params SandboxPart[] parts)
    {
        VpcSandbox world = new SandboxWorld(1, isEmpty: true);
        world.Add(parts);
        return world;
    }

    private static ConnectRequest Connect(VpcSandbox world) =>
        new() { Sandbox = true, World = world, SessionId = 1, Subscription = "Demo Subscription" };

    private static string[] VpcIds(VpcSandbox world) =>
        [.. world.Inventory().Where(item => item.Kind.EndsWith(".Vpc", StringComparison.Ordinal))
            .Select(item => item.Id)];

    private static SandboxPart Part(string parameter, params (string Key, object? Value)[] values) => new(
        parameter, $"-{parameter}",
        values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase));
}
