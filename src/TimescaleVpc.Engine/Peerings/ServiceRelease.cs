using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>The services in the VPC of a peering, and their way out of it.</summary>
internal sealed class ServiceRelease(VpcPeering peering, ItemContext context)
{
    public async Task<IReadOnlyList<FoundService>> LookAsync(CancellationToken cancel)
    {
        if (peering.VpcId.Length == 0) return [];

        var all = await context.Platform(peering.Platform).ListServicesAsync(cancel);
        return [.. all.Where(service => service.VpcId == peering.VpcId)];
    }

    /// <summary>
    /// Moves them to the public internet, unless another network reaches them in the VPC: -IncludeService speaks for
    /// one peering only.
    /// </summary>
    public async Task RunAsync(StepRunner runner, CancellationToken cancel)
    {
        var services = await LookAsync(cancel);
        if (services.Count == 0) return;

        var peerings = await new ServiceFinder(context).PeeringsAsync(peering.Platform, peering.VpcId, cancel);
        var others = peerings.Where(other => other.Phase == PeeringPhase.Active && !Same(other.NetworkId, NetworkId))
            .Select(other => other.NetworkId).ToArray();
        if (others.Length > 0)
        {
            context.Warn(
                WarningCatalogue.ServiceStays,
                string.Join(", ", services.Select(service => service.Name)), peering.VpcLabel,
                string.Join(", ", others));
            return;
        }

        await context.Clock.SideBySideAsync(services, service =>
            ServiceMover.MoveAsync(service, vpc: null, noWait: false, runner, cancel));
    }

    private string NetworkId => peering.NetworkId ?? "";
}
