using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// Requests the managed service to check peerings whose other half, or whose network's ranges, have just changed;
/// otherwise it checks them at intervals. One request for each VPC is sent: when the run has created all of its halves,
/// or before it waits for ranges. It changes nothing of the user's, and the service or the token may not support it:
/// the work continues, whatever the result. So it is no step, and no plan names it. It is known from Aiven's own client
/// alone.
/// </summary>
internal sealed class PlatformRefresh
{
    /// <summary>It only saves time, so it must not cost any.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(string Platform, string VpcId), ItemContext> vpcs = new();
    private readonly ConcurrentDictionary<(string Platform, string VpcId), bool> requests = new();

    /// <summary>Notes a peering, if this run has made its half and the service does not call it active yet.</summary>
    public void Note(VpcPeering peering, PeeringPhase phase, StepRunner runner)
    {
        var isMade = runner.Steps.Any(step =>
            step.Action == StepCatalogue.CreateLink.Action || step.Action == StepCatalogue.AcceptPeering.Action);
        if (isMade && !runner.Planning && phase != PeeringPhase.Active)
            vpcs[(peering.Platform, peering.VpcId)] = runner.Context;
    }

    /// <summary>Asks for a peering that is waited for: once for each VPC and run.</summary>
    public async Task AskAsync(VpcPeering peering, ItemContext context, CancellationToken cancel)
    {
        if (requests.TryAdd((peering.Platform, peering.VpcId), true))
            await SendAsync(context.Platform(peering.Platform), peering.VpcId, context, cancel);
    }

    public async Task SendAsync(CancellationToken cancel)
    {
        foreach (var ((platform, vpcId), context) in vpcs.OrderBy(item => item.Key.VpcId, StringComparer.Ordinal))
        {
            using var work = context.Clock.Work();
            await SendAsync(context.Platform(platform), vpcId, context, cancel);
        }
    }

    private static async Task SendAsync(
        IPlatform platform, string vpcId, ItemContext context, CancellationToken cancel)
    {
        using var time = context.Clock.Limit(Patience);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, time.Token);
        AmbientWork.Deadline = context.Clock.Now + Patience;
        try
        {
            if (!await platform.RefreshPeeringsAsync(vpcId, limit.Token)) return;
            context.Sink.Verbose($"Timescale checks the peerings of VPC {vpcId} now.");
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancel.IsCancellationRequested)
        {
            context.Sink.Verbose(
                $"Timescale checks VPC {vpcId} later, in its own time: {Translation.Of(error, null).Message}");
        }
    }
}
