using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>The services of Timescale Cloud.</summary>
internal sealed partial class TigerPlatform
{
    public bool MovesInPublic => true;

    public Task<IReadOnlyList<FoundService>> ListServicesAsync(CancellationToken cancel) =>
        api.ListServicesAsync(cancel);

    public Task<FoundService> MoveAsync(ServiceMove move, StepRunner runner, CancellationToken cancel) =>
        new TigerServiceMover(this, api, move, runner, runner.Context).MoveAsync(cancel);

    public Task<IReadOnlyList<AllowList>?> ListAllowListsAsync(CancellationToken cancel) =>
        api.ListAllowListsAsync(cancel);
}
