using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The errors that the state of a peering means, or the ranges of its networks.</summary>
internal static class PeeringErrors
{
    /// <summary>Why the platform's half cannot become active.</summary>
    public static TimescaleVpcException Failure(ICustomerSide side, VpcPeering peering, PlatformPeering platformPeering)
    {
        var name = PeeringSubject.Of(side, peering);
        var message = peering.StateMessage ?? "Timescale gives no reason.";
        return platformPeering.Failure switch
        {
            PeeringFailure.Expired => Catalogue.PeeringExpired.For(peering, peering.AwsPeeringId ?? "(none)", name),
            PeeringFailure.Disabled => Catalogue.PeeringDisabled.For(peering, peering.State, name, message),
            PeeringFailure.Rejected => Catalogue.PeeringRejectedByPeer.For(peering, name, message, side.RejectedAdvice),
            PeeringFailure.DeletedByPeer => Catalogue.PeeringDeletedByPeer.For(peering, name, message),
            PeeringFailure.Error => Catalogue.PeeringError.For(peering, name, message),
            PeeringFailure.Deleting or PeeringFailure.Deleted =>
                Catalogue.PeeringDeleted.For(peering, name, peering.State),
            _ => Catalogue.PeeringInvalidSpecification.For(peering, name, message, side.SpecificationAdvice),
        };
    }

    /// <summary>Refuses a network of which a range overlaps the VPC's.</summary>
    /// <param name="vpc">The VPC. A range that the platform writes in a way we cannot read is its own matter.</param>
    /// <param name="networkId">The network.</param>
    /// <param name="owner">Whose the ranges are, in words.</param>
    /// <param name="ranges">All of them, the secondary ones, too.</param>
    public static void RequireApart(Vpc vpc, string networkId, string owner, IEnumerable<string> ranges)
    {
        if (AddressRange.Read(AddressRange.Canonical(vpc.Cidr)) is { } target
            && target.FirstOverlap(ranges) is { } range)
            throw Catalogue.AddressOverlap.For(networkId, networkId, vpc, range, owner, target);
    }

    /// <summary>The time was over before the goal was reached.</summary>
    /// <param name="side">The customer's half.</param>
    /// <param name="peering">The peering.</param>
    /// <param name="timeout">How long that was.</param>
    /// <param name="who">The party that must act; null for the customer.</param>
    public static TimescaleVpcException Overdue(ICustomerSide side, VpcPeering peering, TimeSpan timeout, string? who)
    {
        var subject = PeeringSubject.Of(side, peering);
        return Catalogue.PeeringTimeout.For(
            peering, subject, peering.State.Length == 0 ? "unknown to Timescale" : peering.State, timeout,
            who ?? "you (Approve-VpcPeering)",
            who is null ? $"Run {subject.FindCommand} | Approve-VpcPeering | Wait-VpcPeering."
                : "Run the same command again to continue waiting, with a longer -Timeout if needed.");
    }
}
