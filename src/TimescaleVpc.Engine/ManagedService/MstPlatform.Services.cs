using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The services of the managed service.</summary>
internal sealed partial class MstPlatform
{
    public bool MovesInPublic => false;

    public async Task<IReadOnlyList<FoundService>> ListServicesAsync(ItemContext context, CancellationToken cancel) =>
        [.. (await api.ListServicesAsync(cancel)).Select(service => Found(service, context))];

    public void CheckMove(FoundService service) => MstServiceMover.Check((MstService)service.Source);

    public async Task<FoundService> MoveAsync(ServiceMove move, StepRunner runner, CancellationToken cancel)
    {
        var mover = new MstServiceMover(api, move, runner);
        return Found(await mover.MoveAsync((MstService)move.Service.Source, cancel), runner.Context);
    }

    public Task<string?> FindCaAsync(CancellationToken cancel) => api.GetCaAsync(cancel);

    private FoundService Found(MstService service, ItemContext context) => new(
        new ServiceVpc
        {
            Service = service.Name, ServiceId = service.Name, Platform = PlatformNames.ManagedService,
            Project = api.Project, ServiceType = service.Type, CloudName = service.CloudName,
            State = service.State, VpcId = service.VpcId, Database = service.Database, UserName = service.UserName,
            Session = context.Session,
        }.At(service.Host, service.Port, [new() { Role = "primary", Host = service.Host, Port = service.Port }]),
        service.CloudName ?? "", service)
    {
        Password = service.Password,
    };
}
