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

    /// <summary>Azure says that a role may take this long to be honoured everywhere, and some more.</summary>
    private static readonly TimeSpan PropagationWindow = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan FirstRepeat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRepeat = TimeSpan.FromMinutes(2);

    private readonly ItemContext context;
    private readonly StepRunner runner;
    private readonly ICustomerSide side;
    private readonly IPlatform platform;
    private readonly PlatformReader reader;
    private readonly PlatformHalf platformHalf;
    private readonly Patience namePatience;

    private PlatformLook look = PlatformLook.Empty;
    private CustomerHalf half;
    private PeeringFacts facts = new();
    private string? customerState;
    private DateTimeOffset? waitBegan;
    private WaitReport report;

    public PeeringLoop(VpcPeering peering, StepRunner runner)
    {
        this.runner = runner;
        context = runner.Context;
        side = context.In<ICustomerSide>(peering.Cloud);
        platform = context.Platform(peering.Platform);
        reader = new(context);
        platformHalf = new(context, side, platform);
        namePatience = new(context, side.LongestUnnamed);
        Peering = peering;
        Subject = side.Name(peering);
        report = new(Subject, PeeringGoal.Requested, context);
    }

    /// <summary>The peering as far as it is known by now.</summary>
    public VpcPeering Peering { get; private set; }

    private string Subject { get; }

    /// <summary>What tells its bar from others: the customer's network.</summary>
    private string Bar => Peering.NetworkLabel;

    /// <summary>The request of an approval.</summary>
    public ApprovePeeringRequest? Approval { get; init; }

    /// <summary>The extent of the removal.</summary>
    public RemovalWish Removal { get; init; } = new();

    /// <summary>Whether to wait for nothing that takes time.</summary>
    public bool NoWait { get; init; }

    /// <summary>The platform's present view of the peering.</summary>
    public PeeringPhase Phase => PlatformPeering?.Phase ?? PeeringPhase.None;

    private PlatformPeering? PlatformPeering => look.Found;

    private PlatformPeering? FailedPeering => Phase == PeeringPhase.Failed ? PlatformPeering : null;

    /// <summary>The number of repeated reads of the peering.</summary>
    public int Polls { get; private set; }

    /// <summary>Goes on until the goal is reached, or as far as a plan goes.</summary>
    /// <exception cref="TimescaleVpcException">It cannot be reached, or not in time.</exception>
    public async Task<VpcPeering> ReachAsync(PeeringGoal goal, CancellationToken cancel)
    {
        var isPlannedRequest = Peering.Planned
            && Peering.Plan.Contains(side.Step(platform.RequestStep, Peering));
        // Only what an earlier stage has planned is nowhere yet.
        if (Peering.VpcId.Length == 0 && !runner.Planning && goal != PeeringGoal.Removed)
        {
            throw goal == PeeringGoal.Requested ? Catalogue.VpcNotFound.For(Peering, Peering.Project, "(no id)", "none")
                : Catalogue.PeeringNotRequested.For(Peering, Subject);
        }

        await side.CheckAsync(goal, Peering, cancel);
        report = new(Subject, goal, context);
        facts = new PeeringFacts
        {
            IsPlanning = runner.Planning, IsPlannedBefore = Peering.Planned, NoWait = NoWait,
            TakesRepeatedRequests = platform.TakesRepeatedRequests,
        };
        for (Polls = 0; ; Polls++)
        {
            // Planned changes of an earlier stage cannot be observed; its observation of the customer's half counts.
            var isKnown = goal == PeeringGoal.Approved && isPlannedRequest;
            // A platform that takes a repeated request for another one is asked by one item after the other.
            var move = goal == PeeringGoal.Requested && !platform.TakesRepeatedRequests && facts.Requests == 0
                ? await context.Locks.OneAtATimeAsync(
                    $"peerings {Peering.VpcId}", () => RoundAsync(goal, isKnown: false, cancel), cancel)
                : await RoundAsync(goal, isKnown, cancel);
            waitBegan = null;
            if (move == PeeringMove.Done) break;
            if (context.DeadlinePassed) throw Overdue(goal);
            if (move == PeeringMove.Wait)
            {
                report.WarnOfMissingApproval(Peering, Phase);
                waitBegan = context.Clock.Now;
                var isLong = goal == PeeringGoal.Active && Polls >= QuickPolls;
                await context.WaitAsync(
                    isLong ? PollIntervals.LongWork : PollIntervals.Work, Bar,
                    report.Status(Peering, Phase, facts.Requests > 0), cancel,
                    goal == PeeringGoal.Removed ? UsualTimes.Removal : UsualTimes.Peering);
            }
        }

        if (goal == PeeringGoal.Requested) await platformHalf.WithdrawAsync(Peering, cancel);
        context.EndProgress(Bar);
        if (Polls > 0 && Peering.State.Length > 0) context.Sink.Verbose($"{Bar}: {Peering.State}.");
        return Peering;
    }

    /// <summary>Looks, decides and acts.</summary>
    /// <returns>Done, or what has to be waited for; any other move has been made.</returns>
    private async Task<PeeringMove> RoundAsync(PeeringGoal goal, bool isKnown, CancellationToken cancel)
    {
        if (isKnown)
        {
            (look, half) = (PlatformLook.Empty, side.KnownHalf(Peering));
        }
        else
        {
            var peeringBefore = Peering;
            look = await reader.LookAsync(Peering, cancel, waitBegan);
            Peering = Peering.With(PlatformPeering);
            runner.Observe(side.Step(platform.RequestStep, Peering), PlatformPeering?.State);
            half = CustomerHalf.Unknown;
            facts = facts with
            {
                WasSeen = facts.WasSeen || facts.Requests > 0 && PlatformPeering is not null,
                IsOfAnotherApplication = PlatformPeering?.AppId is { Length: > 0 } app
                    && !Same(app, peeringBefore.AppId)
                    && (peeringBefore.AppId is not null || peeringBefore.Planned),
            };
        }

        for (var attempt = 0; attempt < MostMoves; attempt++)
        {
            facts = facts with
            {
                IsNamed = side.IsNamed(goal, Peering, PlatformPeering), IsNameOverdue = IsNameOverdue(),
                MayBePropagating = Peering.AssignedAt is { } at && context.Clock.Now - at <= PropagationWindow,
            };
            var move = PeeringDecision.Next(goal, Phase, PlatformPeering?.Failure ?? PeeringFailure.None, half, facts);
            switch (move)
            {
                case PeeringMove.LookAtCustomerHalf:
                    await LookAtCustomerHalfAsync(goal, cancel);
                    continue;
                case PeeringMove.RemoveCustomerHalf:
                    Peering = await side.RemoveAsync(Peering, PlatformPeering, Removal, runner, cancel);
                    half = CustomerHalf.Missing;
                    continue;
                case PeeringMove.MakeCustomerHalf:
                    Peering = await side.MakeAsync(Peering, look, Approval!, runner, cancel);
                    return PeeringMove.Done;
                case PeeringMove.Withdraw:
                    Peering = await new PeeringLoop(Peering, runner).ReachAsync(PeeringGoal.Removed, cancel);
                    (look, Peering) = (PlatformLook.Empty, Peering.With((PlatformPeering?)null));
                    facts = facts with { IsOfAnotherApplication = false };
                    continue;
                case PeeringMove.Request:
                    return await RequestAsync(cancel);
                case PeeringMove.WaitAndRequest:
                    return await WaitAndRequestAsync(cancel);
                case PeeringMove.DeletePlatformHalf:
                    await runner.DoAsync(
                        side.Step(platform.RemoveStep, Peering),
                        () => platformHalf.DeleteAsync(Peering, NoWait, cancel), cancel,
                        before: PlatformPeering?.State);
                    return PeeringMove.Done;
                case PeeringMove.Wait when goal == PeeringGoal.Removed:
                    await platformHalf.DeleteAsync(Peering, NoWait, cancel);
                    return PeeringMove.Done;
                case PeeringMove.FailNotRequested:
                    throw Catalogue.PeeringNotRequested.For(Peering, Subject);
                case PeeringMove.FailState:
                    throw PeeringErrors.Failure(Subject, Peering, PlatformPeering!);
                case PeeringMove.FailUnnamed:
                    throw side.Unnamed(Peering, Phase) ?? Overdue(goal);
                case PeeringMove.FailCustomerHalf:
                    throw Catalogue.PeeringHalfGone.For(Peering, Subject, customerState ?? "missing");
                default:
                    return move;
            }
        }

        throw new UnreachableException($"The moves of {Subject} lead nowhere.");
    }

    private async Task<PeeringMove> RequestAsync(CancellationToken cancel)
    {
        // A plan looks past what is being deleted.
        if (runner.Planning && Phase == PeeringPhase.Deleting) Peering = Peering with { State = "" };
        if (look.Count >= platform.UsualPeeringLimit && facts.Requests == 0)
        {
            context.Warn(
                WarningCatalogue.PeeringsNearLimit, Peering.VpcLabel, look.Count, platform.UsualPeeringLimit);
        }

        // A repeated request belongs to the first one's step.
        if (facts.Requests > 0)
        {
            await platformHalf.RequestAsync(Peering, FailedPeering, look.Count, cancel);
        }
        else
        {
            await runner.DoAsync(
                side.Step(platform.RequestStep, Peering), () => UntilTakenAsync(cancel), cancel,
                before: PlatformPeering?.State);
            if (runner.Planning) return PeeringMove.Done;
        }

        // The observations of an earlier request do not apply to the new one.
        Peering = Peering with { AwsPeeringId = null, RequesterAccountId = null, RequesterVpcId = null };
        facts = facts with { Requests = facts.Requests + 1 };
        return NoWait ? PeeringMove.Request : PeeringMove.Wait;
    }

    /// <summary>Asks until the platform has taken the request, or shows the peering all the same.</summary>
    private async Task UntilTakenAsync(CancellationToken cancel)
    {
        while (!await platformHalf.RequestAsync(Peering, FailedPeering, look.Count, cancel))
        {
            look = await reader.LookAsync(Peering, cancel);
            if (Phase is PeeringPhase.Working or PeeringPhase.AwaitingCustomer or PeeringPhase.Active) return;
        }
    }

    private async Task<PeeringMove> WaitAndRequestAsync(CancellationToken cancel)
    {
        var pause = Min(FirstRepeat * Math.Pow(2, facts.Requests - 1), LongestRepeat);
        var status = $"{Peering.State} although the role is assigned; Azure still spreads it";
        context.Sink.Verbose($"{Bar}: asking again in {pause.TotalSeconds:0} s.");
        await context.WaitAsync(pause, Bar, status, cancel, UsualTimes.RolePropagation);
        if (context.DeadlinePassed) throw PeeringErrors.Failure(Subject, Peering, PlatformPeering!);
        return await RequestAsync(cancel);
    }

    private bool IsNameOverdue() => Phase == PeeringPhase.Active && namePatience.DeadlinePassed;

    private TimescaleVpcException Overdue(PeeringGoal goal) =>
        goal == PeeringGoal.Approved && !facts.IsNamed && side.Unnamed(Peering, Phase) is { } namingError ? namingError
            : report.Overdue(Peering, Phase);

    private async Task LookAtCustomerHalfAsync(PeeringGoal goal, CancellationToken cancel)
    {
        string? unseenReason;
        try
        {
            (Peering, half, customerState, unseenReason) =
                await side.LookAsync(goal, Peering, PlatformPeering, Approval, cancel);
        }
        catch (Exception error) when (goal == PeeringGoal.Active && IsHidden(error))
        {
            // The waiting user may have no sign-in for the cloud, or no permission to read there.
            (half, unseenReason) = (CustomerHalf.Standing, error.Message);
        }

        report.WarnOfSight(unseenReason);
    }

    private static bool IsHidden(Exception error) => error switch
    {
        TimescaleVpcException => true,
        RefusalException refusal => refusal.IsAboutSignIn,
        _ => false,
    };

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
