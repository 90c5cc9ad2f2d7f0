using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>Finds services by name, and the networks that are peered with their VPCs.</summary>
internal sealed class ServiceFinder(ItemContext context)
{
    /// <summary>The services of these names or ids; wildcards list what matches, an exact name must exist.</summary>
    public async Task<IReadOnlyList<FoundService>> FindAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var all = await context.ListAsync(only: null, platform => platform.ListServicesAsync(context, cancel));
        if (names.Count == 0) return all;

        var missing = names.FirstOrDefault(name => !Wildcard.Has(name) && !all.Any(service => Fits(name, service)));
        if (missing is not null)
        {
            var list = all.Count == 0 ? "none" : string.Join(", ", all.Select(service => service.Name));
            throw Catalogue.ServiceNotFound.For(missing, VpcFinder.Projects(context), missing, list);
        }

        return [.. all.Where(service => names.Any(name => Fits(name, service)))];
    }

    /// <summary>The service that a record, live or read from a file, means.</summary>
    public async Task<IReadOnlyList<FoundService>> FindAsync(ServiceVpc given, CancellationToken cancel)
    {
        var found = await FindAsync([given.ServiceId.Length > 0 ? given.ServiceId : given.Service], cancel);
        return [.. found.Where(service => IsSame(given, service))];
    }

    /// <summary>Whether a record means this service; what the record does not say matches all.</summary>
    public static bool IsSame(ServiceVpc given, FoundService found) =>
        (given.ServiceId.Length == 0 ? Same(given.Service, found.Name) : Same(given.ServiceId, found.Record.ServiceId))
        && (given.Platform.Length == 0 || Same(given.Platform, found.Record.Platform));

    /// <summary>
    /// The networks that a VPC has peerings with, those that work first: VNet ids, or ids of AWS VPCs.
    /// </summary>
    public async Task<IReadOnlyList<(string Id, bool IsActive)>> NetworksAsync(
        string platform, string? vpcId, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(vpcId)) return [];
        var peerings = await context.Platform(platform).ListPeeringsAsync(vpcId, cancel) ?? [];
        return
        [
            .. peerings.Select(item => (item.NetworkId, IsActive: item.Phase == PeeringPhase.Active))
                .OrderBy(item => item.IsActive ? 0 : 1),
        ];
    }

    private static bool Fits(string name, FoundService service) =>
        Wildcard.Matches(name, service.Name) || Same(name, service.Record.ServiceId);
}
