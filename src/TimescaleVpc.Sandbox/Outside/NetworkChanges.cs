using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to the customer's networks from outside.</summary>
internal static class NetworkChanges
{
    private static readonly TimeSpan UpdateTime = TimeSpan.FromSeconds(30);

    /// <summary>Deletes one half by its id, or all halves of a VNet that point at the platform.</summary>
    public static void DeleteLink(World world, string target)
    {
        var halves = world.Arm.Networks.SelectMany(network => network.Peerings).Where(half =>
            Same(half.ArmId, target) || (Same(half.Owner.ArmId, target) &&
                Same(Scopes.SubscriptionId(half.RemoteId), WellKnown.PlatformSubscription))).ToList();
        if (halves.Count == 0) throw OutsideWorld.Unknown("link of", target);
        foreach (var half in halves) world.Arm.Peerings.Remove(half);
    }

    public static void DeleteVNet(World world, string target) => world.Arm.DeleteNetwork(Find(world, target));

    /// <summary>The target is a VNet's id and, after a space, the new range.</summary>
    public static void AddRange(World world, string target)
    {
        var parts = target.Split(' ', 2, StringSplitOptions.TrimEntries);
        var range = parts.Length > 1 ? parts[1] : "10.77.0.0/16";
        if (Cidr.Parse(range) is null) throw OutsideWorld.Unknown("range", range);
        var network = Find(world, parts[0]);
        network.Prefixes.Add(range);
        world.Mst.Agent.LearnLater(network.ArmId);
    }

    public static void StartUpdate(World world, string target) =>
        Find(world, target).ChangingUntil = world.Now + UpdateTime;

    private static VNet Find(World world, string target) =>
        world.Arm.Network(target) ?? throw OutsideWorld.Unknown("VNet", target);
}
