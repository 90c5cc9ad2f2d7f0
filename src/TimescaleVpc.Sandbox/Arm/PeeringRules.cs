using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>The rules by which the two halves of a link depend on each other.</summary>
internal sealed class PeeringRules(World world)
{
    public Peering? Counterpart(Peering half) =>
        world.Arm.Network(half.RemoteId)?.Peerings.Find(other => other.PointsAt(half.Owner));

    /// <summary>The error that forbids a link between the networks; null if it is allowed.</summary>
    public (string Code, string Message)? Conflict(string id, VNet one, VNet other, bool thirdPartiesOfOther)
    {
        var directOverlap = Cidr.Overlaps(one.Prefixes, other.Prefixes);
        if (directOverlap.Count > 0) return PeeringErrors.Overlap(id, one, other, directOverlap);
        return thirdPartiesOfOther
            ? ThirdParty(other, one, (third, ranges) =>
                PeeringErrors.OverlapWithPeered(id, one, other, third, thirdHangsOnOther: true, ranges))
            : ThirdParty(one, other, (third, ranges) =>
                PeeringErrors.OverlapWithPeered(id, one, other, third, thirdHangsOnOther: false, ranges));
    }

    /// <summary>Adds the half; together with its counterpart it makes a link.</summary>
    public void Establish(Peering half)
    {
        half.ProvisioningState = "Succeeded";
        if (!half.Owner.Peerings.Contains(half)) half.Owner.Peerings.Add(half);
        if (half.State == "Disconnected") return;
        var other = Counterpart(half);
        if (other is null || other.State == "Disconnected" || other.ProvisioningState == "Deleting") return;
        half.State = other.State = "Connected";
    }

    /// <summary>Removes the half; its counterpart can then only be deleted.</summary>
    public void Remove(Peering half)
    {
        half.Owner.Peerings.Remove(half);
        if (Counterpart(half) is { State: "Connected" } other) other.State = "Disconnected";
    }

    /// <summary>
    /// Which of the two halves has an outdated list of the other's ranges. A lone half has no counterpart.
    /// </summary>
    public string SyncLevel(Peering half)
    {
        var remote = world.Arm.Network(half.RemoteId);
        var isLocalBehind = remote is not null && !remote.Prefixes.SequenceEqual(half.KnownRemotePrefixes);
        var other = Counterpart(half);
        var isRemoteBehind = other is null || !half.Owner.Prefixes.SequenceEqual(other.KnownRemotePrefixes);
        return (isLocalBehind, isRemoteBehind) switch
        {
            (true, true) => "LocalAndRemoteNotInSync",
            (true, false) => "LocalNotInSync",
            (false, true) => "RemoteNotInSync",
            _ => "FullyInSync",
        };
    }

    private (string Code, string Message)? ThirdParty(
        VNet hub, VNet target, Func<VNet, List<string>, (string Code, string Message)> refusal)
    {
        foreach (var third in hub.Peerings.Select(half => world.Arm.Network(half.RemoteId)))
        {
            if (third is null || third == target) continue;
            var ranges = Cidr.Overlaps(target.Prefixes, third.Prefixes);
            if (ranges.Count > 0) return refusal(third, ranges);
        }

        return null;
    }
}
