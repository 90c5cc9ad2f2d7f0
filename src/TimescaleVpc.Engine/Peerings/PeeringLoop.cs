using System.Diagnostics;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// Brings one peering to a goal: looks at both halves, decides, does the step, waits, until nothing is left to do. The
/// same for all platforms and clouds.
/// </summary>
internal sealed class PeeringLoop
{
    /// <summary>The number of polls at the shorter interval.</summary>
    private const int QuickPolls = 12;

    /// <summary>No round has more moves: look, remove, withdraw, then ask or make.</summary>
    private const int MostMoves = 8;

    private static readonly TimeSpan FirstRepeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromMinutes(2);

    private readonly ItemContext context;
    private readonly StepRunner runner;
    private readonly ICustomerSide side;
    private readonly IPlatform platform;
    private readonly PlatformHalf platformHalf;
    private readonly PeeringObservation observation;
    private readonly string subject;
    private readonly CustomerHalf knownHalf;

    private DateTimeOffset? waitBegan;
    private WaitReport report;

    public PeeringLoop(VpcPeering peering, StepRunner runner)
    {
        this.runner = runner;
        context = runner.Context;
        side = context.In<ICustomerSide>(peering.Cloud);
        platform = context.Platform(peering.Platform);
        platformHalf = new(context, side, platform);
        observation = new(peering, side, runner);
        subject = side.Name(peering);
        knownHalf = side.KnownHalf(peering);
        report = new(side, subject, PeeringGoal.Requested, knownHalf, context);
    }

    /// <summary>The peering as far as it is known by now.</summary>
    public VpcPeering Peering => observation.Peering;

    /// <summary>The platform's present view of the peering.</summary>
    public PeeringPhase Phase => observation.Phase;

    /// <summary>The request of an approval.</summary>
    public ApprovePeeringRequest? Approval { get; init; }

    /// <summary>The extent of the removal.</summary>
    public RemovalWish Removal { get; init; } = new();

    /// <summary>Whether to wait for nothing that takes time.</summary>
    public bool NoWait { get; init; }

    /// <summary>The number of repeated reads of the peering.</summary>
    public int Polls { get; private set; }

    /// <summary>What tells its bar from others: the customer's network.</summary>
    private string Bar => Peering.NetworkLabel;

    /// <summary>Goes on until the goal is reached, or as far as a plan goes.</summary>
    /// <exception cref="TimescaleVpcException">It cannot be reached, or not in time.</exception>
    public async Task<VpcPeering> ReachAsync(PeeringGoal goal, CancellationToken cancel)
    {
        // Only what an earlier stage has planned is nowhere yet.
        if (Peering.VpcId.Length == 0 && !runner.Planning && goal != PeeringGoal.Removed)
        {
            throw goal == PeeringGoal.Requested ? Catalogue.VpcNotFound.For(Peering, Peering.Project, "(no id)", "none")
                : Catalogue.PeeringNotRequested.For(Peering, subject);
        }

        var isOnlyPlanned = goal == PeeringGoal.Approved && Peering.Planned
            && Peering.Plan.Contains(side.Step(platform.RequestStep, Peering));
        await side.CheckAsync(goal, Peering, cancel);
        report = new(side, subject, goal, knownHalf, context);
        observation.Begin(NoWait);
        for (Polls = 0; ; Polls++)
        {
            // A platform that takes a repeated request for another one is asked by one item after the other.
            var isFirstRequest = goal == PeeringGoal.Requested && observation.Facts.Requests == 0;
            var move = isFirstRequest && !platform.TakesRepeatedRequests
                ? await context.Locks.OneAtATimeAsync(
                    $"peerings {Peering.VpcId}", () => RoundAsync(goal, isOnlyPlanned: false, cancel), cancel)
                : await RoundAsync(goal, isOnlyPlanned, cancel);
            waitBegan = null;
            if (move == PeeringMove.Done) break;
            if (context.DeadlinePassed) throw Overdue(goal);
            if (move == PeeringMove.Wait) await WaitAsync(goal, cancel);
        }

        if (goal == PeeringGoal.Requested) await platformHalf.WithdrawAsync(Peering, cancel);
        context.EndProgress(Bar);
        if (Polls > 0 && Peering.State.Length > 0) context.Sink.Verbose($"{Bar}: {Peering.State}.");
        return Peering;
    }

    private async Task WaitAsync(PeeringGoal goal, CancellationToken cancel)
    {
        report.WarnOfMissingApproval(Phase);
        waitBegan = context.Clock.Now;
        var isLong = goal == PeeringGoal.Active && Polls >= QuickPolls;
        await context.WaitAsync(
            isLong ? PollIntervals.LongWork : PollIntervals.Work, Bar,
            report.Status(Peering, Phase, observation.Facts.Requests > 0), cancel,
            goal == PeeringGoal.Removed ? UsualTimes.Removal : UsualTimes.Peering);
    }

    /// <summary>Looks, decides and acts.</summary>
    /// <returns>Done, or what has to be waited for; any other move has been made.</returns>
    private async Task<PeeringMove> RoundAsync(PeeringGoal goal, bool isOnlyPlanned, CancellationToken cancel)
    {
        if (isOnlyPlanned) observation.TakePlan();
        else await observation.LookAtPlatformAsync(waitBegan, cancel);
        for (var attempt = 0; attempt < MostMoves; attempt++)
        {
            var move = observation.Next(goal);
            switch (move)
            {
                case PeeringMove.LookAtCustomerHalf:
                    report.WarnOfSight(await observation.LookAtCustomerHalfAsync(goal, Approval, cancel));
                    continue;
                case PeeringMove.RemoveCustomerHalf:
                    observation.LoseCustomerHalf(
                        await side.RemoveAsync(Peering, observation.PlatformPeering, Removal, runner, cancel));
                    continue;
                case PeeringMove.MakeCustomerHalf:
                    observation.Peering = await side.MakeAsync(Peering, observation.Look, Approval!, runner, cancel);
                    return PeeringMove.Done;
                case PeeringMove.Withdraw:
                    observation.LoseBothHalves(
                        await new PeeringLoop(Peering, runner).ReachAsync(PeeringGoal.Removed, cancel));
                    continue;
                case PeeringMove.Request:
                    return await RequestAsync(cancel);
                case PeeringMove.WaitAndRequest:
                    return await WaitAndRequestAsync(cancel);
                case PeeringMove.DeletePlatformHalf:
                    await runner.DoAsync(
                        side.Step(platform.RemoveStep, Peering),
                        () => platformHalf.DeleteAsync(Peering, NoWait, cancel), cancel,
                        before: observation.PlatformPeering?.State);
                    return PeeringMove.Done;
                case PeeringMove.Wait when goal == PeeringGoal.Removed:
                    await platformHalf.DeleteAsync(Peering, NoWait, cancel);
                    return PeeringMove.Done;
                case PeeringMove.FailNotRequested:
                    throw Catalogue.PeeringNotRequested.For(Peering, subject);
                case PeeringMove.FailState:
                    throw PeeringErrors.Failure(side, Peering, observation.PlatformPeering!);
                case PeeringMove.FailUnnamed:
                    throw side.Unnamed(Peering, Phase) ?? Overdue(goal);
                case PeeringMove.FailCustomerHalf:
                    throw Catalogue.PeeringHalfGone.For(
                        Peering, PeeringSubject.Of(side, Peering), observation.CustomerState ?? "missing");
                default:
                    return move;
            }
        }

        throw new UnreachableException($"The moves of {subject} lead nowhere.");
    }

    private async Task<PeeringMove> RequestAsync(CancellationToken cancel)
    {
        // A plan looks past what is being deleted.
        if (runner.Planning && Phase == PeeringPhase.Deleting) observation.Peering = Peering with { State = "" };
        var (isFirst, count) = (observation.Facts.Requests == 0, observation.Look.Count);
        if (isFirst && count >= platform.UsualPeeringLimit)
        {
            context.Warn(WarningCatalogue.PeeringsNearLimit, Peering.VpcLabel, count, platform.UsualPeeringLimit);
        }

        // A repeated request belongs to the first one's step.
        if (!isFirst)
        {
            await platformHalf.RequestAsync(Peering, observation.FailedPeering, count, cancel);
        }
        else
        {
            await runner.DoAsync(
                side.Step(platform.RequestStep, Peering), () => UntilTakenAsync(cancel), cancel,
                before: observation.PlatformPeering?.State);
            if (runner.Planning) return PeeringMove.Done;
        }

        observation.CountRequest();
        return NoWait ? PeeringMove.Request : PeeringMove.Wait;
    }

    /// <summary>Asks until the platform has taken the request, or shows the peering all the same.</summary>
    private async Task UntilTakenAsync(CancellationToken cancel)
    {
        while (!await platformHalf.RequestAsync(Peering, observation.FailedPeering, observation.Look.Count, cancel))
        {
            await observation.LookAgainAsync(cancel);
            if (Phase is PeeringPhase.Working or PeeringPhase.AwaitingCustomer or PeeringPhase.Active) return;
        }
    }

    private async Task<PeeringMove> WaitAndRequestAsync(CancellationToken cancel)
    {
        var pause = FirstRepeat * Math.Pow(2, observation.Facts.Requests - 1);
        if (pause > LongestRepeat) pause = LongestRepeat;
        var status = $"{Peering.State} although the role is assigned; Azure does not apply it everywhere yet";
        context.Sink.Verbose($"{Bar}: asking again in {pause.TotalSeconds:0} s.");
        await context.WaitAsync(pause, Bar, status, cancel, UsualTimes.RolePropagation);
        if (context.DeadlinePassed) throw PeeringErrors.Failure(side, Peering, observation.PlatformPeering!);
        return await RequestAsync(cancel);
    }

    private TimescaleVpcException Overdue(PeeringGoal goal) =>
        goal == PeeringGoal.Approved && !observation.Facts.IsNamed && side.Unnamed(Peering, Phase) is { } error ? error
            : report.Overdue(Peering, Phase);
}
