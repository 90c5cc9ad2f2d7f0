using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The services of the managed service.</summary>
internal sealed partial class MstPlatform
{
    public bool MovesInPublic => false;

    public async Task<IReadOnlyList<FoundService>> ListServicesAsync(ItemContext context, CancellationToken cancel) =>
        [.. (await api.ListServicesAsync(cancel)).Select(service => Found(service, context))];

    public void CheckMove(FoundService service) => MstServiceMover.Check(service);

    public Task<FoundService> MoveAsync(ServiceMove move, StepRunner runner, CancellationToken cancel) =>
        new MstServiceMover(this, api, move, runner).MoveAsync(cancel);

    public Task<string?> FindCaAsync(CancellationToken cancel) => api.GetCaAsync(cancel);

    public Task<IReadOnlyList<AllowList>?> ListAllowListsAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<AllowList>?>(null);

    public FoundService Found(MstService service, ItemContext context) => new(
        new ServiceVpc
        {
            Service = service.Name, ServiceId = service.Name, Platform = PlatformNames.ManagedService,
            Project = api.Project, ServiceType = service.Type, CloudName = service.CloudName,
            State = service.State, VpcId = service.VpcId,
            // A VPC of this platform is called after its cloud, which is its services' as well.
            VpcName = service.VpcId is null ? null : service.CloudName,
            Database = service.Database, UserName = service.UserName,
            Session = context.Session,
        }.At(service.Host, service.Port, [new() { Role = "primary", Host = service.Host, Port = service.Port }]),
        service.IsSettled)
    {
        IsMoving = service.State.ToUpperInvariant() is "REBUILDING" or "REBALANCING",
        Password = service.Password, IpFilter = service.IpFilter, PublicHost = service.PublicHost,
    };
}
