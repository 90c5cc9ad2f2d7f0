using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Lists services, where they are attached and how they are reached.</summary>
internal sealed class GetServiceStage(GetServiceRequest request, ISink sink) : Stage<GetServiceRequest>(request, sink)
{
    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var vpcId = item switch
        {
            VpcPeering peering => peering.VpcId,
            VpcRef reference => (await VpcFinder.FindAsync(reference, context, cancel)).VpcId,
            _ => null,
        };
        var finder = new ServiceFinder(context);
        var services = item is ServiceVpc attachment ? await finder.FindAsync(attachment, cancel)
            : await finder.FindAsync(Request.Service, cancel);
        var names = new Dictionary<string, IReadOnlyList<Vpc>>(StringComparer.Ordinal);
        foreach (var service in services.Where(service => vpcId is null || service.VpcId == vpcId))
        {
            var peerings = await finder.PeeringsAsync(service.Record.Platform, service.VpcId, cancel);
            Sink.Output(service.Record with
            {
                VpcName = service.Record.VpcName ?? await NameAsync(service.Record, names, context, cancel),
                PeeredNetworkIds = [.. peerings.Select(peering => peering.NetworkId)],
            });
        }
    }

    /// <summary>The name of a service's VPC, which its platform tells with the VPC only: listed once.</summary>
    private static async Task<string?> NameAsync(
        ServiceVpc service, Dictionary<string, IReadOnlyList<Vpc>> vpcsByPlatform, ItemContext context,
        CancellationToken cancel)
    {
        if (service.VpcId is null) return null;
        if (!vpcsByPlatform.TryGetValue(service.Platform, out var vpcs))
        {
            vpcs = await VpcFinder.ListAsync(context, service.Platform, cancel);
            vpcsByPlatform[service.Platform] = vpcs;
        }

        return vpcs.FirstOrDefault(vpc => Same(vpc.VpcId, service.VpcId))?.Name;
    }
}
