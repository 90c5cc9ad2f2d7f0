using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Looks into the customer's side in Azure.</summary>
internal sealed class AzureExaminer(ItemContext context) : IExaminer
{
    private readonly AzureDirectory directory = new(context);
    private readonly AzureSurroundings surroundings = new(context);

    public async Task<VpcPeering> NameAsync(VpcPeering peering, CancellationToken cancel)
    {
        if (!VNetId.TryParse(peering.VNetId, out var id)) return peering;
        var networks = await NetworksAsync(id.Subscription, cancel);
        if (!networks.IsKnown || VNet(networks, id) is not { } vnet) return peering;
        return peering with
        {
            VNetId = vnet.VNetId, VNetName = vnet.Name, ResourceGroupName = vnet.ResourceGroupName,
            SubscriptionId = vnet.SubscriptionId,
        };
    }

    public async Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        if (!VNetId.TryParse(peeringCase.Peering.VNetId, out var id)) return [];
        var networks = await NetworksAsync(id.Subscription, cancel);
        if (!networks.IsKnown) return [];
        var vnet = VNet(networks, id);
        var findings = new List<PeeringFinding>(AzureHalfCheck.Of(peeringCase, vnet, networks));
        // The roles went with the VNet.
        if (vnet is null) return findings;
        PeeringFinding[] overlaps = peeringCase.Phase == PeeringPhase.Deleting ? []
            :
            [
                .. RangeCheck.Of(
                    peeringCase, Occupied(peeringCase, vnet), networks.Saying(""),
                    peeringCase.Peering.With([vnet]).Link?.UnroutedAddressPrefixes ?? []),
            ];
        // Ranges that overlap are never carried.
        if (overlaps.Length > 0)
            findings.RemoveAll(finding => finding.Id == FindingCatalogue.LinkOutOfSync.Id);
        findings.AddRange(overlaps);
        var (differs, principals) = await DirectoryAsync(peeringCase, id, cancel);
        if (differs is not null) findings.Add(differs);
        if (principals is not null) findings.AddRange(AzureDirectoryCheck.Of(peeringCase, principals));
        if (peeringCase.Phase == PeeringPhase.Deleting) return findings;
        if (peeringCase.IsPreflight)
        {
            findings.AddRange(await new AzurePreflight(context).ExamineAsync(
                peeringCase, vnet, networks, cancel));
        }

        findings.AddRange(AzureGovernanceCheck.Of(
            peeringCase, vnet, await surroundings.GovernanceAsync(id.Subscription, cancel), principals));
        var traffic = await surroundings.TrafficAsync(
            vnet, id.Subscription, groups => AzurePathCheck.AsksForInterfaces(peeringCase, vnet, groups), cancel);
        findings.AddRange(AzurePathCheck.Of(peeringCase, vnet, traffic, networks));
        return findings;
    }

    public async Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        if (!VNetId.TryParse(peeringCase.Peering.VNetId, out var id)) return null;
        var networks = await NetworksAsync(id.Subscription, cancel);
        return networks.IsKnown ? VNet(networks, id)?.AddressPrefixes : null;
    }

    public Task<string?> OwnHalfAsync(VpcPeering peering, CancellationToken cancel) =>
        Task.FromResult(peering.LinkState is { } state ? $"{peering.LinkName} {state}" : null);

    public async Task<CustomerNetwork> NetworkAsync(VpcPeering peering, CancellationToken cancel)
    {
        var networks = await NetworksAsync(peering.SubscriptionId!, cancel);
        var links = networks.Value?.FirstOrDefault(item => Same(item.VNetId, peering.VNetId))?.Peerings ?? [];
        return new(
            peering.NetworkId!, peering.VNetName ?? "", "VNet",
            $"{peering.ResourceGroupName}, subscription {peering.SubscriptionId}")
        {
            Neighbours =
            [
                .. links.Where(link => !Same(link.Name, peering.LinkName)).Select(link => new NeighbourNetwork(
                    link.RemoteVNetId, VNetId.TryParse(link.RemoteVNetId, out var id) ? id.Name : link.RemoteVNetId,
                    link.State)
                {
                    Ranges = link.RemoteAddressPrefixes,
                }),
            ],
        };
    }

    /// <summary>Applications and roles, once the platform was told an application.</summary>
    private async Task<(PeeringFinding? Differs, DirectoryReading? Principals)> DirectoryAsync(
        PeeringCase peeringCase, VNetId id, CancellationToken cancel)
    {
        if (peeringCase.PlatformPeering is not { AppId: { Length: > 0 } appId } half
            || half.Phase is PeeringPhase.Deleting) return default;
        var tenant = context.Session.TenantId;
        if (half.TenantId is { Length: > 0 } home && tenant is not null && !Same(home, tenant))
        {
            return (FindingCatalogue.TenantDiffers.For(
                peeringCase.Subject, home, [peeringCase.Said], home, tenant), null);
        }

        return (null, new DirectoryReading(
            await directory.AppAsync(appId, cancel),
            await directory.PrincipalAsync(appId, id.Subscription, cancel),
            await directory.PrincipalAsync(GrantOptions.PlatformAppId, id.Subscription, cancel)));
    }

    /// <summary>The VNet's ranges, and those one hop further.</summary>
    private static List<OccupiedRange> Occupied(PeeringCase peeringCase, AzureVNet vnet)
    {
        var ranges = vnet.AddressPrefixes.Select(range => new OccupiedRange(range, $"VNet {vnet.Name}", vnet.VNetId))
            .ToList();
        var ownLink = peeringCase.Peering.With([vnet]).Link;
        foreach (var link in vnet.Peerings.Where(link => !ReferenceEquals(link, ownLink)))
        {
            ranges.AddRange(link.RemoteAddressPrefixes.Select(range => new OccupiedRange(
                range, $"the network that VNet {vnet.Name} is peered with by {link.Name}", link.RemoteVNetId)));
        }

        return ranges;
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
