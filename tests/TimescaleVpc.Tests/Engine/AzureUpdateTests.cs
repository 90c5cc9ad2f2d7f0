using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// Update-VpcPeering on Azure: our half is renewed where that helps, the platform is asked where only it can act, and a
/// new peering is made, after asking, where nothing else helps.
/// </summary>
public sealed class AzureUpdateTests
{
    private const string Ours = "10.77.0.0/16";
    private const string Theirs = "10.200.16.0/24";

    /// <summary>Who grew, what the platform does, and what the update does about it.</summary>
    [Theory]
    [InlineData("", "looks", "")]
    [InlineData("VNet", "looks", "")]
    [InlineData("VNet", "looks late", "")]
    [InlineData("VNet", "knows no refresh", "Timescale's turn")]
    [InlineData("platform", "looks", "", "AddCredential", "UpdateLink", "RemoveCredential")]
    [InlineData("both", "looks", "", "AddCredential", "UpdateLink", "RemoveCredential")]
    [InlineData("both", "knows no refresh", "Timescale's turn", "AddCredential", "UpdateLink", "RemoveCredential")]
    public async Task The_half_that_does_not_know_is_renewed_by_its_owner(
        string grown, string platform, string nextStep, params string[] steps)
    {
        var walk = await Walk.StartAsync();
        var peering = await FoundAsync(walk, await walk.PeerAsync());
        walk.World.Settings.PeeringRefreshStatus = platform == "knows no refresh" ? 404 : 200;
        if (platform == "looks late") walk.World.Settings.PeeringRefreshDelay = TimeSpan.FromMinutes(7);
        Grow(walk, peering, grown);
        peering = await FoundAsync(walk, peering);
        Assert.Equal(
            grown.Length > 0, peering.NextStep?.Contains("Update-VpcPeering", StringComparison.Ordinal) == true);

        var plannedPeering = await walk.OneAsync<VpcPeering>(
            new UpdatePeeringRequest(), peering, new Collector(planning: true));
        Assert.Equal(steps, plannedPeering.Plan.Select(step => step.Action));
        var start = walk.World.Clock.UtcNow;
        var updated = await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), peering);

        Assert.Equal(plannedPeering.Plan, updated.Changes);
        Assert.Equal("ACTIVE", updated.State);
        Assert.Equal("Connected", updated.LinkState);
        if (nextStep.Length == 0) Assert.Null(updated.NextStep);
        else Assert.Contains(nextStep, updated.NextStep, StringComparison.Ordinal);
        Assert.Equal(nextStep.Length > 0, walk.Said.Warnings.Any(
            text => Collector.Is(WarningCatalogue.LinkOutOfSync, text)));
        Assert.InRange(
            walk.World.Clock.UtcNow - start, TimeSpan.Zero, TimeSpan.FromMinutes(nextStep.Length > 0 ? 21 : 10));
        Assert.Equal(
            grown is "VNet" or "both" ? 1 : 0,
            walk.World.Requests.Count(request => request.Kind == "Mst.RefreshPeerings" && request.Time >= start));

        var mutations = walk.Mutations;
        var again = await walk.OneAsync<VpcPeering>(
            new UpdatePeeringRequest { Timeout = TimeSpan.FromMinutes(1) }, updated);
        Assert.Empty(again.Changes);
        Assert.Equal(mutations, walk.Mutations);
        Assert.Equal(updated.NextStep, again.NextStep);
    }

    /// <summary>What Azure refuses across tenants, or a half that is gone: only a new peering helps.</summary>
    [Theory]
    [InlineData("refused", false)]
    [InlineData("gone", false)]
    [InlineData("stale", false)]
    [InlineData("recreate", true)]
    public async Task Only_a_new_peering_helps_and_that_is_asked(string why, bool recreate)
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        peering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest { AllowForwardedTraffic = true }, peering);
        peering = await FoundAsync(walk, peering);
        Break(walk, peering, why);
        var request = new UpdatePeeringRequest { Recreate = recreate };
        var before = walk.World.Inventory().Count(item => item.Kind == "Arm.Peering");

        Assert.Empty(await walk.RunAsync<VpcPeering>(request, new Collector { Ask = () => false }, peering));
        Assert.Empty(walk.Said.Errors);
        Assert.Equal(before, walk.World.Inventory().Count(item => item.Kind == "Arm.Peering"));

        var updated = await walk.OneAsync<VpcPeering>(request, peering);
        Assert.Contains(updated.Changes, step => step.Action == "RemovePeering");
        Assert.Equal(["CreateLink", "RemoveCredential"], updated.Changes.TakeLast(2).Select(step => step.Action));
        Assert.True(updated.AllowsForwardedTraffic);
        var active = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), updated);
        Assert.Equal(("ACTIVE", "Connected", null), (active.State, active.LinkState, active.NextStep));
        Assert.Empty((await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), active)).Changes);
    }

    [Fact]
    public async Task The_plan_of_a_new_peering_names_the_steps_of_the_run()
    {
        var walk = await Walk.StartAsync();
        var peering = await FoundAsync(walk, await walk.PeerAsync());
        Grow(walk, peering, "VNet");
        var request = new UpdatePeeringRequest { Recreate = true, Force = true };

        var plannedPeering = await walk.OneAsync<VpcPeering>(request, peering, new Collector(planning: true));
        var updated = await walk.OneAsync<VpcPeering>(request, peering);

        Assert.Equal(
            plannedPeering.Plan.Select(step => step.ToString()), updated.Changes.Select(step => step.ToString()));
        Assert.Contains(Ours, updated.PeerCidrs);
    }

    /// <summary>A missing right is repaired by granting it, not by an outage.</summary>
    /// <remarks>
    /// The right on the platform's network has the code of the wall between the tenants, in other words.
    /// </remarks>
    [Theory]
    [InlineData("RequestDisallowedByPolicy", "Disallowed by policy.", "AzurePolicyDenied")]
    [InlineData("LinkedAuthorizationFailed",
        "The client has permission to perform the action; however, it does not have permission to perform action(s) "
        + "'Microsoft.Network/virtualNetworks/peer/action' on the linked scope(s) 'x' (respectively).",
        "LinkUnauthorized")]
    [InlineData("LinkedAuthorizationFailed",
        "The client has permission to perform the action; however, the access is denied because of the deny assignment "
        + "with name 'x'.", "AzureDenyAssignment")]
    public async Task A_refusal_that_can_be_mended_is_an_error(string code, string words, string errorId)
    {
        var walk = await Walk.StartAsync();
        var peering = await FoundAsync(walk, await walk.PeerAsync());
        Grow(walk, peering, "platform");
        walk.World.AddFault(new SandboxFault
        {
            Kind = "Arm.PutPeering", Status = 403, Code = code, Message = words, Times = int.MaxValue,
        });

        await walk.FailsAsync(errorId, new UpdatePeeringRequest { Force = true }, peering);
        walk.World.ClearFaults();
        Assert.Equal("Connected", (await FoundAsync(walk, peering)).LinkState);
    }

    [Fact]
    public async Task Flags_are_set_kept_shown_and_taken_back()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        Assert.Equal((false, false, false), Flags(peering));

        var plannedPeering = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { AllowGatewayTransit = true }, peering, new Collector(planning: true));
        Assert.Contains(plannedPeering.Plan, step => step.Action == "UpdateLink");
        var open = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { AllowGatewayTransit = true, AllowForwardedTraffic = true }, peering);
        Assert.Equal((true, true, false), Flags(open));
        Assert.Equal(2, walk.Said.Warnings.Count(text => Collector.Is(WarningCatalogue.TransitOneSided, text)));

        // Neither a run without the switches nor a sync changes them.
        var mutations = walk.Mutations;
        var again = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), open);
        Assert.Equal((mutations, (true, true, false)), (walk.Mutations, Flags(again)));
        Assert.Empty(walk.Said.Warnings);
        Grow(walk, peering, "platform");
        var synced = await walk.OneAsync<VpcPeering>(new UpdatePeeringRequest(), await FoundAsync(walk, peering));
        Assert.Equal((null, (true, true, false)), (synced.NextStep, Flags(synced)));

        var closed = await walk.OneAsync<VpcPeering>(
            new ApprovePeeringRequest { AllowGatewayTransit = false }, await FoundAsync(walk, peering));
        Assert.Equal((false, true, false), Flags(closed));
        Assert.Equal(
            ["AddCredential", "UpdateLink", "RemoveCredential"], closed.Changes.Select(step => step.Action));
    }

    /// <summary>What was stopped outside stays stopped until it is asked for; the link stays where it is.</summary>
    [Fact]
    public async Task Traffic_passes_again_when_that_is_asked_for()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        walk.World.Change("SetLinkFlag:allowVirtualNetworkAccess", $"{peering.VNetId} false");
        var before = await FoundAsync(walk, peering);

        Assert.Empty((await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), before)).Changes);
        var request = new ApprovePeeringRequest { AllowVirtualNetworkAccess = true };
        var plannedPeering = await walk.OneAsync<VpcPeering>(request, before, new Collector(planning: true));
        Assert.Contains(plannedPeering.Plan, step => step.Action == "UpdateLink");
        var open = await walk.OneAsync<VpcPeering>(request, before);
        Assert.Equal(
            ["AddCredential", "UpdateLink", "RemoveCredential"], open.Changes.Select(step => step.Action));
        Assert.Equal(("Connected", true), (open.LinkState, open.Link?.AllowsAccess));
        Assert.Empty((await walk.OneAsync<VpcPeering>(request, await FoundAsync(walk, open))).Changes);
    }

    /// <summary>What the user has opened stays open over a link that takes the place of a dead one.</summary>
    [Fact]
    public async Task A_repair_that_makes_the_link_anew_keeps_its_switches()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        var request = new ApprovePeeringRequest { AllowGatewayTransit = true, AllowForwardedTraffic = true };
        await walk.OneAsync<VpcPeering>(request, peering);
        walk.World.Change("DeletePlatformHalf", peering.VNetId!);
        var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)peering);
        var repair = Assert.Single(await walk.RunAsync<PeeringRepair>(
            new RepairPeeringRequest(), null, [.. findings]));
        Assert.Contains(repair.Changes, step => step.Action == "RemovePeering");
        Assert.Empty(repair.Left);
        Assert.Equal((true, true, false), Flags(await FoundAsync(walk, peering)));
    }

    private static (bool? Transit, bool? Forwarded, bool? Remote) Flags(VpcPeering peering) =>
        (peering.AllowsGatewayTransit, peering.AllowsForwardedTraffic, peering.UsesRemoteGateways);

    /// <summary>As Get-VpcPeering shows it: nothing that a pipeline saw in passing is known.</summary>
    private static Task<VpcPeering> FoundAsync(Walk walk, VpcPeering peering) =>
        walk.OneAsync<VpcPeering>(new GetPeeringRequest(), new VpcRef(null, peering.VpcId));

    private static void Grow(Walk walk, VpcPeering peering, string grown)
    {
        if (grown is "VNet" or "both") walk.World.Change("AddVNetRange", $"{peering.VNetId} {Ours}");
        if (grown is "platform" or "both") walk.World.Change("AddPlatformRange", $"{peering.VpcId} {Theirs}");
    }

    private static void Break(Walk walk, VpcPeering peering, string why)
    {
        switch (why)
        {
            case "refused":
                Grow(walk, peering, "platform");
                walk.World.Settings.RefuseSyncAcrossTenants = true;
                break;
            case "gone":
                walk.World.Change("DeleteLink", peering.VNetId!);
                break;
            case "stale":
                walk.World.Change("DeletePlatformHalf", peering.VNetId!);
                break;
            default:
                Grow(walk, peering, "VNet");
                break;
        }
    }
}
