using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peering;
using TimescaleVpc.Engine.Platforms.ManagedService;

namespace TimescaleVpc.Engine.Stages.Peerings;

/// <summary>Waits until both platforms say that the peering works. Only ACTIVE is success.</summary>
internal sealed class WaitPeeringStage(WaitPeeringRequest request, ISink sink) : Stage<WaitPeeringRequest>(request, sink)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlowPollInterval = TimeSpan.FromSeconds(10);

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var peering = await new PeeringFinder(context).OneAsync(item, null, cancel);
        if (peering.Planned || Sink.Planning)
        {
            Sink.Output(peering with { Planned = true, Session = context.Session });
            return;
        }

        var reader = new PeeringReader(context);
        var subject = PeeringView.Name(peering);
        for (var (polls, warned) = (0, false); ; polls++)
        {
            peering = peering.With(await reader.ConnectionAsync(peering, cancel));
            switch (PeeringDecision.Next(PeeringGoal.Active, new(peering.State, peering.LinkState, 0, false)))
            {
                case PeeringMove.Done:
                    context.WaitIsOver(subject);
                    if (polls == 0) Sink.Verbose($"{subject} is ACTIVE; nothing to wait for.");
                    Sink.Output((peering with { Session = context.Session }).WithNextStep());
                    return;
                case PeeringMove.NotRequested:
                    throw Catalogue.PeeringNotRequested.For(peering, subject);
                case PeeringMove.Fail:
                    throw PeeringReader.Failure(peering);
            }

            var ourTurn = PeeringStates.Phase(peering.State) == PeeringPhase.OurTurn && peering.LinkState is null;
            if (ourTurn && !warned)
            {
                Sink.Warning($"{subject} waits for your half of the link: run Approve-VpcPeering.");
                warned = true;
            }

            if (context.IsOver) throw PeeringReader.Overdue(peering, Timeout);
            var status = ourTurn ? $"{peering.State}; you must act (Approve-VpcPeering)" : $"{peering.State}; the platform must act";
            await context.WaitAsync(polls < 12 ? PollInterval : SlowPollInterval, subject, status, cancel);
        }
    }
}
