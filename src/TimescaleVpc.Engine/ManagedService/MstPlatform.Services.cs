using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The services of the managed service.</summary>
internal sealed partial class MstPlatform
{
    public bool MovesInPublic => false;

    public Task<IReadOnlyList<FoundService>> ListServicesAsync(CancellationToken cancel) =>
        api.ListServicesAsync(cancel);

    public void CheckMove(FoundService service) => MstServiceMover.Check(service);

    public Task<FoundService> MoveAsync(ServiceMove move, StepRunner runner, CancellationToken cancel) =>
        new MstServiceMover(api, move, runner).MoveAsync(cancel);

    public Task<string?> FindCaAsync(CancellationToken cancel) => api.GetCaAsync(cancel);
}
