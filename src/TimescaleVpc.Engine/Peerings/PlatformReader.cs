using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Reads the platform's half of peerings; no platform has a request for a single one that serves.</summary>
internal sealed class PlatformReader(ItemContext context)
{
    /// <summary>All peerings of a VPC.</summary>
    public async Task<IReadOnlyList<PlatformPeering>> ListAsync(Vpc vpc, CancellationToken cancel) =>
        await context.Platform(vpc.Platform).ListPeeringsAsync(vpc.VpcId, cancel) ?? [];

    /// <summary>The platform's half of one peering; null if there is none.</summary>
    public async Task<PlatformPeering?> FindAsync(VpcPeering peering, CancellationToken cancel) =>
        (await LookAsync(peering, cancel)).Found;

    /// <summary>The same, and how many peerings of the VPC count against its limit.</summary>
    /// <param name="peering">The peering.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <param name="since">For a poll: when its wait began.</param>
    public async Task<(PlatformPeering? Found, int Count)> LookAsync(
        VpcPeering peering, CancellationToken cancel, DateTimeOffset? since = null)
    {
        // An object that an earlier stage has only planned does not exist yet.
        if (peering.VpcId.Length == 0) return (null, 0);
        var all = await context.Platform(peering.Platform).ListPeeringsAsync(peering.VpcId, cancel, since) ?? [];
        // Beside one that lives there may be dead ones of the same network.
        var match = all.Where(item => item.LeadsTo(peering)).OrderBy(item => item.Phase switch
        {
            PeeringPhase.Active => 0, PeeringPhase.AwaitingCustomer => 1, PeeringPhase.Working => 2, _ => 3,
        }).FirstOrDefault();
        return (
            match is null ? null : match with { Listed = all },
            all.Count(item => item.Phase != PeeringPhase.Failed));
    }
}
