namespace TimescaleVpc.Engine.Stages.Services;

/// <summary>Moves a service of either platform, and warns of the outage once the user has agreed.</summary>
internal static class ServiceMover
{
    /// <param name="service">The service.</param>
    /// <param name="vpc">Where it is to be; null means the public internet.</param>
    /// <param name="noWait">Whether to return as soon as the platform has agreed.</param>
    /// <param name="changes">Takes down what is done.</param>
    /// <param name="context">What the work has at hand.</param>
    /// <param name="cancel">Stops the work.</param>
    public static async Task<FoundService> MoveAsync(
        FoundService service, Vpc? vpc, bool noWait, Changes changes, ItemContext context, CancellationToken cancel)
    {
        return service.Cloud is { } cloud
            ? ServiceView.Found(
                await new CloudServiceMover(context, noWait, Warn).MoveAsync(cloud, vpc, changes, cancel), context)
            : ServiceView.Found(
                await new ManagedServiceMover(context, noWait, Warn).MoveAsync(service.Managed!, vpc, changes, cancel),
                context);

        void Warn() => context.Sink.Warning(vpc is null
            ? $"Service {service.Name} is being rebuilt outside its VPC: connections break for a while, and afterwards "
                + "it can be reached from the public internet, no longer over the peering."
            : $"Service {service.Name} is being rebuilt in VPC {vpc}: connections break for a while, and afterwards it "
                + "can be reached over the peering only, no longer from the public internet.");
    }
}
