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
            ["addressSpace"] = Prefixes(item.Prefixes),
            ["subnets"] = Json.Array(item.Subnets.Select(subnet => new JsonObject
            {
                ["name"] = subnet.Name,
                ["id"] = $"{item.ArmId}/subnets/{subnet.Name}",
                ["type"] = "Microsoft.Network/virtualNetworks/subnets",
                ["properties"] = new JsonObject
                {
                    ["provisioningState"] = "Succeeded",
                    ["addressPrefix"] = subnet.Prefix,
                },
            })),
            ["virtualNetworkPeerings"] = Json.Array(item.Peerings.Select(half => View(world, half))),
            ["enableDdosProtection"] = false,
        },
    };

    public static JsonObject View(World world, Peering item)
    {
        var remote = world.Arm.Network(item.RemoteId);
        return new JsonObject
        {
            ["name"] = item.Name,
            ["id"] = item.ArmId,
            ["etag"] = ETag(item.ArmId, item.State + item.ProvisioningState),
            ["type"] = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings",
            ["properties"] = new JsonObject
            {
                ["provisioningState"] = item.ProvisioningState,
                ["peeringState"] = item.State,
                ["peeringSyncLevel"] = world.Arm.Peerings.SyncLevel(item),
                ["remoteVirtualNetwork"] = new JsonObject { ["id"] = item.RemoteId },
                ["allowVirtualNetworkAccess"] = item.AllowVirtualNetworkAccess,
                ["allowForwardedTraffic"] = item.AllowForwardedTraffic,
                ["allowGatewayTransit"] = item.AllowGatewayTransit,
                ["useRemoteGateways"] = item.UseRemoteGateways,
                ["doNotVerifyRemoteGateways"] = false,
                ["remoteAddressSpace"] = Prefixes(item.KnownRemotePrefixes),
                ["remoteVirtualNetworkAddressSpace"] = Prefixes(remote?.Prefixes ?? item.KnownRemotePrefixes),
            },
        };
    }

    private static JsonObject Prefixes(IEnumerable<string> prefixes) => new()
    {
        ["addressPrefixes"] = Json.Array(prefixes),
    };

    // An etag that depends on what it tags: two equal runs show equal ones.
    private static string ETag(string id, string content)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{id}|{content}"));
        return $"W/\"{new Guid(hash.AsSpan(0, 16))}\"";
    }
}
