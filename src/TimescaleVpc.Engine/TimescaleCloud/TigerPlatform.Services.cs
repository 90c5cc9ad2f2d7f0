using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>The services of Timescale Cloud.</summary>
internal sealed partial class TigerPlatform
{
    public bool MovesInPublic => true;

    public async Task<IReadOnlyList<FoundService>> ListServicesAsync(ItemContext context, CancellationToken cancel) =>
        [.. (await api.ListServicesAsync(cancel)).Select(service => Found(service, context))];

    public Task<FoundService> MoveAsync(ServiceMove move, StepRunner runner, CancellationToken cancel) =>
        new TigerServiceMover(this, api, runner.Context, move.NoWait, move.Warn)
            .MoveAsync(move.Service, move.Vpc, runner, cancel);

    public Task<IReadOnlyList<AllowList>?> ListAllowListsAsync(CancellationToken cancel) =>
        api.ListAllowListsAsync(cancel);

    public FoundService Found(TigerService service, ItemContext context)
    {
        var endpoints = new List<ServiceEndpoint>();
        Add("primary", service.Effective);
        Add("pooler", service.Pooler);
        foreach (var replica in service.Replicas)
        {
            Add("replica", replica.Endpoint);
            Add("replica pooler", replica.Pooler);
        }

        // The documented defaults of the platform; its API does not tell them.
        var record = new ServiceVpc
        {
            Service = service.Name, ServiceId = service.Id, Platform = PlatformNames.TimescaleCloud,
            Project = api.Project,
            ServiceType = service.Type, CloudName = service.Region, State = service.Status, VpcId = service.VpcId,
            Database = "tsdb", UserName = "tsdbadmin", Session = context.Session,
        };
        return new(
            record.At(service.Effective?.Host ?? "", service.Effective?.Port ?? 0, [.. endpoints]),
            service.IsSettled)
        {
            IsMoving = service.IsMoving,
        };

        void Add(string role, TigerEndpoint? endpoint)
        {
            if (endpoint is not null) endpoints.Add(new() { Role = role, Host = endpoint.Host, Port = endpoint.Port });
        }
    }
}
