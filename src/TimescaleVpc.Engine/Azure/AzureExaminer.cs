using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Looks into the customer's side in Azure.</summary>
internal sealed class AzureExaminer(ItemContext context) : IExaminer
{
    public async Task<VpcPeering> NameAsync(VpcPeering peering, CancellationToken cancel) =>
        await VNetAsync(peering, cancel) is not { } vnet ? peering : peering with
        {
            VNetId = vnet.VNetId, VNetName = vnet.Name, ResourceGroupName = vnet.ResourceGroupName,
            SubscriptionId = vnet.SubscriptionId,
        };

    public async Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        if (!VNetId.TryParse(peeringCase.Peering.VNetId, out var id)) return [];
        var survey = new AzureSurvey(context, cancel);
        var networks = await survey.NetworksAsync(id.Subscription);
        if (!networks.IsKnown) return [];
        // The roles went with the VNet.
        if (await VNetAsync(peeringCase.Peering, cancel) is not { } vnet)
        {
            return
            [
                FindingCatalogue.VNetMissing.For(
                    peeringCase.Subject, peeringCase.Peering.VNetId, [networks.Saying("no VNet of this id")]),
            ];
        }

        var azureCase = new AzureCase(peeringCase, vnet, networks);
        var findings = new List<PeeringFinding>(AzureHalfCheck.Of(azureCase));
        PeeringFinding[] overlaps = azureCase.Phase == PeeringPhase.Deleting ? []
            :
            [
                .. RangeCheck.Of(
                    azureCase, Occupied(azureCase), networks.Saying(""),
                    azureCase.Peering.Link?.UnroutedAddressPrefixes ?? []),
            ];
        // Ranges that overlap are never carried.
        if (overlaps.Length > 0)
            findings.RemoveAll(finding => finding.Id == FindingCatalogue.LinkOutOfSync.Id);
        findings.AddRange(overlaps);
        var (differs, principals) = await DirectoryAsync(azureCase, survey);
        if (differs is not null) findings.Add(differs);
        if (principals is not null) findings.AddRange(AzureDirectoryCheck.Of(azureCase, principals));
        if (azureCase.Phase == PeeringPhase.Deleting) return findings;

        if (azureCase.IsPreflight)
            findings.AddRange(await new AzurePreflight(context, survey).ExamineAsync(azureCase, cancel));
        findings.AddRange(AzureGovernanceCheck.Of(
            azureCase, await survey.GovernanceAsync(vnet.SubscriptionId), principals));
        findings.AddRange(AzurePathCheck.Of(azureCase, await survey.TrafficAsync(azureCase)));
        return findings;
    }

    public async Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel) =>
        (await VNetAsync(peeringCase.Peering, cancel))?.AddressPrefixes;

    public Task<string?> OwnHalfAsync(VpcPeering peering, CancellationToken cancel) =>
        Task.FromResult(peering.LinkState is { } state ? $"{peering.LinkName} {state}" : null);

    public async Task<CustomerNetwork> NetworkAsync(VpcPeering peering, CancellationToken cancel)
    {
        var links = (await VNetAsync(peering, cancel))?.Peerings ?? [];
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
        AzureCase azureCase, AzureSurvey survey)
    {
        if (azureCase.PlatformPeering is not { AppId: { Length: > 0 } appId } half
            || half.Phase is PeeringPhase.Deleting) return default;
        var tenant = context.Session.TenantId;
        if (half.TenantId is { Length: > 0 } home && tenant is not null && !Same(home, tenant))
        {
            return (FindingCatalogue.TenantDiffers.For(
                azureCase.Subject, home, [azureCase.Said], home, tenant), null);
        }

        var subscription = azureCase.VNet.SubscriptionId;
        return (null, new DirectoryReading(
            await survey.AppAsync(appId), await survey.PrincipalAsync(appId, subscription),
            await survey.PrincipalAsync(GrantOptions.PlatformAppId, subscription)));
    }

    /// <summary>The VNet's ranges, and those one hop further.</summary>
    private static OccupiedRange[] Occupied(AzureCase azureCase)
    {
        var vnet = azureCase.VNet;
        return
        [
            .. vnet.AddressPrefixes.Select(range => new OccupiedRange(range, $"VNet {vnet.Name}", vnet.VNetId)),
            .. azureCase.OtherLinks.SelectMany(link => link.RemoteAddressPrefixes.Select(range => new OccupiedRange(
                range, $"the network that VNet {vnet.Name} is peered with by {link.Name}", link.RemoteVNetId))),
        ];
    }

    /// <summary>The VNet of a peering; null if it is not there, or not known.</summary>
    private async Task<AzureVNet?> VNetAsync(VpcPeering peering, CancellationToken cancel)
    {
        if (!VNetId.TryParse(peering.VNetId, out var id)) return null;
        var networks = await new AzureSurvey(context, cancel).NetworksAsync(id.Subscription);
        return networks.Value?.FirstOrDefault(
            item => VNetId.TryParse(item.VNetId, out var other) && other.Equals(id));
    }
}
