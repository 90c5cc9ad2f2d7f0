using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms.ManagedService;

namespace TimescaleVpc.Engine.Stages.Services;

/// <summary>Finds services by name, and the networks that are peered with their VPCs.</summary>
internal sealed class ServiceFinder(ItemContext context)
{
    /// <summary>The services of these names; wildcards list what matches, an exact name must exist.</summary>
    public async Task<IReadOnlyList<MstService>> FindAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = await context.Platform.ListServicesAsync(cancel);
        if (names.Count == 0) return all;

        var missing = names.FirstOrDefault(name => !Wildcard.Has(name) && !all.Any(service => Wildcard.Matches(name, service.Name)));
        if (missing is not null)
        {
            var list = all.Count == 0 ? "none" : string.Join(", ", all.Select(service => service.Name));
            throw Catalogue.ServiceNotFound.For(missing, context.Platform.Project, missing, list);
        }

        return [.. all.Where(service => names.Any(name => Wildcard.Matches(name, service.Name)))];
    }

    /// <summary>The VNets that a VPC has peerings with, those that work first.</summary>
    public async Task<IReadOnlyList<(string VNetId, string State)>> NetworksAsync(string? vpcId, CancellationToken cancel)
    {
        if (vpcId is null) return [];
        var vpc = await context.Platform.GetVpcAsync(vpcId, cancel);
        return
        [
            .. (vpc?.Peerings ?? []).Where(peering => peering.ResourceGroup is not null)
                .OrderBy(peering => PeeringStates.Phase(peering.State) == PeeringPhase.Active ? 0 : 1)
                .Select(peering => (
                    new Clouds.Azure.VNetId(peering.Account, peering.ResourceGroup!, peering.Network).ToString(), peering.State)),
        ];
    }
}
