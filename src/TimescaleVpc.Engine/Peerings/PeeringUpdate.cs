using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// Brings a peering to carry all ranges of both networks: renews the customer's half where that helps, has the platform
/// renew its own, and removes the peering where only a new one helps. A new peering is an outage, which is asked about
/// first. The same for all clouds.
/// </summary>
internal sealed class PeeringUpdate(
    VpcPeering givenPeering, UpdatePeeringRequest request, PlatformRefresh refresh, StepRunner runner)
{
    private readonly ItemContext context = runner.Context;
    private readonly ICustomerSide side = runner.Context.In<ICustomerSide>(givenPeering.Cloud);

    /// <summary>Goes on until nothing is left but to make the peering, or nothing at all.</summary>
    /// <returns>What was seen last, and whether the peering is to be made.</returns>
    public async Task<(RangeLook Look, bool IsToBeMade)> RunAsync(CancellationToken cancel)
    {
        var peering = givenPeering;
        string? refusal = null;
        for (var facts = new UpdateFacts { IsPlanning = runner.Planning, Recreate = request.Recreate }; ;)
        {
            var look = await side.CompareAsync(peering, request, cancel);
            peering = look.Peering;
            facts = facts with { IsOverdue = context.DeadlinePassed };
            switch (UpdateDecision.Next(look.Gap, look.Stands, facts))
            {
                case UpdateMove.Sync:
                    refusal = await side.SyncAsync(peering, runner, cancel);
                    facts = facts with { HasSynced = true };
                    continue;
                case UpdateMove.Wait:
                    await refresh.AskAsync(peering, context, cancel);
                    await context.WaitAsync(
                        PollIntervals.LongWork, peering.NetworkLabel, "Timescale must update its half",
                        cancel);
                    continue;
                case UpdateMove.Renew:
                    var reason = refusal is null ? look.Reason : $"{look.Reason} ({refusal})";
                    context.Sink.Verbose($"{reason}.");
                    await runner.RequireAsync(LocalSteps.RecreatePeering.On(reason), request.Force, cancel);
                    await RemoveAsync(peering, cancel);
                    return (look, true);
                case UpdateMove.Finish:
                    context.Sink.Verbose(
                        $"{side.Name(peering)} was not finished by an earlier run, or is broken.");
                    if (look.MustGo) await RemoveAsync(peering, cancel);
                    return (look, true);
                default:
                    context.EndProgress(peering.NetworkLabel);
                    return (look, false);
            }
        }
    }

    private Task<VpcPeering> RemoveAsync(VpcPeering peering, CancellationToken cancel) =>
        new PeeringLoop(peering, runner) { Removal = new(KeepRoutes: true, TellOfGroups: false) }.ReachAsync(
            PeeringGoal.Removed, cancel);
}
