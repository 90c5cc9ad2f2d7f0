using TimescaleVpc.Sandbox.Arm;

namespace TimescaleVpc.Sandbox.Network;

/// <summary>
/// What stops traffic from a subnet, or from a network interface, to a peered network: user routes that lead it
/// elsewhere, and security groups that deny it. Responses are not looked at: a security group lets them pass.
/// </summary>
internal sealed class AzureTraffic(VNet network, Peering half)
{
    /// <summary>Why an address cannot be reached from a subnet; null if it can.</summary>
    public string? Block(Subnet subnet, string address, int port) =>
        BlockByRoute(subnet, address)
        ?? BlockByRule(subnet.SecurityGroup, Cidr.Address(subnet.Prefix, 4), address, port);

    /// <summary>Why an interface's own security group does not let it reach an address; null if it does.</summary>
    public string? Block(Nic nic, string address, int port) =>
        BlockByRule(nic.SecurityGroup, nic.Address, address, port);

    /// <summary>The longest prefix counts; of two that are equal, the route of the customer's own.</summary>
    private string? BlockByRoute(Subnet subnet, string address)
    {
        var route = subnet.RouteTable?.Routes.Where(item => Cidr.Contains(item.Prefix, address))
            .MaxBy(item => Length(item.Prefix));
        if (route is null) return null;
        var peeredLength = half.KnownRemotePrefixes.Where(item => Cidr.Contains(item, address)).Select(Length)
            .DefaultIfEmpty(-1).Max();
        return Length(route.Prefix) < peeredLength ? null
            : $"the route {route.Name} of {subnet.RouteTable!.Name} leads {route.Prefix} to {route.NextHop}";
    }

    private string? BlockByRule(NetworkSecurityGroup? group, string source, string address, int port)
    {
        if (group is null) return null;
        var rule = group.Decide(item => item.Direction == SecurityRule.Outbound
            && item.Protocol is SecurityRule.Any or SecurityRule.Tcp && item.HasPort(port)
            && item.Sources.Any(place => IsIn(place, source)) && item.Destinations.Any(place => IsIn(place, address)));
        return rule is { IsAllowed: false }
            ? $"the rule {rule.Name} of {group.Name} denies it" : null;
    }

    private bool IsIn(string place, string address) => place switch
    {
        SecurityRule.Any => true,
        SecurityRule.Network => IsNear(address),
        SecurityRule.Internet => !IsNear(address),
        _ => place == address || Cidr.Contains(place, address),
    };

    /// <summary>The network itself, and what is peered with it as long as the link lets traffic pass.</summary>
    private bool IsNear(string address) => network.Prefixes
        .Concat(network.Peerings.Where(item => item is { State: "Connected", AllowVirtualNetworkAccess: true })
            .SelectMany(item => item.KnownRemotePrefixes))
        .Any(prefix => Cidr.Contains(prefix, address));

    private static int Length(string prefix) => Cidr.Parse(prefix)!.Value.Network.PrefixLength;
}
