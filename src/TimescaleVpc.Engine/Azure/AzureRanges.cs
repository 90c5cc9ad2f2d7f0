using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Azure;

/// <summary>What both halves of a link know of each other's ranges, as Azure shows it on ours.</summary>
internal static class AzureRanges
{
    /// <param name="peering">The peering with both halves.</param>
    /// <param name="phase">How the platform's half stands.</param>
    public static RangeLook Of(VpcPeering peering, PeeringPhase phase)
    {
        var half = AzurePeerings.HalfOf(peering.LinkState);
        // The platform's half without ours cannot be revived.
        var isBroken = phase == PeeringPhase.Active && half is CustomerHalf.Missing or CustomerHalf.Dead;
        return new(peering, phase)
        {
            Stands = half == CustomerHalf.Standing
                && phase is PeeringPhase.Active or PeeringPhase.AwaitingCustomer or PeeringPhase.Working,
            Gap = isBroken ? RangeGap.Lasting : LinkSync.GapOf(peering.Link),
            Reason = isBroken
                ? $"Your half of {AzurePeerings.Name(peering)} is {peering.LinkState ?? "gone"}, and Timescale says "
                    + $"{peering.State}. Only a new peering works"
                : $"{AzurePeerings.Name(peering)} does not know all address ranges, and only a new peering does",
            NewPeering = peering with { State = "", LinkState = null, Link = null },
            Approval = LinkFlags.Kept(peering),
        };
    }
}
