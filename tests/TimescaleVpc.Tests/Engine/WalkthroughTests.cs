using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

public sealed class WalkthroughTests
{
    [Fact]
    public async Task Pipeline_ends_active_with_every_value_captured()
    {
        var walk = await Walk.StartAsync();

        var peering = await walk.PeerAsync();

        Assert.Equal("ACTIVE", peering.State);
        Assert.Equal("Prod-VNet", peering.VNetName);
        Assert.Equal("Network-RG", peering.ResourceGroupName);
        Assert.All(
            [
                peering.AppId, peering.ServicePrincipalId, peering.PlatformServicePrincipalId, peering.OwnRoleId,
                peering.PlatformRoleId, peering.SubscriptionId, peering.TenantId, peering.VpcId,
                peering.RemoteNetworkId,
                peering.RemoteTenantId, peering.LinkName,
            ],
            value => Assert.False(string.IsNullOrEmpty(value)));
        Assert.Equal("Connected", peering.LinkState);
        Assert.Null(peering.NextStep);
    }

    [Fact]
    public async Task Second_run_changes_nothing_and_says_so()
    {
        var walk = await Walk.StartAsync();
        await walk.PeerAsync();
        var before = walk.Mutations;

        var again = await walk.PeerAsync();

        Assert.Equal(before, walk.Mutations);
        Assert.Empty(again.Changes);
        Assert.Equal("ACTIVE", again.State);
    }
}
