using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The inputs of the decision beside the two halves.</summary>
internal sealed record PeeringFacts
{
    /// <summary>Whether steps are only planned: nothing is waited for then.</summary>
    public bool IsPlanning { get; init; }

    /// <summary>Whether an earlier stage has planned the peering, so that it need not be there.</summary>
    public bool IsPlannedBefore { get; init; }

    /// <summary>Whether the caller waits for nothing that takes time.</summary>
    public bool NoWait { get; init; }

    /// <summary>The number of this run's requests that the platform has accepted.</summary>
    public int Requests { get; init; }

    /// <summary>Whether this run has seen the peering on the platform since it asked.</summary>
    public bool WasSeen { get; init; }

    /// <summary>Whether a repeated request is the same request to the platform.</summary>
    public bool TakesRepeatedRequests { get; init; }

    /// <summary>Whether the platform was asked with another application than the peering's.</summary>
    public bool IsOfAnotherApplication { get; init; }

    /// <summary>Whether a role assignment is so young that Azure may not honour it everywhere.</summary>
    public bool MayBePropagating { get; init; }

    /// <summary>Whether the platform names what the customer's half needs.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether the platform had the time that it may take to name it.</summary>
    public bool IsNameOverdue { get; init; }
}

/// <summary>
/// Decides, from the goal and what was observed alone, what to do next with a peering: the same for all platforms and
/// clouds.
/// </summary>
internal static class PeeringDecision
{
    /// <param name="goal">How far the peering is to be brought.</param>
    /// <param name="platform">The platform's half.</param>
    /// <param name="failure">Why it failed, if it did.</param>
    /// <param name="customer">The customer's half.</param>
    /// <param name="facts">What counts beside them.</param>
    public static PeeringMove Next(
        PeeringGoal goal, PeeringPhase platform, PeeringFailure failure, CustomerHalf customer, PeeringFacts facts) =>
        goal switch
        {
            PeeringGoal.Requested => Requested(platform, failure, customer, facts),
            PeeringGoal.Approved => Approved(platform, customer, facts),
            PeeringGoal.Active => Active(platform, customer),
            _ => Removed(platform, customer, facts),
        };

    private static PeeringMove Requested(
        PeeringPhase platform, PeeringFailure failure, CustomerHalf customer, PeeringFacts facts)
    {
        switch (platform)
        {
            case PeeringPhase.Active:
            case PeeringPhase.AwaitingCustomer when facts.IsNamed:
                return PeeringMove.Done;
            case PeeringPhase.AwaitingCustomer or PeeringPhase.Working:
            // A plan looks past what is being deleted, at what is asked for afterwards.
            case PeeringPhase.Deleting when !facts.IsPlanning:
                return facts.IsPlanning || facts.NoWait && facts.Requests > 0 ? PeeringMove.Done : PeeringMove.Wait;
        }

        // The customer's half matters only if the platform's is neither active nor pending: a half without its other
        // side cannot be revived, and would prevent the platform from creating its own.
        if (customer == CustomerHalf.Unknown) return PeeringMove.LookAtCustomerHalf;
        if (customer == CustomerHalf.Dead) return PeeringMove.RemoveCustomerHalf;
        if (platform is PeeringPhase.None or PeeringPhase.Deleting)
        {
            if (facts.Requests == 0) return PeeringMove.Request;
            if (facts.NoWait) return PeeringMove.Done;
            if (facts.TakesRepeatedRequests) return PeeringMove.Request;
            return facts.WasSeen ? PeeringMove.FailNotRequested : PeeringMove.Wait;
        }

        // An end state that an earlier run left: ask again. One that this run met: only if time can cure it.
        if (facts.Requests == 0)
            return facts.IsOfAnotherApplication ? PeeringMove.Withdraw : PeeringMove.Request;
        var mayBePropagation = platform == PeeringPhase.Failed && facts.MayBePropagating
            && failure is PeeringFailure.Invalid or PeeringFailure.Rejected;
        return mayBePropagation ? PeeringMove.WaitAndRequest : PeeringMove.FailState;
    }

    private static PeeringMove Approved(PeeringPhase platform, CustomerHalf customer, PeeringFacts facts)
    {
        switch (platform)
        {
            case PeeringPhase.None when !facts.IsPlannedBefore:
                return PeeringMove.FailNotRequested;
            case PeeringPhase.Failed or PeeringPhase.Gone or PeeringPhase.Deleting:
                return PeeringMove.FailState;
            case PeeringPhase.Working when !facts.IsPlanning:
                return PeeringMove.Wait;
        }

        var isActive = platform == PeeringPhase.Active;
        return customer switch
        {
            CustomerHalf.Unknown => PeeringMove.LookAtCustomerHalf,
            CustomerHalf.Dead when !isActive => PeeringMove.RemoveCustomerHalf,
            CustomerHalf.Missing when facts.IsNamed || facts.IsPlanning && !isActive => PeeringMove.MakeCustomerHalf,
            CustomerHalf.Missing when isActive && (facts.IsNameOverdue || facts.IsPlanning) => PeeringMove.FailUnnamed,
            CustomerHalf.Missing => PeeringMove.Wait,
            _ => PeeringMove.Done,
        };
    }

    private static PeeringMove Active(PeeringPhase platform, CustomerHalf customer) => platform switch
    {
        PeeringPhase.None => PeeringMove.FailNotRequested,
        PeeringPhase.Working or PeeringPhase.AwaitingCustomer => PeeringMove.Wait,
        PeeringPhase.Active => customer switch
        {
            CustomerHalf.Unknown => PeeringMove.LookAtCustomerHalf,
            CustomerHalf.Standing => PeeringMove.Done,
            CustomerHalf.Pending => PeeringMove.Wait,
            _ => PeeringMove.FailCustomerHalf,
        },
        _ => PeeringMove.FailState,
    };

    private static PeeringMove Removed(PeeringPhase platform, CustomerHalf customer, PeeringFacts facts)
    {
        if (customer == CustomerHalf.Unknown) return PeeringMove.LookAtCustomerHalf;
        if (customer != CustomerHalf.Missing) return PeeringMove.RemoveCustomerHalf;
        if (platform == PeeringPhase.None) return PeeringMove.Done;
        // A half that is being deleted needs no step, only time.
        if (platform != PeeringPhase.Deleting) return PeeringMove.DeletePlatformHalf;
        return facts.IsPlanning || facts.NoWait ? PeeringMove.Done : PeeringMove.Wait;
    }
}
