using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Platforms;

/// <summary>Finds services by name, and the networks that are peered with their VPCs.</summary>
internal sealed class ServiceFinder(ItemContext context)
{
    /// <summary>The services of these names or ids; wildcards list what matches, an exact name must exist.</summary>
    public async Task<IReadOnlyList<FoundService>> FindAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var services = await context.ListAsync(platformName: null, platform => platform.ListServicesAsync(cancel));
        FoundService[] all = [.. services.Select(service => service.Of(context.Session))];
        if (names.Count == 0) return all;

        var missingName = names.FirstOrDefault(name => !Wildcard.Has(name) && !all.Any(service => Fits(name, service)));
        if (missingName is not null)
        {
            var list = NearNames.Of(missingName, all.Select(service => service.Name));
            throw Catalogue.ServiceNotFound.For(missingName, VpcFinder.Projects(context), missingName, list);
        }

        return [.. all.Where(service => names.Any(name => Fits(name, service)))];
    }

    /// <summary>The service that a record, live or read from a file, means.</summary>
    public async Task<IReadOnlyList<FoundService>> FindAsync(ServiceVpc attachment, CancellationToken cancel)
    {
        var services = await FindAsync([NameOf(attachment)], cancel);
        return [.. services.Where(service => IsSame(attachment, service))];
    }

    public static string NameOf(ServiceVpc attachment) =>
        attachment.ServiceId.Length > 0 ? attachment.ServiceId : attachment.Service;

    /// <summary>Whether a record means this service; what the record does not say matches all.</summary>
    public static bool IsSame(ServiceVpc attachment, FoundService service) =>
        (attachment.ServiceId.Length == 0
            ? Same(attachment.Service, service.Name) : Same(attachment.ServiceId, service.Record.ServiceId))
        && (attachment.Platform.Length == 0 || Same(attachment.Platform, service.Record.Platform));

    /// <summary>The peerings of a VPC, those that work first.</summary>
    public async Task<IReadOnlyList<PlatformPeering>> PeeringsAsync(
        string platform, string? vpcId, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(vpcId)) return [];
        var peerings = await context.Platform(platform).ListPeeringsAsync(vpcId, cancel) ?? [];
        return [.. peerings.OrderBy(item => item.Phase == PeeringPhase.Active ? 0 : 1)];
    }

    private static bool Fits(string name, FoundService service) =>
        Wildcard.Matches(name, service.Name) || Same(name, service.Record.ServiceId);
}
