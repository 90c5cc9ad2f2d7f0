using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>Network interfaces, rules of network security groups and user routes in VNets of the customer.</summary>
internal sealed class TrafficParts(World world, RollbackLog rollback)
{
    private static readonly string[] Place = ["VNetName", "ResourceGroupName"];
    private static readonly string[] Narrower = ["Subnet", "Subscription"];
    private const string Interface = "NetworkInterface";

    public IEnumerable<PartKind> Kinds =>
    [
        new("AzureNetworkInterface", Place, [.. Narrower, .. TrafficValues.InterfaceKeys],
            part => Add(part, SubnetTraffic.AddInterface)),
        new("AzureSecurityRule", Place, [.. Narrower, Interface, .. TrafficValues.RuleKeys],
            part => Add(part, (network, subnets, values) =>
                SubnetTraffic.AddRule(network, Filtered(part, network, subnets), values))),
        new("AzureRoute", [.. Place, "Prefix"], [.. Narrower, .. TrafficValues.RouteKeys.Except(["Prefix"])],
            part => Add(part, SubnetTraffic.AddRoute)),
    ];

    private void Add(Part part, Action<VNet, IReadOnlyList<Subnet>, TrafficValues> add)
    {
        var subscription = AzureParts.Find(world, part);
        var (groupName, name) = (part.Text("ResourceGroupName"), part.Text("VNetName"));
        var group = subscription.Groups.Find(item => Same(item.Name, groupName))
            ?? throw part.Refused("ResourceGroupName", groupName, $"is no resource group in {subscription.Name}");
        var network = group.VNets.Find(name)
            ?? throw part.Refused("VNetName", name, $"is no VNet in {group.Name}");
        var subnets = part.TextOrNull("Subnet") is not { } subnetName ? network.Subnets
            : network.Subnets.FindAll(item => Same(item.Name, subnetName)) is { Count: > 0 } matches ? matches
            : throw part.Refused("Subnet", subnetName, $"is no subnet of {network.Name}");
        Snapshot(group, network);
        add(network, subnets, new(part.TextsOrNone, (key, value, rule) => part.Refused(key, value, rule)));
    }

    /// <summary>The interface that a rule is for, or the subnets.</summary>
    private static IReadOnlyList<IFiltered> Filtered(Part part, VNet network, IReadOnlyList<Subnet> subnets)
    {
        if (part.TextOrNull(Interface) is not { } name) return subnets;
        return network.Group.Nics.Find(item => item.Network == network && Same(item.Name, name)) is { } nic
            ? [nic] : throw part.Refused(Interface, name, $"is no network interface in {network.Name}");
    }

    private void Snapshot(ResourceGroup group, VNet network)
    {
        foreach (var nic in group.Nics)
        {
            var filter = nic.SecurityGroup;
            rollback.OnRollback(() => nic.SecurityGroup = filter);
        }

        rollback.Snapshot(group.Nics);
        foreach (var subnet in network.Subnets)
        {
            var (filter, table) = (subnet.SecurityGroup, subnet.RouteTable);
            rollback.OnRollback(() => (subnet.SecurityGroup, subnet.RouteTable) = (filter, table));
            if (filter is not null) rollback.Snapshot(filter.Rules);
            if (table is not null) rollback.Snapshot(table.Routes);
        }

        rollback.Snapshot([.. group.SecurityGroups.Select(item => item.Rules)]);
        rollback.Snapshot([.. group.RouteTables.Select(item => item.Routes)]);
        rollback.Snapshot(group.SecurityGroups);
        rollback.Snapshot(group.RouteTables);
    }
}
