using TimescaleVpc.Sandbox;
using TimescaleVpc.Sandbox.Server.Serving;

namespace TimescaleVpc.Tests.Serving;

/// <summary>A server's world, seen from another process, is the world in process.</summary>
public sealed class RemoteWorldTests : IAsyncLifetime
{
    private SandboxHost host = null!;
    private RemoteWorld remote = null!;

    private SandboxWorld Served => host.World.World;

    public async Task InitializeAsync()
    {
        host = await SandboxHost.StartAsync(new ServeOptions { Seed = 5, Speed = 2 });
        remote = new RemoteWorld(host.Info);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public void Shows_what_is_there()
    {
        Assert.Equal(Served.Inventory(), remote.Inventory());
        Assert.Equal(Served.RecycleBin(), remote.RecycleBin());
        Assert.Equal(Served.RequestKinds, remote.RequestKinds);
        Assert.Equal(Served.OutsideChanges, remote.OutsideChanges);
        Assert.Empty(remote.Requests);
        Assert.NotEmpty(remote.Inventory());
    }

    [Fact]
    public async Task Lists_the_requests_of_all_clients_but_not_its_own()
    {
        using var client = new HttpClient(remote.CreateHandler());
        using var response = await client.GetAsync(new Uri("https://api.aiven.io/v1/me?a=b"));
        Assert.Equal(Served.Requests, remote.Requests);
        Assert.Equal("Mst.GetMe", Assert.Single(remote.Requests).Kind);
    }

    [Theory]
    [InlineData("AddNetworkAclEntry", "vpc-0a1b2c3d4e5f60718 90 egress deny tcp 5432 10.30.0.0/20", "90 egress deny 6")]
    [InlineData("AddRoute", "rtb-0a1b2c3d4e5f60001 10.30.0.0/21 nat-1", "10.30.0.0/21>nat-1")]
    [InlineData("RemoveEgressRule", "sg-0a1b2c3d4e5f60001", "rules= ")]
    [InlineData("SetIpFilter", "mst-metrics 10.1.0.0/16", "ipFilter=10.1.0.0/16")]
    [InlineData("AttachAllowList", "metrics 203.0.113.0/24", "allowList=203.0.113.0/24")]
    public void What_filters_and_diverts_is_put_in_the_way(string change, string target, string property)
    {
        remote.Change(change, target);
        Assert.Contains(remote.Inventory(), item => item.Properties.Contains(property, StringComparison.Ordinal));
        Assert.Equal(Served.Inventory(), remote.Inventory());
    }

    [Fact]
    public void Changes_the_world_from_outside()
    {
        var network = Served.Inventory().First(item => item.Kind == "Arm.VNet" && item.Name == "Prod-VNet");
        remote.Change("DeleteVNet", network.Id);
        Assert.DoesNotContain(Served.Inventory(), item => item.Id == network.Id);
        Assert.Contains("no outside change",
            Assert.Throws<ArgumentException>(() => remote.Change("Nothing", "x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adds_and_clears_faults()
    {
        var fault = new SandboxFault
        {
            Kind = "Mst.GetMe", Skip = 1, Times = 2, Status = 503, Code = "c", Message = "m", RetryAfter = 3,
            Delay = TimeSpan.FromSeconds(4),
        };
        remote.AddFault(fault);
        Assert.Equal([fault], remote.Faults);
        Assert.Equal([fault], Served.Faults);
        Assert.Contains("no request kind", Assert.Throws<ArgumentException>(
            () => remote.AddFault(new SandboxFault { Kind = "Mst.Nothing" })).Message, StringComparison.Ordinal);
        remote.ClearFaults();
        Assert.Empty(Served.Faults);
    }

    [Fact]
    public void Takes_parts_and_refuses_them_in_the_same_words()
    {
        ((VpcSandbox)remote).Add(
        [
            Part("Setting", ("RolePropagation", TimeSpan.FromMinutes(9)), ("ArmPageSize", 7), ("ForbidSecrets", true)),
            Part("AzureUser", ("Name", "ops"), ("Role", "Reader")),
            Part("AwsProfile", ("Name", "extra"), ("Account", 444433332222)),
            Part("AzureVNet", ("Name", "A"), ("ResourceGroupName", "Büro_(1)"),
                ("AddressPrefix", new object?[] { "10.5.0.0/16", "fd00:db8::/48" })),
            Part("Fault", ("Kind", "Mst.GetMe"), ("Status", 503)),
        ]);
        Assert.Equal(TimeSpan.FromMinutes(9), Served.Settings.RolePropagation);
        Assert.Equal((7, true), (Served.Settings.ArmPageSize, Served.Settings.ForbidSecrets));
        Assert.Contains("prefixes=10.5.0.0/16,fd00:db8::/48",
            Served.Inventory().Single(item => item.Name == "A").Properties, StringComparison.Ordinal);
        Assert.Single(Served.Faults);
        Assert.Contains("ops@demo.example", remote.SignIn.Users.Select(user => user.Key));
        Assert.Equal(Served.SignIn.AwsCredentials, remote.SignIn.AwsCredentials);
        Assert.Equivalent(Served.SignIn, remote.SignIn, strict: true);

        var before = Served.Inventory();
        var part = Part("Vpc", ("CloudName", "mars"), ("Cidr", "10.210.0.0/24"));
        var there = Assert.Throws<SandboxPartException>(
            () => ((VpcSandbox)remote).Add([Part("AzureUser", ("Name", "x")), part]));
        var here = Assert.Throws<SandboxPartException>(() => ((VpcSandbox)Served).Add([part]));
        Assert.Equal((here.Label, here.Problem, here.Keys), (there.Label, there.Problem, there.Keys));
        Assert.Equal(before, Served.Inventory());
    }

    /// <summary>Seed, parts, changes, time, settings and faults: the server's world is the same one.</summary>
    [Fact]
    public async Task Becomes_a_world_of_the_user_s_own_making()
    {
        var ownWorld = new SandboxWorld(3, isEmpty: true);
        ((VpcSandbox)ownWorld).Add(
        [
            Part("Setting", ("CloudPlan", "ENTERPRISE")),
            Part("AzureVNet", ("Name", "A"), ("ResourceGroupName", "RG"), ("AddressPrefix", "10.5.0.0/16")),
            Part("Vpc", ("CloudName", "timescale-azure-uksouth"), ("Cidr", "10.210.0.0/24")),
            Part("Fault", ("Kind", "Mst.GetMe"), ("Status", 503)),
        ]);
        ownWorld.Clock.Advance(TimeSpan.FromHours(1));
        ownWorld.Change("AddVpc", "timescale-azure-westeurope");
        ((VpcSandbox)ownWorld).Add([Part("AzureLock", ("Level", "ReadOnly"), ("ResourceGroupName", "RG"))]);
        ownWorld.Clock.Advance(TimeSpan.FromHours(1));
        ownWorld.AddFault(new SandboxFault { Kind = "Arm.GetVNet", Target = "A", Wire = "UnknownWord" });
        ownWorld.Settings.CloudPlan = "FREE";
        ownWorld.Settings.Latency["Mst.GetMe"] = TimeSpan.FromSeconds(1);

        remote.Become(ownWorld.Recipe());
        Assert.Equal(ownWorld.Inventory(), Served.Inventory());
        Assert.Equal(ownWorld.Faults, Served.Faults);
        Assert.Equal("FREE", remote.Settings.CloudPlan);
        Assert.Equal(TimeSpan.FromSeconds(1), remote.Settings.Latency["Mst.GetMe"]);
        Assert.True(remote.Clock.UtcNow >= ownWorld.Clock.UtcNow);

        // A reset begins with it again, and what is worked in cannot be told any more.
        remote.Change("RemoveLock", "ReadOnly");
        remote.Reset();
        Assert.Equal(ownWorld.Inventory(), Served.Inventory());
        using var client = new HttpClient(ownWorld.CreateHandler());
        using var work = ((VpcSandbox)ownWorld).Activity.Begin();
        using var response = await client.GetAsync(new Uri("https://api.aiven.io/v1/project"));
        Assert.Contains("1 requests", Assert.Throws<InvalidOperationException>(ownWorld.Recipe).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(remote.Recipe);
    }

    private static SandboxPart Part(string parameter, params (string Key, object? Value)[] values) => new(
        parameter, $"-{parameter}",
        values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase));

    [Fact]
    public async Task What_is_set_counts_from_the_next_request_on()
    {
        var settings = remote.Settings;
        settings.RolePropagation = TimeSpan.FromSeconds(7);
        settings.Latency["Mst.GetMe"] = TimeSpan.FromMilliseconds(1);
        using var client = new HttpClient(remote.CreateHandler());
        using var response = await client.GetAsync(new Uri("https://api.aiven.io/v1/me"));

        Assert.Equal(TimeSpan.FromSeconds(7), Served.Settings.RolePropagation);
        Assert.Equal(TimeSpan.FromMilliseconds(1), Assert.Single(Served.Settings.Latency).Value);

        settings.Latency.Clear();
        settings.CloudPlan = "FREE";
        remote.Inventory();
        Assert.Empty(Served.Settings.Latency);
        Assert.Equal("FREE", Served.Settings.CloudPlan);
    }

    [Fact]
    public void What_others_set_is_seen_and_not_undone()
    {
        var settings = remote.Settings;
        Served.Settings.RolePropagation = TimeSpan.FromSeconds(1);
        settings.ForbidSecrets = true;
        Assert.Same(settings, remote.Settings);
        Assert.Equal(TimeSpan.FromSeconds(1), settings.RolePropagation);
        Assert.Equal(TimeSpan.FromSeconds(1), Served.Settings.RolePropagation);
        Assert.True(Served.Settings.ForbidSecrets);
    }

    [Fact]
    public async Task Its_clock_follows_the_servers()
    {
        var before = remote.Clock.UtcNow;
        var delay = Task.Delay(TimeSpan.FromDays(1), remote.Time);
        remote.Clock.Advance(TimeSpan.FromDays(2));
        await delay;
        Assert.True(Served.Clock.UtcNow >= before.AddDays(2));
        Assert.True(remote.Time.GetUtcNow().UtcDateTime >= before.AddDays(2));
        Assert.True(remote.Time.GetUtcNow().UtcDateTime <= Served.Clock.UtcNow);
        Assert.Throws<ArgumentOutOfRangeException>(() => remote.Clock.Advance(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task An_advance_by_another_process_is_noticed_with_the_next_answer()
    {
        var delay = Task.Delay(TimeSpan.FromDays(1), remote.Time);
        Served.Clock.Advance(TimeSpan.FromDays(2));
        using var client = new HttpClient(remote.CreateHandler());
        using var response = await client.GetAsync(new Uri("https://api.aiven.io/v1/me"));
        await delay;
    }

    [Fact]
    public void Reaches_services_through_the_simulated_networks()
    {
        var (here, there) = (Try(remote), Try(Served));
        Assert.Equal("Passed", here.Login.Status);
        Assert.Equal(there.Dns.Addresses, here.Dns.Addresses);
        Assert.Equal(there.ToString(), here.ToString());

        static SandboxProbe Try(VpcSandbox world) => world.Probe(
            null, "mst-metrics-demo-mst.a.timescaledb.io", 26031, "tsdbadmin", "sbx-mst-metrics-db-pw-7Kd92");
    }

    [Fact]
    public void A_new_world_begins_anew_but_time_goes_on()
    {
        var fresh = remote.Inventory();
        remote.Clock.Advance(TimeSpan.FromHours(3));
        var before = remote.Clock.UtcNow;
        remote.Change("DeleteVNet", fresh.First(item => item.Kind == "Arm.VNet" && item.Name == "Prod-VNet").Id);

        host.World.Reset(6);

        Assert.Equal(6, host.World.State.Seed);
        Assert.Equal(fresh, remote.Inventory());
        Assert.True(remote.Clock.UtcNow >= before);
    }
}
