using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Timescale Cloud as a platform. All of its VPCs, and what they are peered with, lie in AWS.</summary>
internal sealed class TigerPlatform(TigerApi api) : IPlatform
{
    public string Name => PlatformNames.TimescaleCloud;

    public string Title => "Timescale Cloud";

    public string Project => api.Project;

    public StepKind RequestStep => StepCatalogue.RequestCloudPeering;

    public StepKind RemoveStep => StepCatalogue.RemoveCloudPeering;

    public int? UsualPeeringLimit => 50;

    public bool TakesRepeatedRequests => false;

    public async Task<IReadOnlyList<Vpc>> ListVpcsAsync(CancellationToken cancel) =>
        [.. (await api.ListVpcsAsync(cancel)).Select(Read)];

    public async Task<IReadOnlyList<FoundService>> ListServicesAsync(ItemContext context, CancellationToken cancel) =>
        [.. (await api.ListServicesAsync(cancel)).Select(service => ServiceView.Found(service, context))];

    public IVpcReadiness Readiness(ItemContext context) => new TigerVpcReadiness(context);

    public async Task<IReadOnlyList<PlatformPeering>?> ListPeeringsAsync(string vpcId, CancellationToken cancel) =>
        await api.ListPeeringsAsync(vpcId, cancel) is { } all ? [.. all.Select(Read)] : null;

    public async Task<string?> OwnAwsVpcAsync(string vpcId, CancellationToken cancel) =>
        (await api.GetVpcAsync(vpcId, cancel))?.ProvisionedId;

    public async Task<string?> RequestPeeringAsync(
        VpcPeering peering, PlatformPeering? failed, CancellationToken cancel)
    {
        // A failed peering cannot be asked for again; it has to go first.
        if (failed is not null) await DeletePeeringAsync(peering.VpcId, failed, cancel);
        var createdPeering = await api.CreatePeeringAsync(
            peering.VpcId, peering.AwsAccountId!, peering.AwsRegion!, peering.AwsVpcId!, cancel);
        return createdPeering.Id;
    }

    public Task DeletePeeringAsync(string vpcId, PlatformPeering known, CancellationToken cancel) =>
        api.DeletePeeringAsync(vpcId, known.Id!, cancel);

    public Task<bool> RefreshPeeringsAsync(string vpcId, CancellationToken cancel) => Task.FromResult(false);

    public static Vpc Read(TigerVpc vpc, string project) => new()
    {
        VpcId = vpc.Id, Name = vpc.Name, Platform = PlatformNames.TimescaleCloud, Project = project, Cloud = Cloud.Aws,
        Region = vpc.Region, Cidr = vpc.Cidr, State = vpc.State, CreatedAt = vpc.Created?.UtcDateTime,
    };

    private Vpc Read(TigerVpc vpc) => Read(vpc, api.Project);

    private static PlatformPeering Read(TigerPeering peering)
    {
        var state = peering.Status.ToUpperInvariant();
        return new()
        {
            Id = peering.Id, State = state.Length == 0 ? "PENDING" : state,
            Phase = TigerPeeringStates.Phase(peering, state), Failure = TigerPeeringStates.Failure(peering, state),
            Message = peering.ErrorMessage, Cloud = Cloud.Aws, Account = peering.AccountId, Region = peering.Region,
            Network = peering.PeerVpcId, AwsPeeringId = peering.ProvisionedId,
        };
    }
}
