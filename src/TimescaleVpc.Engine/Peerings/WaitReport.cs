using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>What is told of a peering while it is waited for: whose turn it is, and once each, what is amiss.</summary>
/// <param name="side">The customer's cloud.</param>
/// <param name="subject">The peering in one line.</param>
/// <param name="goal">What is waited for.</param>
/// <param name="knownHalf">The customer's half as an earlier stage has left it.</param>
/// <param name="context">The work on the item.</param>
internal sealed class WaitReport(
    ICustomerSide side, string subject, PeeringGoal goal, CustomerHalf knownHalf, ItemContext context)
{
    private bool hasWarnedOfApproval;
    private bool hasWarnedOfSight;

    /// <summary>The state, then whose turn it is.</summary>
    /// <param name="peering">The peering.</param>
    /// <param name="phase">The platform's half.</param>
    /// <param name="isAsked">Whether this run has asked the platform, which may not show the peering yet.</param>
    public string Status(VpcPeering peering, PeeringPhase phase, bool isAsked)
    {
        var state = peering.State.Length > 0 ? peering.State : isAsked ? "asked for" : "not shown yet";
        return goal switch
        {
            PeeringGoal.Active when IsCustomersTurn(phase) =>
                $"{state}; you must act (Approve-VpcPeering)",
            PeeringGoal.Active => $"{state}; Timescale must act",
            _ => $"{state}; Timescale is at work",
        };
    }

    public void WarnOfMissingApproval(PeeringPhase phase)
    {
        var isDue = IsCustomersTurn(phase);
        if (isDue && !hasWarnedOfApproval) context.Warn(WarningCatalogue.ApprovalMissing, subject);
        hasWarnedOfApproval |= isDue;
    }

    public void WarnOfSight(string? unseenReason)
    {
        if (unseenReason is not null && !hasWarnedOfSight)
            context.Warn(WarningCatalogue.HalfNotSeen, subject, unseenReason);
        hasWarnedOfSight |= unseenReason is not null;
    }

    public TimescaleVpcException Overdue(VpcPeering peering, PeeringPhase phase) => PeeringErrors.Overdue(
        side, peering, context.Timeout,
        IsCustomersTurn(phase) ? null : "Timescale");

    private bool IsCustomersTurn(PeeringPhase phase) => goal == PeeringGoal.Active
        && phase == PeeringPhase.AwaitingCustomer && knownHalf == CustomerHalf.Missing;
}
