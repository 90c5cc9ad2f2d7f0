using Azure.Core;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Azure;

/// <summary>VNets of a subscription.</summary>
internal sealed class ArmNetworks(ArmTransport arm)
{
    public const string Version = "api-version=2024-05-01";

    /// <summary>All VNets that the caller may read, with their ranges and peerings.</summary>
    public async Task<IReadOnlyList<AzureVNet>> ListAsync(string subscription, CancellationToken cancel)
    {
        var all = await arm.ListAsync(
            $"/subscriptions/{subscription}", $"/providers/Microsoft.Network/virtualNetworks?{Version}", node => node,
            cancel);
        return [.. all.Select(Read).OfType<AzureVNet>()];
    }

    /// <summary>One VNet; null if there is none.</summary>
    public async Task<AzureVNet?> GetAsync(VNetId id, CancellationToken cancel)
    {
        var answer = await arm.SendAsync(RequestMethod.Get, $"{id}?{Version}", cancel: cancel);
        return answer.IsAbsent ? null
            : Read(answer.Require(id.ToString()).Body) ?? throw answer.Unreadable(id.ToString());
    }

    private static AzureVNet? Read(JsonNode? node)
    {
        if (!VNetId.TryParse(node.Text("id"), out var id)) return null;
        var properties = node.Get("properties");
        return new AzureVNet
        {
            VNetId = id.ToString(),
            Name = id.Name,
            ResourceGroupName = id.ResourceGroup,
            SubscriptionId = id.Subscription,
            Location = node.Text("location") ?? "",
            AddressPrefixes = [.. AddressRange.Canonical(properties.Get("addressSpace").Texts("addressPrefixes"))],
            Subnets = ArmTraffic.ReadSubnets(properties),
            Peerings = [.. properties.Items("virtualNetworkPeerings").Select(ArmLinks.Read)],
        };
    }
}
