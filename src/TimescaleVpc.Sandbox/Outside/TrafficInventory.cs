using TimescaleVpc.Sandbox.Arm;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>Network interfaces, network security groups and route tables, as plain data.</summary>
internal static class TrafficInventory
{
    public static IEnumerable<SandboxItem> Of(ResourceGroup group) =>
    [
        .. group.SecurityGroups.Select(item => Inventory.Item("Arm.NetworkSecurityGroup", item.ArmId, item.Name,
            ("rules", string.Join(',', item.Rules.OrderBy(rule => rule.Priority).Select(Text))),
            ("subnets", Subnets(group, subnet => subnet.SecurityGroup == item)))),
        .. group.Nics.Select(item => Inventory.Item("Arm.NetworkInterface", item.ArmId, item.Name,
            ("address", item.Address), ("group", item.SecurityGroup?.Name),
            ("subnet", $"{item.Network.Name}/{item.Subnet.Name}"))),
        .. group.RouteTables.Select(item => Inventory.Item("Arm.RouteTable", item.ArmId, item.Name,
            ("routes", string.Join(',', item.Routes.Select(Text))),
            ("subnets", Subnets(group, subnet => subnet.RouteTable == item)))),
    ];

    private static string Text(SecurityRule rule) =>
        $"{rule.Name}:{rule.Priority}:{rule.Direction}:{rule.Access}:{rule.Protocol}:" +
        $"{string.Join('+', rule.Sources)}>{string.Join('+', rule.Destinations)}:{string.Join('+', rule.Ports)}";

    private static string Text(UserRoute route) =>
        $"{route.Name}:{route.Prefix}>{route.NextHop}{(route.Address is { } address ? $"@{address}" : "")}";

    private static string Subnets(ResourceGroup group, Func<Subnet, bool> isOf) => string.Join(',',
        group.Subscription.Subnets.Where(item => isOf(item.Subnet))
            .Select(item => $"{item.Network.Name}/{item.Subnet.Name}"));
}
