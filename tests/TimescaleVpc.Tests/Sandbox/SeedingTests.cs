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
        var added = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var approved = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), added);
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approved)).State);
        var request = new TestServiceRequest { Service = ["orders"], From = "App-RG/Far-VNet" };
        Assert.True((await walk.OneAsync<ServiceVpcTest>(request, null)).Reachable);
    }

    [Fact]
    public async Task The_way_to_a_database_in_a_peered_AWS_VPC_leads_through_a_described_world()
    {
        var world = Make(Estate);
        var walk = await Support.Walk.StartAsync(Connect(world) with { AwsProfile = "other" });
        var own = await walk.OneAsync<AwsVpc>(new GetAwsVpcRequest(), null);
        var vpc = (await walk.RunAsync<Vpc>(new GetVpcRequest { Name = "prod" }, null, [null])).Single();
        var pair = new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(own, null));
        var added = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), pair);
        var approved = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), added);
        Assert.Single(approved.RouteTableIds);
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approved)).State);
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
        var (tried, untouched) = (Make(Estate[..5]), Make(Estate[..5]));
        var before = tried.Inventory();
        SandboxPart[] more =
        [
            Part("Setting", ("RolePropagation", "00:09:00")), Part("Latency", ("Arm.PutPeering", "00:09:00")),
            .. Estate[5..], Part("Service", ("Name", "orders"), ("CloudName", "timescale-azure-uksouth")),
        ];
        var error = Assert.Throws<SandboxPartException>(() => tried.Add(more));
        Assert.Equal("Name 'orders' is taken", error.Problem);
        Assert.Equal(before, tried.Inventory());
        Assert.Equal(TimeSpan.FromMinutes(5), tried.Settings.RolePropagation);
        Assert.Equal(TimeSpan.FromSeconds(30), tried.Settings.Latency["Arm.PutPeering"]);
        Assert.Empty(tried.Faults);

        tried.Add(Estate[5..]);
        untouched.Add(Estate[5..]);
        Assert.Equal(untouched.Inventory(), tried.Inventory());
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
        { "AzureVNet", "Name=x;ResourceGroupName=y/z;AddressPrefix=10.5.0.0/16", "has other characters" },
        { "AzureVNet", "Name=x;ResourceGroupName=y;AddressPrefix=10.5.0.1/16", "the network is 10.5.0.0/16" },
        { "AzureVNet", "Name=x;ResourceGroupName=y;AddressPrefix=10.5", "is no IPv4 range" },
        { "AzureVNet", "Name=x;ResourceGroupName=y;AddressPrefix=10.5.0.0/30", "is not between /2 and /29" },
        { "AzureVNet", "Name=x;ResourceGroupName=Network-RG;AddressPrefix=10.5.0.0/16;Location=uksouth", "westeurope" },
        { "AwsProfile", "Name=SANDBOX", "'SANDBOX' is taken" },
        { "AwsProfile", "Name=x;Account=12", "has not 12 digits" },
        { "AwsProfile", "Name=x;Account=999988887777", "belongs to somebody else" },
        { "AwsProfile", "Name=x;Region=mars-1", "'mars-1' is none of ap-northeast-1" },
        { "AwsProfile", "Name=x;Policy=King", "'King' is none of Admin, Reader, Least" },
        { "AwsVpc", "Region=us-east-1;CidrBlock=10.8.0.0/15", "is not between /16 and /28" },
        { "AwsVpc", "Region=us-east-1;CidrBlock=10.9.0.0/16;Account=444433332222", "has no profile here" },
        { "AwsVpc", "Region=af-south-1;CidrBlock=10.9.0.0/16", "'af-south-1' is none of" },
        { "Setting", "RolePropagation=5", "is no time such as 00:00:30" },
        { "Setting", "RolePropagation=-00:01:00", "is no time such as 00:00:30" },
        { "Setting", "ArmPageSize=-1", "is no whole number from 0" },
        { "Setting", "ForbidSecrets=maybe", "is neither true nor false" },
        { "Setting", "Latency=x", "there is no key 'Latency'" },
        { "Latency", "Arm.Nothing=00:00:01", "there is no key 'Arm.Nothing'" },
        { "Fault", "Status=500", "the key 'Kind' is missing" },
        { "Fault", "Kind=Arm.Nothing", "there are Arm.DeletePeering" },
        { "Fault", "Kind=*;Status=99", "Status is an HTTP status" },
        { "Fault", "Kind=*;Times=0", "Times is at least 1" },
        { "Fault", "Kind=*;Wire=Cut", "Wire is one of None, LoseRequest" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_refusal_names_key_value_and_rule(string parameter, string values, string problem)
    {
        VpcSandbox world = new SandboxWorld();
        var before = world.Inventory();
        var given = values.Split(';').Select(pair => pair.Split('=', 2))
            .Select(pair => (pair[0], (object?)pair[1])).ToArray();
        var error = Assert.Throws<SandboxPartException>(() => world.Add([Part(parameter, given)]));
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
        [.. world.Inventory().Where(item => item.Kind.EndsWith(".Vpc", StringComparison.Ordinal)).Select(item => item.Id)];

    private static SandboxPart Part(string parameter, params (string Key, object? Value)[] values) => new(
        parameter, $"-{parameter}",
        values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase));
}
