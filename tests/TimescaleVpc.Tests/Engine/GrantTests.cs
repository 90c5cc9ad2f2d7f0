using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>Grant and Revoke: least privilege, split duties, and nothing of others is touched.</summary>
public sealed class GrantTests
{
    [Theory]
    [InlineData("VNet", "/virtualNetworks/Prod-VNet")]
    [InlineData("ResourceGroup", "/resourceGroups/Network-RG")]
    [InlineData("Subscription", "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590")]
    public async Task Roles_are_assigned_at_the_scope_and_the_peering_works(string scope, string end)
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.OneAsync<AzurePeerGrant>(Walk.GrantRequest with { Scope = scope }, Walk.Pair());
        Assert.EndsWith(end, grant.Scope, StringComparison.OrdinalIgnoreCase);

        Assert.Equal("ACTIVE", (await FinishAsync(walk, grant)).State);

        var assignments = walk.World.Inventory()
            .Where(item => item.Kind == "Arm.RoleAssignment"
            && item.Properties.Contains("TimescaleVpc", StringComparison.Ordinal)).ToArray();
        Assert.Equal(2, assignments.Length);
        var again = await walk.OneAsync<AzurePeerGrant>(Walk.GrantRequest with { Scope = scope }, Walk.Pair());
        Assert.Empty(again.Changes);
    }

    [Fact]
    public async Task A_role_that_is_listed_late_is_found_by_its_name_and_one_that_is_not_there_is_not()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.RoleListLag = TimeSpan.FromMinutes(2);
        var firstGrant = await walk.GrantAsync();
        var subscription = firstGrant.VNetId.Split('/')[2];
        var remainder = TimeSpan.FromMinutes(2) - (walk.World.Clock.UtcNow - walk.World.Requests
            .Last(one => one.Kind == "Arm.PutRoleDefinition").Time);
        walk.World.Clock.Advance(remainder - TimeSpan.FromSeconds(12));
        var before = walk.World.Clock.UtcNow;

        var request = new GrantPeerRoleRequest { OwnRoleId = AzureNames.Role(GrantParty.Own, subscription) };
        var other = Walk.Pair(vnet: "Other-RG/Prod-VNet");
        Assert.Equal(firstGrant.OwnRoleId, (await walk.OneAsync<AzurePeerGrant>(request, other)).OwnRoleId);
        Assert.InRange(walk.World.Clock.UtcNow - before, TimeSpan.FromSeconds(12), TimeSpan.FromMinutes(1));

        before = walk.World.Clock.UtcNow;
        await walk.FailsAsync("RoleNotFound", request with { OwnRoleId = "no such role" }, other);
        Assert.Equal(TimeSpan.FromSeconds(15), walk.World.Clock.UtcNow - before);
    }

    [Fact]
    public async Task A_role_that_never_spreads_is_waited_for_until_the_deadline_and_no_longer()
    {
        var walk = await Walk.StartAsync();
        walk.World.AddFault(new SandboxFault
        {
            Kind = "Arm.PutRoleAssignment", Status = 400, Code = "PrincipalNotFound", Times = int.MaxValue,
        });
        var began = walk.World.Clock.UtcNow;

        var request = Walk.GrantRequest with { Timeout = TimeSpan.FromSeconds(20) };
        await walk.RunAsync<AzurePeerGrant>(request, null, Walk.Pair());

        Assert.Single(walk.Said.Errors);
        Assert.InRange(walk.World.Clock.UtcNow - began, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1));
        Assert.InRange(walk.World.Requests.Count(item => item.Kind == "Arm.PutRoleAssignment"), 1, 20);
    }

    [Fact]
    public async Task The_guide_s_built_in_role_on_request()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.OneAsync<AzurePeerGrant>(Walk.GrantRequest with { UseNetworkContributor = true },
            Walk.Pair());

        Assert.EndsWith("4d97b98b-1d4f-4787-a291-c67834d212e7", grant.OwnRoleId, StringComparison.Ordinal);
        Assert.DoesNotContain(grant.Changes, step => step.Action == "CreateOwnRole");
        Assert.Equal("ACTIVE", (await FinishAsync(walk, grant)).State);
    }

    [Fact]
    public async Task What_an_identity_team_made_is_used_and_left_alone()
    {
        var team = await Walk.StartAsync();
        var teamGrant = await team.GrantAsync();
        var before = team.World.Inventory();
        var walk = await team.AgainAsync("netadmin");
        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));
        var request = Walk.GrantRequest with { AppId = teamGrant.AppId, OwnRoleId = teamGrant.OwnRoleId,
            PlatformRoleId = teamGrant.PlatformRoleId };

        var grant = await walk.OneAsync<AzurePeerGrant>(request, Walk.Pair());

        Assert.Empty(grant.Changes);
        Assert.Equal(teamGrant.AppId, grant.AppId);
        Assert.Equal(before, walk.World.Inventory());

        // A sign-in without rights in the directory cannot add the secret, and is told whose turn it is.
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var error = await walk.FailsAsync("EntraPermissionDenied", new ApprovePeeringRequest(), addedPeering);
        Assert.Contains("identity team", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("ACTIVE", (await FinishAsync(team, grant with { Session = team.Session })).State);

        await team.RunAsync<object>(new RemovePeeringRequest(), null, addedPeering with { Session = team.Session });
        await team.RunAsync<object>(
            new RevokePeerRoleRequest { AppId = teamGrant.AppId, OwnRoleId = teamGrant.OwnRoleId,
                PlatformRoleId = teamGrant.PlatformRoleId },
            null, grant with { Session = team.Session });
        Assert.Contains(team.World.Inventory(), item => item.Kind == "Entra.Application"
            && item.Name == "TimescaleVpc demo-mst");
        Assert.Equal(2,
            team.World.Inventory()
            .Count(item => item.Kind == "Arm.RoleDefinition"
            && item.Name.StartsWith("TimescaleVpc", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task VNets_of_a_project_share_one_application_and_one_secret()
    {
        var walk = await Walk.StartAsync();
        var pairs = new object?[] { Walk.Pair(vnet: VNet("Network-RG", "Prod-VNet")),
            Walk.Pair(vnet: VNet("Other-RG", "Prod-VNet")) };

        var grants = await walk.RunAsync<AzurePeerGrant>(new GrantPeerRoleRequest(), null, pairs);
        var addedPeerings = await walk.RunAsync<VpcPeering>(new AddPeeringRequest(), null, grants);
        var approvedPeerings = await walk.RunAsync<VpcPeering>(new ApprovePeeringRequest(), null, addedPeerings);
        var active = await walk.RunAsync<VpcPeering>(new WaitPeeringRequest(), null, approvedPeerings);

        Assert.Equal(["ACTIVE", "ACTIVE"], active.Select(peering => peering.State));
        Assert.Single(active.Select(peering => peering.AppId).Distinct());
        Assert.Equal(2, active.Select(peering => peering.LinkName).Distinct().Count());
        Assert.Equal(1, Taken(walk, "Graph.UpsertApplication"));
        Assert.Equal(1, Taken(walk, "Graph.AddPassword"));
        Assert.Equal(1, Taken(walk, "Graph.RemovePassword"));
    }

    [Fact]
    public async Task One_item_that_fails_does_not_stop_the_others()
    {
        var walk = await Walk.StartAsync();

        var grants = await walk.RunAsync<AzurePeerGrant>(
            Walk.GrantRequest, null, Walk.Pair(vnet: "Overlap-VNet"), Walk.Pair(), Walk.Pair(vnet: "Nowhere"));

        Assert.Equal("Prod-VNet", Assert.Single(grants).VNet.Name);
        Assert.Equal(["AddressOverlap", "VNetNotFound"], walk.Said.Errors.Select(error => error.ErrorId).Order());
    }

    [Fact]
    public async Task Items_wait_together()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.PeeringRequest = TimeSpan.FromMinutes(8);
        var grants = await walk.RunAsync<AzurePeerGrant>(
            new GrantPeerRoleRequest(), null,
            Walk.Pair(vnet: VNet("Network-RG", "Prod-VNet")), Walk.Pair(vnet: VNet("Other-RG", "Prod-VNet")));
        var start = walk.World.Clock.UtcNow;

        await walk.RunAsync<VpcPeering>(new AddPeeringRequest(), null, grants);

        Assert.InRange(walk.World.Clock.UtcNow - start, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(9));
    }

    [Fact]
    public async Task Undoing_by_hand_leaves_the_world_as_it_was()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var peering = await walk.PeerAsync();
        await walk.FailsAsync("PeeringStillExists", new RevokePeerRoleRequest(), peering);

        await walk.RunAsync<object>(new RemovePeeringRequest(), null, peering);
        Assert.Empty(walk.Said.Errors);
        await walk.RunAsync<object>(new RevokePeerRoleRequest(), null, peering);

        Assert.Empty(walk.Said.Errors);
        Assert.Equal(before, walk.World.Inventory());
        var mutations = walk.Mutations;
        await walk.RunAsync<object>(new RemovePeeringRequest(), null, peering);
        await walk.RunAsync<object>(new RevokePeerRoleRequest(), null, peering);
        Assert.Empty(walk.Said.Errors);
        Assert.Equal(mutations, walk.Mutations);
    }

    [Fact]
    public async Task Revoking_one_of_two_keeps_what_the_other_needs()
    {
        var walk = await Walk.StartAsync();
        var first = await walk.PeerAsync();
        var pair = Walk.Pair(vnet: VNet("Other-RG", "Prod-VNet"));
        var second = await FinishAsync(walk, await walk.OneAsync<AzurePeerGrant>(new GrantPeerRoleRequest(), pair));

        await walk.RunAsync<object>(new RemovePeeringRequest(), null, first);
        await walk.RunAsync<object>(new RevokePeerRoleRequest(), null, first);

        Assert.Empty(walk.Said.Errors);
        var rest = walk.World.Inventory();
        Assert.Contains(rest, item => item.Kind == "Entra.Application" && item.Name == "TimescaleVpc demo-mst");
        Assert.Equal(2,
            rest.Count(item => item.Kind == "Arm.RoleDefinition"
            && item.Name.StartsWith("TimescaleVpc", StringComparison.Ordinal)));
        Assert.Equal("ACTIVE", (await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), second)).State);
        Assert.Empty((await walk.OneAsync<AzurePeerGrant>(new GrantPeerRoleRequest(), pair)).Changes);
    }

    [Fact]
    public async Task What_the_guide_s_steps_left_is_adopted()
    {
        var walk = await Walk.StartAsync();
        var first = await walk.OneAsync<AzurePeerGrant>(Walk.GrantRequest with { UseNetworkContributor = true },
            Walk.Pair());
        await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), first);
        walk.World.Clock.Advance(TimeSpan.FromMinutes(1));

        // Without the switch: the assignment of the wider role is there and will do.
        var again = await walk.GrantAsync();

        Assert.Empty(again.Changes);
        Assert.Equal(first.OwnRoleId, again.OwnRoleId);
    }

    internal static string VNet(string group, string name) =>
        $"/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/{group}" +
        $"/providers/Microsoft.Network/virtualNetworks/{name}";

    private static int Taken(Walk walk, string kind) =>
        walk.World.Requests.Count(request => request.Kind == kind && request.Status is >= 200 and < 300);

    private static async Task<VpcPeering> FinishAsync(Walk walk, AzurePeerGrant grant)
    {
        var addedPeering = await walk.OneAsync<VpcPeering>(new AddPeeringRequest(), grant);
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        return await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
    }
}
