using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Changes to halves of links from outside.</summary>
internal static class LinkChanges
{
    private static readonly Dictionary<string, Action<Peering, bool>> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["allowForwardedTraffic"] = (half, isSet) => half.AllowForwardedTraffic = isSet,
        ["allowGatewayTransit"] = (half, isSet) => half.AllowGatewayTransit = isSet,
        ["allowVirtualNetworkAccess"] = (half, isSet) => half.AllowVirtualNetworkAccess = isSet,
        ["useRemoteGateways"] = (half, isSet) => half.UseRemoteGateways = isSet,
    };

    private static readonly string[] States = ["Connected", "Disconnected", "Initiated"];

    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("DeleteLink", Delete),
        new("SetLinkFlag", SetFlag, [.. Flags.Keys]),
        new("SetLinkState", SetState, States),
    ];

    /// <summary>Deletes one half by its id, or all halves of a VNet that point at the platform.</summary>
    private static void Delete(World world, string target)
    {
        foreach (var half in Halves(world, target)) world.Arm.Peerings.Remove(half);
    }

    /// <summary>The target is that of <see cref="Delete"/> and, after a space, true or false.</summary>
    private static void SetFlag(World world, string flag, string target)
    {
        var words = Arguments.Words(target, 2);
        if (!Flags.TryGetValue(flag, out var set)) throw OutsideWorld.Unknown("flag of a link", flag);
        if (!bool.TryParse(words[1], out var isSet)) throw OutsideWorld.Unknown("truth value", words[1]);
        foreach (var half in Halves(world, words[0])) set(half, isSet);
    }

    private static void SetState(World world, string state, string target)
    {
        var word = States.FirstOrDefault(item => Same(item, state))
            ?? throw OutsideWorld.Unknown("state of a link", state);
        foreach (var half in Halves(world, target)) half.State = word;
    }

    private static List<Peering> Halves(World world, string target)
    {
        var halves = world.Arm.Networks.SelectMany(network => network.Peerings).Where(half =>
            Same(half.ArmId, target) || (Same(half.Owner.ArmId, target) &&
                Same(Scopes.SubscriptionId(half.RemoteId), WellKnown.PlatformSubscription))).ToList();
        return halves.Count > 0 ? halves : throw OutsideWorld.Unknown("link of", target);
    }
}
