using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Networks and peerings in ARM's form.</summary>
internal static class NetworkViews
{
    public static JsonObject View(World world, VNet item) => new()
    {
        ["name"] = item.Name,
        ["id"] = item.ArmId,
        ["etag"] = ETag(item.ArmId, string.Join(',', item.Prefixes)),
        ["type"] = "Microsoft.Network/virtualNetworks",
        ["location"] = item.Group.Location,
        ["properties"] = new JsonObject
        {
            ["provisioningState"] = item.ChangingUntil > world.Now ? "Updating" : "Succeeded",
            ["resourceGuid"] = Guid(item.ArmId),
            ["addressSpace"] = Prefixes(item.Prefixes),
            ["privateEndpointVNetPolicies"] = "Disabled",
            ["subnets"] = Json.Array(item.Subnets.Select(subnet => View(item, subnet))),
            ["virtualNetworkPeerings"] = Json.Array(item.Peerings.Select(half => View(world, half))),
            ["enableDdosProtection"] = false,
        },
    };

    private static JsonObject View(VNet network, Subnet subnet)
    {
        var properties = new JsonObject
        {
            ["provisioningState"] = "Succeeded",
            ["addressPrefix"] = subnet.Prefix,
            ["ipamPoolPrefixAllocations"] = new JsonArray(),
            ["delegations"] = new JsonArray(),
            ["privateEndpointNetworkPolicies"] = "Disabled",
            ["privateLinkServiceNetworkPolicies"] = "Enabled",
        };
        // What a subnet has none of is left out.
        if (subnet.SecurityGroup is { } group)
            properties["networkSecurityGroup"] = new JsonObject { ["id"] = group.ArmId };
        if (subnet.RouteTable is { } table) properties["routeTable"] = new JsonObject { ["id"] = table.ArmId };
        return new JsonObject
        {
            ["name"] = subnet.Name,
            ["id"] = network.SubnetId(subnet),
            ["etag"] = ETag(network.ArmId, string.Join(',', network.Prefixes)),
            ["properties"] = properties,
            ["type"] = "Microsoft.Network/virtualNetworks/subnets",
        };
    }

    public static JsonObject View(World world, Peering item)
    {
        var remote = world.Arm.Network(item.RemoteId);
        return new JsonObject
        {
            ["name"] = item.Name,
            ["id"] = item.ArmId,
            ["etag"] = ETag(item.ArmId, item.State + item.ProvisioningState),
            ["properties"] = new JsonObject
            {
                ["provisioningState"] = item.ProvisioningState,
                // The same on both halves.
                ["resourceGuid"] = Guid([.. new[] { item.Owner.ArmId, item.RemoteId }.Order(
                    StringComparer.OrdinalIgnoreCase)]),
                ["peeringState"] = item.State,
                ["peeringSyncLevel"] = world.Arm.Peerings.SyncLevel(item),
                ["remoteVirtualNetwork"] = new JsonObject { ["id"] = item.RemoteId },
                ["allowVirtualNetworkAccess"] = item.AllowVirtualNetworkAccess,
                ["allowForwardedTraffic"] = item.AllowForwardedTraffic,
                ["allowGatewayTransit"] = item.AllowGatewayTransit,
                ["useRemoteGateways"] = item.UseRemoteGateways,
                ["doNotVerifyRemoteGateways"] = false,
                ["peerCompleteVnets"] = true,
                ["remoteAddressSpace"] = Prefixes(item.KnownRemotePrefixes),
                ["remoteVirtualNetworkAddressSpace"] = Prefixes(remote?.Prefixes ?? item.KnownRemotePrefixes),
                ["routeServiceVips"] = new JsonObject(),
            },
            ["type"] = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
        };
    }

    private static JsonObject Prefixes(IEnumerable<string> prefixes) => new()
    {
        ["addressPrefixes"] = Json.Array(prefixes),
        ["ipamPoolPrefixAllocations"] = new JsonArray(),
    };

    public static string ETag(string id, string content) => $"W/\"{Guid(id, content)}\"";

    // Derived from the resource, so that two equal runs show equal values.
    public static string Guid(params string[] parts) => new Guid(SHA256.HashData(
        Encoding.UTF8.GetBytes(string.Join('|', parts).ToUpperInvariant())).AsSpan(0, 16)).ToString();
}
