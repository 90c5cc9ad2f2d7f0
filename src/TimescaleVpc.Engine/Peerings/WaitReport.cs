using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>What is told of a peering while it is waited for: whose turn it is, and once each, what is amiss.</summary>
internal sealed class WaitReport(string subject, PeeringGoal goal, ItemContext context)
{
    private bool hasWarnedOfApproval;
    private bool hasWarnedOfSight;

    public string Status(VpcPeering peering, PeeringPhase phase) => goal switch
    {
        PeeringGoal.Active when IsCustomersTurn(peering, phase) =>
            $"{peering.State}; you must act (Approve-VpcPeering)",
        PeeringGoal.Active => $"{peering.State}; the platform must act",
        _ => $"{peering.State}; the platform is at work",
    };

    public void WarnOfMissingApproval(VpcPeering peering, PeeringPhase phase)
    {
        var isDue = IsCustomersTurn(peering, phase);
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
        subject, peering, context.Timeout,
        IsCustomersTurn(peering, phase) ? "you (Approve-VpcPeering)" : "the platform");

    private bool IsCustomersTurn(VpcPeering peering, PeeringPhase phase) =>
        goal == PeeringGoal.Active && phase == PeeringPhase.AwaitingCustomer
        && peering is { LinkState: null, RouteTableIds.Length: 0 };
}
