using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>What only takes time is waited out; what time does not cure fails at once and says why.</summary>
public sealed class PropagationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public async Task Role_that_Azure_honours_late(int minutes)
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.RolePropagation = TimeSpan.FromMinutes(minutes);

        var peering = await walk.PeerAsync();

        Assert.Equal("ACTIVE", peering.State);
        Assert.Empty(LiveCredentials(walk));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public async Task Role_that_the_platform_sees_late(int minutes)
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.PlatformRolePropagation = TimeSpan.FromMinutes(minutes);

        var peering = await walk.PeerAsync();

        Assert.Equal("ACTIVE", peering.State);
        Assert.Equal(1, peering.Changes.Count(step => step.Action == "RequestPeering"));
    }

    [Fact]
    public async Task Platforms_that_take_no_time_at_all()
    {
        var walk = await Walk.StartAsync();
        var settings = walk.World.Settings;
        settings.DirectoryReplication = settings.SecretReplication = settings.RoleDefinitionReplication = TimeSpan.Zero;
        settings.RolePropagation = settings.PlatformRolePropagation = settings.ArmOperation = TimeSpan.Zero;
        settings.PeeringRequest = TimeSpan.Zero;
        settings.PlatformPoll = TimeSpan.FromSeconds(1);

        var peering = await walk.PeerAsync();

        Assert.Equal("ACTIVE", peering.State);
    }

    [Fact]
    public async Task A_role_that_never_takes_effect_ends_with_the_platform_s_own_word()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.PlatformRolePropagation = TimeSpan.FromHours(5);
        var grant = await walk.GrantAsync();
        var start = walk.World.Clock.UtcNow;

        var error = await walk.FailsAsync("PeeringRejectedByPeer", new AddPeeringRequest(), grant);

        Assert.InRange(walk.World.Clock.UtcNow - start, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(20));
        Assert.Contains("Grant-AzurePeerRole", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_whose_role_is_missing_fails_at_once_and_says_why()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        walk.World.Change("DeleteRoleAssignment", grant.OwnRoleAssignmentId!);
        var start = walk.World.Clock.UtcNow;

        var error = await walk.FailsAsync("RoleAssignmentMissing", new ApprovePeeringRequest(), addedPeering);

        Assert.InRange(walk.World.Clock.UtcNow - start, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Contains("Grant-AzurePeerRole", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(LiveCredentials(walk));
    }

    [Fact]
    public async Task A_role_that_is_not_honoured_within_the_timeout_is_named_and_leaves_no_secret()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        walk.World.Settings.RolePropagation = TimeSpan.FromHours(5);
        walk.World.Change("DeleteRoleAssignment", grant.OwnRoleAssignmentId!);
        await walk.GrantAsync();

        await walk.FailsAsync("RolePropagationTimeout", new ApprovePeeringRequest { Timeout = TimeSpan.FromMinutes(6) },
            addedPeering);

        Assert.Empty(LiveCredentials(walk));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(120)]
    public async Task Directory_that_replicates_slowly(int seconds)
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.DirectoryReplication = TimeSpan.FromSeconds(seconds);
        walk.World.Settings.SecretReplication = TimeSpan.FromSeconds(seconds);

        Assert.Equal("ACTIVE", (await walk.PeerAsync()).State);
    }

    [Fact]
    public async Task The_local_tenant_refusal_is_waited_out_for_the_own_application()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.DirectoryReplication = TimeSpan.FromSeconds(40);

        await walk.GrantAsync();

        var refusals = walk.World.Requests.Where(request => request.Kind == "Graph.CreateServicePrincipal"
            && request.Status >= 400);
        Assert.Contains(refusals, request => request.Status == 403);
        Assert.Contains(refusals, request => request.Status == 400);
    }

    [Fact]
    public async Task An_operation_that_may_not_be_watched_is_no_failure()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.RefuseOperationsBelowGroupScope = true;

        Assert.Equal("Connected", (await walk.PeerAsync()).LinkState);

        Assert.Contains(walk.World.Requests, request => request.Kind == "Arm.GetOperation" && request.Status == 403);
    }

    [Fact]
    public async Task A_VNet_in_the_middle_of_a_change_is_waited_for()
    {
        var walk = await Walk.StartAsync();
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), await walk.GrantAsync());
        walk.World.Clock.Advance(TimeSpan.FromMinutes(2));
        walk.World.Change("StartVNetUpdate", addedPeering.VNetId!);

        Assert.Equal(
            "Connected", (await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering)).LinkState);
    }

    [Fact]
    public async Task A_run_right_after_a_killed_one_finds_what_lists_do_not_show_yet()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.DirectoryReplication = TimeSpan.FromSeconds(30);
        await walk.GrantAsync();

        var again = await (await walk.AgainAsync()).GrantAsync();

        Assert.Single(walk.World.Inventory(), item => item.Name == "TimescaleVpc demo-mst"
            && item.Kind == "Entra.Application");
        Assert.NotNull(again.AppId);
    }

    private static string[] LiveCredentials(Walk walk) =>
        [.. walk.World.Inventory().Where(item => item.Kind == "Entra.Credential").Select(item => item.Name)];
}
