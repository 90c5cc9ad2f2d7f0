using System.Text.Json;
using TimescaleVpc.Engine.Runbooks;
using TimescaleVpc.Tests.Engine;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Runbooks;

/// <summary>The rights beside a runbook are enough for it, and no step of it is missing from them.</summary>
public sealed class RunbookRightsTests
{
    private const string Subscription = "0b1f6471-1bf0-4dda-aec3-cb9272f09590";

    [Fact]
    public async Task An_identity_with_exactly_these_rights_can_peer_and_undo_on_Azure()
    {
        var admin = await Walk.StartAsync();
        Give(admin, RunbookRights.In("Azure").Of(RunbookKind.Peer));
        var identity = await admin.AgainAsync("identity");

        var peering = await identity.PeerAsync();
        await identity.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, peering);

        var refusedUndo = Assert.Single(await identity.RunAsync<PeeringUndo>(new UndoPeeringRequest(), null, peering));
        Assert.False(refusedUndo.IsComplete);
        Assert.Equal("AzurePermissionDenied", Assert.Single(identity.Said.Errors).ErrorId);
        Give(admin, RunbookRights.In("Azure").Of(RunbookKind.Undo));
        identity = await admin.AgainAsync("identity");
        var reference = new PeeringRef(null, new VpcRef(null, Walk.West), new VNetRef(null, "Network-RG/Prod-VNet"));
        var undo = await identity.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, reference);
        Assert.True(undo.IsComplete);
    }

    [Fact]
    public async Task A_user_with_exactly_this_policy_can_peer_and_undo_on_AWS()
    {
        var walk = await Walk.StartAsync();
        Leave(walk, RunbookRights.In("AWS").Of(RunbookKind.Peer));
        var peering = await AwsWalkTests.PeerAsync(walk);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, peering);
        Assert.Equal("ACTIVE", peering.State);

        var other = await Walk.StartAsync();
        peering = await AwsWalkTests.PeerAsync(other);
        Leave(other, RunbookRights.In("AWS").Of(RunbookKind.Undo));
        Assert.True((await other.OneAsync<PeeringUndo>(new UndoPeeringRequest(), peering)).IsComplete);
    }

    /// <summary>With less there would be findings of what could not be read.</summary>
    [Fact]
    public async Task With_exactly_these_rights_a_healthy_peering_is_known_to_be_healthy()
    {
        var admin = await Walk.StartAsync();
        var peering = await admin.PeerAsync();
        Give(admin, RunbookRights.In("Azure").Of(RunbookKind.Drift));
        var identity = await admin.AgainAsync("identity");
        Assert.Empty(await LookAsync(identity, peering with { Session = null }));

        var walk = await Walk.StartAsync();
        peering = await AwsWalkTests.PeerAsync(walk);
        Leave(walk, RunbookRights.In("AWS").Of(RunbookKind.Drift));
        Assert.Empty(await LookAsync(walk, peering));

        static async Task<IReadOnlyList<PeeringFinding>> LookAsync(Walk walk, VpcPeering peering) =>
            await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, peering);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_runbook_that_looks_may_change_nothing(bool aws)
    {
        var roles = RunbookRights.In(aws ? "AWS" : "Azure").Of(RunbookKind.Drift);
        Assert.Empty(roles.SelectMany(role => role.Steps));
        Assert.All(roles.SelectMany(role => role.Permissions), permission =>
            Assert.Matches(@"(?i)(read|Read\.All|^ec2:Describe\w+)$", permission));
        Assert.NotEmpty(roles.SelectMany(role => role.Permissions));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_step_of_a_run_is_among_them(bool aws)
    {
        var walk = await Walk.StartAsync();
        var peering = aws ? await AwsWalkTests.PeerAsync(walk) : await walk.PeerAsync();
        var service = await walk.OneAsync<ServiceVpc>(
            new SetServiceRequest { Service = [aws ? "metrics" : "mst-metrics"] }, peering);
        var undo = await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, peering);

        // The link is made by the application, with the role that the runbook gives it.
        Assert.Empty(service.Changes.Select(step => step.Action)
            .Except([.. Steps(aws, RunbookKind.Peer), "CreateLink"]));
        Assert.Empty(undo.Changes.Select(step => step.Action).Except(Steps(aws, RunbookKind.Undo)));
    }

    /// <summary>They come from the needs of Undo-VpcPeering, which can also move a service back.</summary>
    [Theory]
    [InlineData(false, """
        DetachService RemoveApplication RemoveLeftCredential RemoveLink RemoveOwnRole RemovePeering
        RemovePlatformPrincipal RemovePlatformRole UnassignOwnRole UnassignPlatformRole
        """)]
    [InlineData(true, """
        DeleteAwsPeering DeleteRoute DeleteSecurityGroup DetachCloudService DetachSecurityGroup RejectAwsPeering
        RemoveCloudPeering RevokeEgress
        """)]
    public void A_runbook_that_takes_back_makes_nothing(bool aws, string steps) => Assert.Equal(
        steps.Split([' ', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Steps(aws, RunbookKind.Undo).Order(StringComparer.Ordinal));

    [Fact]
    public void The_policy_for_AWS_is_one_that_AWS_reads()
    {
        var roles = RunbookRights.In("AWS").Of(RunbookKind.Peer);
        using var policy = JsonDocument.Parse(RunbookRights.In("AWS").ToJson(roles));
        var statement = Assert.Single(policy.RootElement.GetProperty("Statement").EnumerateArray());
        Assert.Equal("Allow", statement.GetProperty("Effect").GetString());
        Assert.Equal(
            roles[0].Permissions, statement.GetProperty("Action").EnumerateArray()
                .Select(action => action.GetString()));
        Assert.All(roles[0].Permissions, action => Assert.StartsWith("ec2:", action, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Steps(bool aws, RunbookKind kind) =>
        RunbookRights.In(aws ? "AWS" : "Azure").Of(kind).SelectMany(role => role.Steps);

    /// <summary>The user "identity" has exactly these actions from now on, where they are meant to hold.</summary>
    private static void Give(Walk admin, RunbookRole[] roles)
    {
        var azure = roles.Where(role => role.Where == "Azure").ToArray();
        admin.World.Change("SetAzureRole:identity", JsonSerializer.Serialize(new
        {
            Name = "Runbook",
            Actions = azure.SelectMany(role => role.Permissions).Distinct(),
            AssignableScopes = new[] { $"/subscriptions/{Subscription}" },
        }));
    }

    /// <summary>Takes all other actions from the user.</summary>
    private static void Leave(Walk walk, RunbookRole[] roles)
    {
        const string Drop = "DropIamAction:";
        var permissions = roles.Single(role => role.Where == "AWS").Permissions;
        var others = walk.World.OutsideChanges.Where(name => name.StartsWith(Drop, StringComparison.Ordinal))
            .Where(name => !permissions.Contains(name[Drop.Length..])).ToArray();
        Assert.NotEmpty(others);
        foreach (var name in others) walk.World.Change(name, "*");
    }
}
