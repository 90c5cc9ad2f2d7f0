using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// Our objects are recognized by each of their marks, whatever tools and servers do to the others: a missing
/// description, an ignored filter, a check without an answer, a stalling directory.
/// </summary>
public sealed class AzureMarkTests
{
    [Theory]
    [InlineData("VNet")]
    [InlineData("ResourceGroup")]
    [InlineData("Subscription")]
    public async Task Assignments_without_their_description_are_found_by_their_names(string scope)
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var grant = await walk.OneAsync<AzurePeerGrant>(Walk.GrantRequest with { Scope = scope }, Walk.Pair());
        walk.World.Change("ClearDescription", "*");

        await walk.RunAsync<object>(new RevokePeerRoleRequest(), null, grant);

        Assert.Empty(walk.Said.Errors);
        Assert.Empty(walk.Said.Warnings);
        Assert.Equal(Without(before), Without(walk.World.Inventory()));
    }

    [Fact]
    public async Task Undo_shows_and_takes_them_too()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        var peering = await walk.PeerAsync();
        walk.World.Change("ClearDescription", "*");

        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering);

        Assert.True(undo.IsComplete);
        Assert.Equal(2, undo.Before.Count(item => item.Kind == "RoleAssignment"
            && item.KnownBy.Contains("its name", StringComparison.Ordinal)));
        Assert.Equal(Without(before), Without(walk.World.Inventory()));
    }

    [Fact]
    public async Task A_run_that_was_cut_short_is_found_without_them()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        await walk.GrantAsync();
        walk.World.Change("ClearDescription", "*");

        var rest = await walk.RunAsync<VpcPeering>(new GetPeeringRequest(), null, [null]);
        Assert.Contains(rest, item => item.Leftovers.Any(one => one.Kind == "RoleAssignment"));
        foreach (var one in rest) await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), one);

        Assert.Equal(Without(before), Without(walk.World.Inventory()));
    }

    [Fact]
    public async Task What_has_no_mark_stays_and_so_does_what_it_holds_which_is_said()
    {
        var walk = await Walk.StartAsync();
        var grant = await walk.GrantAsync();
        var byHand = await AssignByHandAsync(walk, grant);

        await walk.RunAsync<object>(new RevokePeerRoleRequest(), null, grant);

        Assert.Empty(walk.Said.Errors);
        Assert.All(walk.Said.Warnings, text => Assert.Contains(byHand, text, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(walk.Said.Warnings, text => Collector.Is(WarningCatalogue.HeldByUnmarked, text)
            && text.Contains(AzureNames.Role(GrantParty.Own, grant.VNet.SubscriptionId), StringComparison.Ordinal));
        var rest = walk.World.Inventory().Where(item => item.Kind is "Arm.RoleAssignment" or "Arm.RoleDefinition"
            && $"{item.Name} {item.Properties}".Contains("TimescaleVpc link", StringComparison.Ordinal)).ToArray();
        Assert.Contains(rest, item => item.Kind == "Arm.RoleDefinition");
        Assert.Contains(walk.World.Inventory(), item => byHand.EndsWith(
            item.Id.Split('/')[^1], StringComparison.OrdinalIgnoreCase));

        // Once that is gone, another run takes the rest.
        walk.World.Change("DeleteRoleAssignment", byHand.Split('/')[^1]);
        await walk.RunAsync<object>(new RevokePeerRoleRequest(), null, grant);
        Assert.Empty(walk.Said.Warnings);
        Assert.DoesNotContain(
            walk.World.Inventory(), item => item.Name.StartsWith("TimescaleVpc", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_filter_that_is_passed_over_makes_nothing_ours()
    {
        var walk = await Walk.StartAsync();
        var before = walk.World.Inventory();
        walk.World.Settings.IgnoreFilters = true;

        var peering = await walk.PeerAsync();

        Assert.Equal("ACTIVE", peering.State);
        var app = Assert.Single(walk.World.Inventory(), item => item.Kind == "Entra.Application"
            && item.Name == "TimescaleVpc demo-mst");
        Assert.Contains(peering.AppId!, $"{app.Id} {app.Properties}", StringComparison.Ordinal);
        Assert.Contains(peering.Changes, step => step.Action == "CreateApplication");
        Assert.Contains(peering.Changes, step => step.Action == "AssignPlatformRole");

        Assert.True((await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering)).IsComplete);
        Assert.Equal(before, walk.World.Inventory());
    }

    [Theory]
    [InlineData(400, "None")]
    [InlineData(403, "None")]
    [InlineData(404, "None")]
    [InlineData(429, "None")]
    [InlineData(500, "None")]
    [InlineData(503, "None")]
    [InlineData(0, "Malformed")]
    [InlineData(0, "Truncated")]
    [InlineData(0, "LoseReply")]
    [InlineData(0, "WrongType")]
    [InlineData(0, "MissingMember")]
    [InlineData(0, "NullMember")]
    [InlineData(0, "PlainText")]
    public async Task A_check_beforehand_that_fails_is_no_end(int status, string wire)
    {
        var walk = await Walk.StartAsync();
        walk.World.AddFault(new SandboxFault
        {
            Kind = "Arm.ListPermissions", Status = status, Wire = wire, Times = int.MaxValue, Code = "Whatever",
        });

        var grant = await walk.GrantAsync();

        Assert.NotEmpty(grant.Changes);
        Assert.Contains(walk.Said.Texts, text => text.StartsWith("Not checked beforehand", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Steps_that_stall_use_up_nothing_of_the_patience_with_the_directory()
    {
        var walk = await Walk.StartAsync();
        var began = walk.World.Clock.UtcNow;
        walk.World.Settings.DirectoryReplication = TimeSpan.FromSeconds(150);
        foreach (var kind in new[] { "Graph.UpsertApplication", "Graph.CreateServicePrincipal" })
            walk.World.AddFault(new SandboxFault { Kind = kind, Delay = TimeSpan.FromSeconds(80), Times = 2 });

        var grant = await walk.GrantAsync();

        Assert.Contains(grant.Changes, step => step.Action == "AssignOwnRole");
        // Longer than the patience with one refusal, which is three minutes.
        Assert.True(walk.World.Clock.UtcNow - began > TimeSpan.FromMinutes(4));
    }

    /// <summary>Assigns our role to our application as the portal does it.</summary>
    /// <returns>The id of the assignment.</returns>
    internal static async Task<string> AssignByHandAsync(Walk walk, AzurePeerGrant grant)
    {
        var state = SessionState.Of(walk.Session);
        using var work = state.Clock.Work();
        var account = await state.SignInAsync<AzureAccount>(CancellationToken.None);
        var scope = grant.VNet.VNetId[..grant.VNet.VNetId.IndexOf("/providers/", StringComparison.Ordinal)];
        var guid = new Guid(7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7).ToString();
        var answer = await account.Roles.AssignAsync(
            scope, guid, grant.OwnRoleId!, grant.ServicePrincipalId!, "for the network team", CancellationToken.None);
        Assert.True(answer.Succeeded, answer.Refusal?.Message);
        return ArmRoles.AssignmentId(scope, guid);
    }

    /// <summary>Others' assignments have lost their descriptions as well.</summary>
    private static IEnumerable<string> Without(IEnumerable<SandboxItem> items) =>
        items.Select(item => $"{item.Kind} {item.Id} {item.Name}");

    [Theory]
    [InlineData("TimescaleVpc: demo/3f0d-01", "3f0d-01")]
    [InlineData("TimescaleVpc: demo/3f0d-01 (approved by Ann)", "3f0d-01")]
    [InlineData("TimescaleVpc: demo/3f0d-01\u001b[31m", null)]
    [InlineData("TimescaleVpc: /3f0d-01", null)]
    [InlineData("Timescale: demo/3f0d-01", null)]
    [InlineData(null, null)]
    public void A_description_names_an_id_or_none(string? description, string? vpcId) =>
        Assert.Equal(vpcId, AzureNames.ReadAssignmentNote(description)?.VpcId);
}
