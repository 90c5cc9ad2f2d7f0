using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// A link that stands and does not carry all address ranges is warned of, and of no other link anything.
/// </summary>
public sealed class LinkSyncTests
{
    private const string Theirs = "a range that was added cannot reach the Timescale VPC. Timescale's turn";
    private const string Ours = "10.30.16.0/20 cannot be reached. Your turn: Update-VpcPeering";

    [Theory]
    [InlineData("FullyInSync", "Connected", "", null)]
    [InlineData("", "Connected", "", null)]
    [InlineData("RemoteNotInSync", "Initiated", "", null)]
    [InlineData("RemoteNotInSync", "Disconnected", "", null)]
    [InlineData("RemoteNotInSync", "Connected", "", Theirs)]
    [InlineData("remotenotinsync", "connected", "", Theirs)]
    [InlineData("RemoteNotInSync", "Connected",
        """
        , "localAddressSpace": {"addressPrefixes": ["10.40.0.0/16"]},
        "localVirtualNetworkAddressSpace": {"addressPrefixes": ["10.40.0.0/16", "10.77.0.9/16"]}
        """,
        "10.77.0.0/16 cannot reach the Timescale VPC")]
    [InlineData("RemoteNotInSync", "Connected",
        """
        , "localAddressSpace": {"addressPrefixes": ["10.40.0.0/16", "10.77.0.0/16"]},
        "localVirtualNetworkAddressSpace": {"addressPrefixes": ["10.40.0.0/16"]}
        """,
        null)]
    [InlineData("LocalNotInSync", "Connected",
        """, "remoteVirtualNetworkAddressSpace": {"addressPrefixes": ["10.30.0.0/20", "10.30.16.0/20"]}""", Ours)]
    [InlineData("LocalNotInSync", "Connected",
        """, "remoteVirtualNetworkAddressSpace": {"addressPrefixes": ["10.30.0.5/20"]}""", null)]
    [InlineData("LocalAndRemoteNotInSync", "Connected",
        """, "remoteVirtualNetworkAddressSpace": {"addressPrefixes": ["10.30.16.0/20"]}""", Theirs + "|" + Ours)]
    [InlineData("SomethingNewer", "Connected", "", "Azure calls it SomethingNewer")]
    public void What_a_link_does_not_carry_is_read_from_both_lists(
        string level, string state, string more, string? expected)
    {
        var gap = LinkSync.Gap(ArmLinks.Read(Json.Parse($$"""
            {"name": "l", "properties": {"peeringState": "{{state}}", "peeringSyncLevel": "{{level}}",
            "remoteAddressSpace": {"addressPrefixes": ["10.30.0.0/20"]}{{more}}
            } }
            """)));

        if (expected is null) Assert.Null(gap);
        else Assert.All(expected.Split('|'), words => Assert.Contains(words, gap, StringComparison.Ordinal));
    }

    /// <summary>A link that was not looked at is not called gone.</summary>
    [Fact]
    public async Task The_next_step_of_an_active_peering_names_a_link_that_is_gone_or_dead()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        Assert.Null((await FoundAsync()).NextStep);

        walk.World.AddFault(new SandboxFault { Kind = "Arm.ListVNets", Status = 403, Times = 9 });
        Assert.Equal(("ACTIVE", null, null), Shown(await FoundAsync()));
        walk.World.ClearFaults();
        walk.World.Change("SetLinkState:Disconnected", peering.VNetId!);
        Assert.Contains("is Disconnected: no traffic passes. Your turn: Test-VpcPeering | Repair-VpcPeering",
            (await FoundAsync()).NextStep, StringComparison.Ordinal);
        walk.World.Change("DeleteLink", peering.VNetId!);
        var activePeering = await FoundAsync();
        Assert.Equal(("ACTIVE", null), (activePeering.State, activePeering.LinkState));
        Assert.Contains("is gone: no traffic passes. Your turn: Test-VpcPeering | Repair-VpcPeering",
            activePeering.NextStep, StringComparison.Ordinal);

        Task<VpcPeering> FoundAsync() =>
            walk.OneAsync<VpcPeering>(new GetPeeringRequest(), new VpcRef(null, peering.VpcId));
        static (string, string?, string?) Shown(VpcPeering one) => (one.State, one.LinkState, one.NextStep);
    }

    [Fact]
    public async Task A_range_that_the_platform_does_not_know_yet_is_warned_of_until_it_does()
    {
        var walk = await Walk.StartAsync();
        var peering = await walk.PeerAsync();
        Assert.Empty(walk.Said.Warnings);
        Assert.Null(peering.NextStep);

        walk.World.Change("AddVNetRange", $"{peering.VNetId} 10.77.0.0/16");
        var mutations = walk.Mutations;
        foreach (var request in new StageRequest[]
        {
            new WaitPeeringRequest(), new ApprovePeeringRequest(), new GetPeeringRequest(),
        })
        {
            var foundPeering = await walk.OneAsync<VpcPeering>(
                request, request is GetPeeringRequest ? new VpcRef(null, peering.VpcId) : peering);
            Assert.True(Collector.Is(WarningCatalogue.LinkOutOfSync, Assert.Single(walk.Said.Warnings)), $"{request}");
            Assert.Contains(Theirs, foundPeering.NextStep, StringComparison.Ordinal);
            Assert.Equal(("ACTIVE", "Connected"), (foundPeering.State, foundPeering.LinkState));
        }

        Assert.Equal(mutations, walk.Mutations);
        walk.World.Clock.Advance(walk.World.Settings.PlatformSync);
        Assert.Null((await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), peering)).NextStep);
        Assert.Empty(walk.Said.Warnings);
    }
}
