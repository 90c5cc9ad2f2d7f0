using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Network security groups, network interfaces and route tables in ARM's form.</summary>
internal static class TrafficViews
{
    public static JsonObject View(NetworkSecurityGroup item)
    {
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["resourceGuid"] = NetworkViews.Guid(item.ArmId),
            ["securityRules"] = Json.Array(item.Rules.Select(rule => View(item, "securityRules", rule))),
            ["defaultSecurityRules"] = Json.Array(
                NetworkSecurityGroup.DefaultRules.Select(rule => View(item, "defaultSecurityRules", rule))),
        };
        AddReferences(properties, "networkInterfaces", item.Group.Subscription.Groups.SelectMany(group => group.Nics)
            .Where(nic => nic.SecurityGroup == item).Select(nic => nic.ArmId));
        AddSubnets(properties, item.Group, subnet => subnet.SecurityGroup == item);
        return Whole(item.Group, item.ArmId, item.Name, NetworkSecurityGroup.Type, properties);
    }

    public static JsonObject View(Nic item)
    {
        var address = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["privateIPAddress"] = item.Address,
            ["privateIPAllocationMethod"] = "Dynamic",
            ["subnet"] = new JsonObject { ["id"] = item.Network.SubnetId(item.Subnet) },
            ["primary"] = true,
            ["privateIPAddressVersion"] = "IPv4",
        };
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["resourceGuid"] = NetworkViews.Guid(item.ArmId),
            ["ipConfigurations"] = new JsonArray(
                Part(item.ArmId, "ipConfigurations", "ipconfig1", $"{Nic.Type}/ipConfigurations", address)),
            ["dnsSettings"] = new JsonObject
            {
                ["dnsServers"] = new JsonArray(), ["appliedDnsServers"] = new JsonArray(),
            },
            ["enableAcceleratedNetworking"] = false,
            ["enableIPForwarding"] = false,
            ["nicType"] = "Standard",
        };
        if (item.SecurityGroup is { } group)
            properties["networkSecurityGroup"] = new JsonObject { ["id"] = group.ArmId };
        return Whole(item.Network.Group, item.ArmId, item.Name, Nic.Type, properties);
    }

    public static JsonObject View(UserRouteTable item)
    {
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["resourceGuid"] = NetworkViews.Guid(item.ArmId),
            ["disableBgpRoutePropagation"] = false,
            ["routes"] = Json.Array(item.Routes.Select(route => View(item, route))),
        };
        AddSubnets(properties, item.Group, subnet => subnet.RouteTable == item);
        return Whole(item.Group, item.ArmId, item.Name, UserRouteTable.Type, properties);
    }

    public static JsonObject Usage(string id, string name, string displayName, int count, int limit) => new()
    {
        ["id"] = id,
        ["currentValue"] = count,
        ["limit"] = limit,
        ["name"] = new JsonObject { ["localizedValue"] = displayName, ["value"] = name },
        ["unit"] = "Count",
    };

    private static JsonObject View(NetworkSecurityGroup group, string list, SecurityRule rule)
    {
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["protocol"] = rule.Protocol,
            ["sourcePortRange"] = SecurityRule.Any,
            ["access"] = rule.Access,
            ["priority"] = rule.Priority,
            ["direction"] = rule.Direction,
            ["sourcePortRanges"] = new JsonArray(),
        };
        AddRanges(properties, "destinationPortRange", rule.Ports);
        AddRanges(properties, "sourceAddressPrefix", rule.Sources, "es");
        AddRanges(properties, "destinationAddressPrefix", rule.Destinations, "es");
        return Part(group.ArmId, list, rule.Name, $"{NetworkSecurityGroup.Type}/{list}", properties);
    }

    private static JsonObject View(UserRouteTable table, UserRoute route)
    {
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["addressPrefix"] = route.Prefix,
            ["nextHopType"] = route.NextHop,
            ["hasBgpOverride"] = false,
        };
        if (route.Address is { } address) properties["nextHopIpAddress"] = address;
        return Part(table.ArmId, "routes", route.Name, $"{UserRouteTable.Type}/routes", properties);
    }

    /// <summary>One value has a member of its own, several are in the list.</summary>
    private static void AddRanges(
        JsonObject properties, string name, IReadOnlyList<string> ranges, string plural = "s")
    {
        if (ranges.Count == 1) properties[name] = ranges[0];
        properties[name + plural] = ranges.Count == 1 ? new JsonArray() : Json.Array(ranges);
    }

    private static void AddSubnets(JsonObject properties, ResourceGroup group, Func<Subnet, bool> isOf) =>
        AddReferences(properties, "subnets", group.Subscription.Subnets.Where(item => isOf(item.Subnet))
            .Select(item => item.Network.SubnetId(item.Subnet)));

    /// <summary>A list without items is left out.</summary>
    private static void AddReferences(JsonObject properties, string name, IEnumerable<string> ids)
    {
        JsonObject[] references = [.. ids.Select(id => new JsonObject { ["id"] = id })];
        if (references.Length > 0) properties[name] = Json.Array(references);
    }

    private static JsonObject Part(string parent, string list, string name, string type, JsonObject properties) => new()
    {
        ["name"] = name,
        ["id"] = $"{parent}/{list}/{name}",
        ["etag"] = NetworkViews.ETag(parent, properties.ToJsonString()),
        ["type"] = type,
        ["properties"] = properties,
    };

    private static JsonObject Whole(
        ResourceGroup group, string id, string name, string type, JsonObject properties) => new()
        {
            ["name"] = name,
            ["id"] = id,
            ["etag"] = NetworkViews.ETag(id, properties.ToJsonString()),
            ["type"] = type,
            ["location"] = group.Location,
            ["properties"] = properties,
        };
}
