using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>
/// Network interfaces, rules of security groups and user routes that the customer's network people add and take away.
/// </summary>
internal static class TrafficChanges
{
    public static IReadOnlyList<OutsideChange> All { get; } =
    [
        new("AddNetworkInterface", (world, target) =>
            Add(world, target, TrafficValues.InterfaceKeys, Find, SubnetTraffic.AddInterface)),
        new("AddSecurityRule", (world, target) =>
            Add(world, target, TrafficValues.RuleKeys, FindFiltered, SubnetTraffic.AddRule)),
        new("AddUserRoute", (world, target) =>
            Add(world, target, TrafficValues.RouteKeys, Find, SubnetTraffic.AddRoute)),
        new("RemoveNetworkInterface", RemoveInterface),
        new("RemoveSecurityRule", RemoveRule),
        new("RemoveUserRoute", RemoveRoute),
    ];

    /// <summary>The id of a VNet or of a part of it and, after a space, <c>key=value;key=value</c>.</summary>
    private static void Add<TPlace>(
        World world, string target, string[] keys,
        Func<World, string, (VNet Network, IReadOnlyList<TPlace> Places)> find,
        Action<VNet, IReadOnlyList<TPlace>, TrafficValues> add)
    {
        var parts = target.Split(' ', 2, StringSplitOptions.TrimEntries);
        var (network, places) = find(world, parts[0]);
        var values = Arguments.Read(parts.Length > 1 ? parts[1] : "*", keys);
        add(network, places, new(
            key => values.TryGetValue(key, out var text)
                ? text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [],
            (key, value, rule) => new ArgumentException($"{key} '{value}' {rule}.", nameof(target))));
    }

    private static (VNet Network, IReadOnlyList<IFiltered> Places) FindFiltered(World world, string id) =>
        world.Arm.Nic(id) is { } nic ? (nic.Network, [nic]) : Find(world, id);

    private static (VNet Network, IReadOnlyList<Subnet> Places) Find(World world, string id)
    {
        if (world.Arm.Network(id) is { } wholeNetwork) return (wholeNetwork, wholeNetwork.Subnets);
        foreach (var network in world.Arm.Networks)
        {
            var subnets = network.Subnets.FindAll(item => Same(network.SubnetId(item), id));
            if (subnets.Count > 0) return (network, subnets);
        }

        throw OutsideWorld.Unknown("VNet or subnet", id);
    }

    private static void RemoveInterface(World world, string target)
    {
        var count = world.Arm.Groups.Sum(group => group.Nics.RemoveAll(
            nic => Same(nic.Name, target) || Same(nic.ArmId, target)));
        if (count == 0) throw OutsideWorld.Unknown("network interface", target);
    }

    /// <summary>By id, or all of a name.</summary>
    private static void RemoveRule(World world, string target)
    {
        var count = world.Arm.Groups.SelectMany(item => item.SecurityGroups).Sum(group => group.Rules.RemoveAll(
            rule => Same(rule.Name, target) || Same($"{group.ArmId}/securityRules/{rule.Name}", target)));
        if (count == 0) throw OutsideWorld.Unknown("security rule", target);
    }

    private static void RemoveRoute(World world, string target)
    {
        var count = world.Arm.Groups.SelectMany(item => item.RouteTables).Sum(table => table.Routes.RemoveAll(
            route => Same(route.Name, target) || Same($"{table.ArmId}/routes/{route.Name}", target)));
        if (count == 0) throw OutsideWorld.Unknown("user route", target);
    }
}
