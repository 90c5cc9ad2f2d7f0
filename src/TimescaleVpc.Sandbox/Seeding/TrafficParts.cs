using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary>Rules of network security groups and user routes on subnets of the customer.</summary>
internal sealed class TrafficParts(World world, RollbackLog rollback)
{
    private static readonly string[] Place = ["VNetName", "ResourceGroupName"];
    private static readonly string[] Narrower = ["Subnet", "Subscription"];

    public IEnumerable<PartKind> Kinds =>
    [
        new("AzureSecurityRule", Place, [.. Narrower, .. TrafficValues.RuleKeys],
            part => Add(part, SubnetTraffic.AddRule)),
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

    private void Snapshot(ResourceGroup group, VNet network)
    {
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
