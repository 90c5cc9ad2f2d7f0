using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Both halves of one peering as they were last looked at, with all that a decision needs.</summary>
internal sealed class PeeringObservation(VpcPeering givenPeering, ICustomerSide side, StepRunner runner)
{
    /// <summary>Azure says that a role may take this long to be honoured everywhere, and some more.</summary>
    private static readonly TimeSpan PropagationWindow = TimeSpan.FromMinutes(15);

    private readonly ItemContext context = runner.Context;
    private readonly IPlatform platform = runner.Context.Platform(givenPeering.Platform);
    private readonly PlatformReader reader = new(runner.Context);
    private readonly Patience namePatience = new(runner.Context, side.LongestUnnamed);
    private PlatformLook look = PlatformLook.Empty;
    private CustomerHalf half;

    /// <summary>The peering as far as it is known by now.</summary>
    public VpcPeering Peering { get; set; } = givenPeering;

    public PlatformLook Look => look;

    public PlatformPeering? PlatformPeering => look.Found;

    /// <summary>The platform's present view of the peering.</summary>
    public PeeringPhase Phase => PlatformPeering?.Phase ?? PeeringPhase.None;

    /// <summary>The platform's half of an earlier try; null if there is none.</summary>
    public PlatformPeering? FailedPeering => Phase == PeeringPhase.Failed ? PlatformPeering : null;

    /// <summary>The cloud's word for the customer's half; null if there is none.</summary>
    public string? CustomerState { get; private set; }

    public PeeringFacts Facts { get; private set; } = new();

    /// <summary>Begins anew, for another goal.</summary>
    public void Begin(bool noWait) => Facts = new PeeringFacts
    {
        IsPlanning = runner.Planning, IsPlannedBefore = Peering.Planned, NoWait = noWait,
        TakesRepeatedRequests = platform.TakesRepeatedRequests,
    };

    /// <summary>What a stage has planned cannot be seen; what it saw of the customer's half counts.</summary>
    public void TakePlan() => (look, half) = (PlatformLook.Empty, side.KnownHalf(Peering));

    /// <summary>Looks at the platform's half; the customer's is unknown from then on.</summary>
    /// <param name="since">For a poll: when its wait began.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task LookAtPlatformAsync(DateTimeOffset? since, CancellationToken cancel)
    {
        var peeringBefore = Peering;
        look = await reader.LookAsync(Peering, cancel, since);
        Peering = Peering.With(PlatformPeering);
        runner.Observe(side.Step(platform.RequestStep, Peering), PlatformPeering?.State);
        half = CustomerHalf.Unknown;
        Facts = Facts with
        {
            WasSeen = Facts.WasSeen || Facts.Requests > 0 && PlatformPeering is not null,
            IsOfAnotherApplication = PlatformPeering?.AppId is { Length: > 0 } app
                && !Same(app, peeringBefore.AppId) && (peeringBefore.AppId is not null || peeringBefore.Planned),
        };
    }

    /// <summary>Looks at the platform's half while a request may have been lost.</summary>
    public async Task LookAgainAsync(CancellationToken cancel) => look = await reader.LookAsync(Peering, cancel);

    /// <returns>Why the customer's half could not be seen; null if it was.</returns>
    public async Task<string?> LookAtCustomerHalfAsync(
        PeeringGoal goal, ApprovePeeringRequest? wish, CancellationToken cancel)
    {
        try
        {
            (Peering, half, CustomerState, var unseenReason) =
                await side.LookAsync(goal, Peering, PlatformPeering, wish, cancel);
            return unseenReason;
        }
        catch (Exception error) when (goal == PeeringGoal.Active && IsHidden(error))
        {
            // The waiting user may have no sign-in for the cloud, or no permission to read there.
            half = CustomerHalf.Standing;
            return error.Message;
        }
    }

    public PeeringMove Next(PeeringGoal goal)
    {
        Facts = Facts with
        {
            IsNamed = side.IsNamed(goal, Peering, PlatformPeering),
            IsNameOverdue = Phase == PeeringPhase.Active && namePatience.DeadlinePassed,
            MayBePropagating = Peering.AssignedAt is { } at && context.Clock.Now - at <= PropagationWindow,
        };
        return PeeringDecision.Next(goal, Phase, PlatformPeering?.Failure ?? PeeringFailure.None, half, Facts);
    }

    /// <summary>The customer's half was removed.</summary>
    public void LoseCustomerHalf(VpcPeering peering) => (Peering, half) = (peering, CustomerHalf.Missing);

    /// <summary>Both halves of an earlier try were removed.</summary>
    public void LoseBothHalves(VpcPeering peering)
    {
        (look, Peering) = (PlatformLook.Empty, peering.With((PlatformPeering?)null));
        Facts = Facts with { IsOfAnotherApplication = false };
    }

    /// <summary>The platform was asked; what was seen of an earlier request does not apply to this one.</summary>
    public void CountRequest()
    {
        Peering = Peering with { AwsPeeringId = null, RequesterAccountId = null, RequesterVpcId = null };
        Facts = Facts with { Requests = Facts.Requests + 1 };
    }

    private static bool IsHidden(Exception error) => error switch
    {
        TimescaleVpcException => true,
        RefusalException refusal => refusal.IsAboutSignIn,
        _ => false,
    };
}
