using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Scenarios;

/// <summary>On a virtual clock a loop without an end goes on for ever, so each must have one, or be ended.</summary>
public sealed class EndlessRunTests
{
    [Fact]
    public async Task A_time_limit_with_a_fraction_of_a_millisecond_is_reached()
    {
        var run = new Run(new WatchedWorld { MostRequests = 300 });

        await run.PlayAsync(WaitUnapproved(TimeSpan.FromMinutes(2) + TimeSpan.FromTicks(1)));

        Assert.Equal("PeeringTimeout", Assert.Single(run.Errors).ErrorId);
    }

    [Fact]
    public async Task A_run_that_does_not_end_is_ended_and_named()
    {
        var run = new Run(new WatchedWorld { MostRequests = 300 });

        var failure = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(
            () => run.PlayAsync(WaitUnapproved(TimeSpan.FromDays(30))));

        Assert.Contains("Wait-VpcPeering does not end: its run has sent 300 requests, the last one Mst.",
            failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Waits for a peering whose other half is never made.</summary>
    private static Pipeline WaitUnapproved(TimeSpan timeout) => new(
        new Cmdlet(new GetVpcRequest { CloudName = Walk.West }),
        new Cmdlet(new GrantPeerRoleRequest(), vpc =>
            [new PeerPair(new VpcRef((Vpc)vpc, null), new VNetRef(null, "Network-RG/Prod-VNet"))]),
        new Cmdlet(new AddPeeringRequest()),
        new Cmdlet(new WaitPeeringRequest { Timeout = timeout }));
}
