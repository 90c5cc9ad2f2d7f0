using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// What filters and leads the traffic of a subscription's subnets: network security groups, the network interfaces
/// that some of them stand on, and route tables.
/// </summary>
internal sealed class ArmTraffic(ArmTransport arm)
{
    /// <summary>All network security groups of a subscription.</summary>
    public Task<IReadOnlyList<AzureSecurityGroup>> ListSecurityGroupsAsync(
        string subscription, CancellationToken cancel) =>
        ListAsync(subscription, "networkSecurityGroups", ReadGroup, cancel);

    /// <summary>All network interfaces of a subscription, but those of scale sets.</summary>
    public Task<IReadOnlyList<AzureNetworkInterface>> ListInterfacesAsync(
        string subscription, CancellationToken cancel) =>
        ListAsync(subscription, "networkInterfaces", ReadInterface, cancel);

    /// <summary>All route tables of a subscription.</summary>
    public Task<IReadOnlyList<AzureRouteTable>> ListRouteTablesAsync(string subscription, CancellationToken cancel) =>
        ListAsync(subscription, "routeTables", ReadTable, cancel);

    /// <summary>The subnets in a VNet's answer; null if they are not shown as a whole.</summary>
    public static IReadOnlyList<AzureSubnet>? ReadSubnets(JsonNode? network) =>
        network.Get("subnets").All(ReadSubnet);

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string subscription, string what, Func<JsonNode?, T?> read, CancellationToken cancel)
        where T : class =>
        await arm.ListAsync(
            $"/subscriptions/{subscription}", $"/providers/Microsoft.Network/{what}?{ArmNetworks.Version}", read,
            cancel);

    private static AzureSubnet? ReadSubnet(JsonNode? node)
    {
        var properties = node.Get("properties");
        var (group, table) = (properties.Get("networkSecurityGroup"), properties.Get("routeTable"));
        // A reference without an id is not none.
        if (node.Text("name") is not { } name || group is not null && group.Text("id") is null
            || table is not null && table.Text("id") is null) return null;
        return new AzureSubnet(
            name, AddressRange.Canonical(Both(properties, "addressPrefix", "addressPrefixes")), group.Text("id"),
            table.Text("id"));
    }

    private static AzureSecurityGroup? ReadGroup(JsonNode? node)
    {
        var properties = node.Get("properties");
        return node.Text("id") is { } id && node.Text("name") is { } name
            && properties.Get("securityRules").All(rule => ReadRule(rule, isDefault: false)) is { } rules
            && properties.Get("defaultSecurityRules").All(rule => ReadRule(rule, isDefault: true)) is { } defaults
            && Ids(properties.Get("networkInterfaces")) is { } interfaceIds
                ? new AzureSecurityGroup(id, name, [.. rules.Concat(defaults).OrderBy(rule => rule.Priority)])
                {
                    InterfaceIds = interfaceIds,
                }
                : null;
    }

    /// <summary>References; a list that is left out has none.</summary>
    private static string[]? Ids(JsonNode? list) =>
        list is null ? [] : list.All(item => item.Text("id"));

    private static AzureNetworkInterface? ReadInterface(JsonNode? node)
    {
        var properties = node.Get("properties");
        var group = properties.Get("networkSecurityGroup");
        return node.Text("id") is { } id && node.Text("name") is { } name
            && (group is null || group.Text("id") is not null)
            && properties.Get("ipConfigurations").All(item => item) is { } configurations
                ? new AzureNetworkInterface(
                    id, name, group.Text("id"), [.. configurations.Select(ReadAddress).OfType<AzureInterfaceAddress>()])
                : null;
    }

    /// <summary>An interface that is attached nowhere has no address yet, and sends nothing.</summary>
    private static AzureInterfaceAddress? ReadAddress(JsonNode? node)
    {
        var properties = node.Get("properties");
        return properties.Text("privateIPAddress") is { } address
            && properties.Get("subnet").Text("id") is { } subnetId
                ? new(address, subnetId) : null;
    }

    private static AzureSecurityRule? ReadRule(JsonNode? node, bool isDefault)
    {
        var properties = node.Get("properties");
        var sources = Both(properties, "sourceAddressPrefix", "sourceAddressPrefixes");
        var destinations = Both(properties, "destinationAddressPrefix", "destinationAddressPrefixes");
        var ports = Both(properties, "destinationPortRange", "destinationPortRanges");
        var namesApplications = properties.Items("sourceApplicationSecurityGroups")
            .Concat(properties.Items("destinationApplicationSecurityGroups")).Any();
        // A rule that would fit nothing is one that was not read as a whole.
        var isWhole = ports.Length > 0 && (namesApplications || sources.Length > 0 && destinations.Length > 0);
        return isWhole && node.Text("name") is { } name && properties.Number("priority") is { } priority
            && properties.Text("direction") is { } direction && properties.Text("access") is { } access
            && properties.Text("protocol") is { } protocol
                ? new AzureSecurityRule(
                    name, priority, direction, access, protocol, sources, destinations, ports, isDefault)
                {
                    NamesApplications = namesApplications,
                }
                : null;
    }

    private static AzureRouteTable? ReadTable(JsonNode? node) =>
        node.Text("id") is { } id && node.Text("name") is { } name
        && node.Get("properties").Get("routes").All(ReadRoute) is { } routes
            ? new AzureRouteTable(id, name, routes) : null;

    private static AzureRoute? ReadRoute(JsonNode? node)
    {
        var properties = node.Get("properties");
        return node.Text("name") is { } name && properties.Text("addressPrefix") is { } prefix
            && properties.Text("nextHopType") is { } nextHop
                ? new AzureRoute(name, prefix, nextHop, properties.Text("nextHopIpAddress")) : null;
    }

    /// <summary>One value stands in a member of its own, several in a list.</summary>
    private static string[] Both(JsonNode? node, string one, string several) =>
        [.. node.Texts(several).Concat(node.Text(one) is { Length: > 0 } text ? [text] : []).Distinct()];
}
