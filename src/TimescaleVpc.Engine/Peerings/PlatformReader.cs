using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Reads the platform's half of peerings; no platform has a request for a single one that serves.</summary>
internal sealed class PlatformReader(ItemContext context)
{
    /// <summary>All peerings of a VPC.</summary>
    public async Task<IReadOnlyList<PlatformPeering>> ListAsync(Vpc vpc, CancellationToken cancel) =>
        await context.Platform(vpc.Platform).ListPeeringsAsync(vpc.VpcId, cancel) ?? [];

    /// <summary>The ranges of a network that a platform is peered with; none if its cloud does not show it.</summary>
    public Task<IReadOnlyList<string>> RangesAsync(PlatformPeering peer, CancellationToken cancel) =>
        context.SeenAsync($"The ranges of {peer.Peer} are not known", [],
            () => context.In<ICustomerSide>(peer.Cloud).RangesAsync(peer, cancel));

    /// <summary>The platform's half of one peering; null if there is none.</summary>
    public async Task<PlatformPeering?> FindAsync(VpcPeering peering, CancellationToken cancel) =>
        (await LookAsync(peering, cancel)).Found;

    /// <summary>The same, with all peerings of the VPC.</summary>
    /// <param name="peering">The peering.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <param name="since">For a poll: when its wait began.</param>
    public async Task<PlatformLook> LookAsync(
        VpcPeering peering, CancellationToken cancel, DateTimeOffset? since = null)
    {
        // An object that an earlier stage has only planned does not exist yet.
        if (peering.VpcId.Length == 0) return PlatformLook.Empty;
        var all = await context.Platform(peering.Platform).ListPeeringsAsync(peering.VpcId, cancel, since) ?? [];
        var wantedPeering = context.In<ICustomerSide>(peering.Cloud).ForPlatform(peering);
        // Beside one that lives there may be dead ones of the same network.
        var match = all.Where(item => item.LeadsTo(wantedPeering, peering.VpcRegion)).OrderBy(item => item.Phase switch
        {
            PeeringPhase.Active => 0, PeeringPhase.AwaitingCustomer => 1, PeeringPhase.Working => 2, _ => 3,
        }).FirstOrDefault();
        return new(match, all);
    }
}
