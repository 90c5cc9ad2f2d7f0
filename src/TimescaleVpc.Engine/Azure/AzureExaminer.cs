using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Looks into the customer's side in Azure.</summary>
internal sealed class AzureExaminer(ItemContext context) : IExaminer
{
    public async Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        if (!VNetId.TryParse(peeringCase.Peering.VNetId, out var id)) return [];
        var networks = await NetworksAsync(id.Subscription, cancel);
        if (!networks.IsKnown) return [];
        var vnet = VNet(networks, id);
        return [.. AzureHalfCheck.Of(peeringCase, vnet, networks)];
    }

    public async Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        if (!VNetId.TryParse(peeringCase.Peering.VNetId, out var id)) return null;
        var networks = await NetworksAsync(id.Subscription, cancel);
        return networks.IsKnown ? VNet(networks, id)?.AddressPrefixes : null;
    }

    private static AzureVNet? VNet(Reading<IReadOnlyList<AzureVNet>> networks, VNetId id) =>
        networks.Value!.FirstOrDefault(item => VNetId.TryParse(item.VNetId, out var other) && other.Equals(id));

    private Task<Reading<IReadOnlyList<AzureVNet>>> NetworksAsync(string subscription, CancellationToken cancel) =>
        context.ReadAsync(
            new("the VNets", $"subscription {subscription}"),
            async () => (IReadOnlyList<AzureVNet>?)await (await context.AzureAsync(cancel)).Networks
                .ListAsync(subscription, cancel),
            cancel);
}
