using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Waits until both platforms say that the peering works. Only ACTIVE is success.</summary>
internal sealed class WaitPeeringStage(WaitPeeringRequest request, ISink sink) : Stage<WaitPeeringRequest>(request,
    sink)
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

        var subject = peering.AwsVpcId is null ? PeeringView.Name(peering) : AwsPeeringReader.Name(peering);
        var ownHalf = new OwnHalf(context);
        for (var (polls, warned) = (0, false); ; polls++)
        {
            (peering, var phase) = await ReadAsync(peering, context, cancel);
            var move = PeeringDecision.Active(phase);
            var stands = false;
            if (move == PeeringMove.Done) (peering, stands) = await ownHalf.LookAsync(peering, cancel);
            switch (move)
            {
                case PeeringMove.Done when stands:
                    context.EndProgress(subject);
                    if (polls == 0) Sink.Verbose($"{subject} is ACTIVE; nothing to wait for.");
                    context.WarnOfGap(peering);
                    Sink.Output(peering with { Session = context.Session, NextStep = LinkSync.Gap(peering.Link) });
                    return;
                case PeeringMove.NotRequested:
                    throw Catalogue.PeeringNotRequested.For(peering, subject);
                case PeeringMove.Fail:
                    throw peering.AwsVpcId is null ? PeeringReader.Failure(peering) : AwsPeeringReader.Failure(peering);
            }

            var ourTurn = phase == PeeringPhase.AwaitingCustomer && peering is { LinkState: null, RouteTableIds.Length: 0 };
            if (ourTurn && !warned)
            {
                context.Warn(WarningCatalogue.ApprovalMissing, subject);
                warned = true;
            }

            if (context.DeadlinePassed)
            {
                throw peering.AwsVpcId is null ? PeeringReader.Overdue(peering, Timeout)
                    : AwsPeeringReader.Overdue(peering, Timeout, ourTurn ? "you (Approve-VpcPeering)" : "the platform");
            }

            var status = ourTurn ? $"{peering.State}; you must act (Approve-VpcPeering)"
                : $"{peering.State}; the platform must act";
            await context.WaitAsync(polls < 12 ? PollInterval : SlowPollInterval, subject, status, cancel);
        }
    }

    private static async Task<(VpcPeering Peering, PeeringPhase Phase)> ReadAsync(
        VpcPeering peering, ItemContext context, CancellationToken cancel)
    {
        if (peering.AwsVpcId is null)
        {
            peering = peering.With(await new PeeringReader(context).ConnectionAsync(peering, cancel));
            return (peering, PeeringStates.Phase(peering.State));
        }

        var found = await new AwsPeeringReader(context).FindAsync(peering, cancel);
        return (AwsPeeringReader.With(peering, found), found?.Phase ?? PeeringPhase.None);
    }
}
