using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The managed service as a platform.</summary>
internal sealed partial class MstPlatform(MstApi api, WorkClock clock) : IPlatform
{
    private readonly JoinedReads<IReadOnlyList<Vpc>> vpcs = new(clock);
    private readonly JoinedReads<MstVpc?> reads = new(clock);

    public string Name => PlatformNames.ManagedService;

    public string Project => api.Project;

    public string Actor => $"token of project {Project}";

    public IReadOnlyList<Cloud> Clouds => Enum.GetValues<Cloud>();

    public StepKind RequestStep => StepCatalogue.RequestPeering;

    public StepKind RemoveStep => StepCatalogue.RemovePeering;

    public bool TakesRepeatedRequests => true;

    public Task<IReadOnlyList<Vpc>> ListVpcsAsync(CancellationToken cancel) =>
        vpcs.GetAsync("", () => api.ListVpcsAsync(cancel), since: null, cancel);

    public StepKind RemoveVpcStep => StepCatalogue.RemoveVpc;

    public Task<IReadOnlyList<string>> ListCloudNamesAsync(CancellationToken cancel) => api.ListCloudsAsync(cancel);

    public async Task<bool?> MayChangeVpcsAsync(CancellationToken cancel) =>
        MstRoles.MayChangeVpcs(await api.GetRolesAsync(cancel));

    /// <summary>Cloud name and range are all that it has.</summary>
    public bool Takes(NewVpcRequest request) => request.Name is null;

    public TimescaleVpcException NotOnAzure(Vpc vpc) => Catalogue.VpcNotOnAzure.For(vpc.VpcId, vpc, vpc.CloudName);

    public async Task<VpcPlan> PlanVpcAsync(
        NewVpcRequest request, ItemContext context, CancellationToken cancel) =>
        await MstVpcPlan.MakeAsync(request, api, this, context, cancel);

    public Task RenameVpcAsync(string vpcId, string name, CancellationToken cancel) =>
        throw Catalogue.RenameNotSupported.For(vpcId, vpcId);

    public Task DeleteVpcAsync(string vpcId, CancellationToken cancel) => api.DeleteVpcAsync(vpcId, cancel);

    public async Task<Vpc?> GetVpcAsync(string vpcId, CancellationToken cancel, DateTimeOffset? since = null) =>
        (await ReadAsync(vpcId, since, cancel))?.Vpc;

    public void RequireUsable(Vpc vpc)
    {
        // A VPC of a planned peering has no state yet.
        if (vpc is { Planned: false, Phase: not (VpcPhase.Untold or VpcPhase.Usable) })
            throw Catalogue.VpcNotActive.For(vpc.VpcId, vpc, vpc.State);
    }

    public async Task<IReadOnlyList<PlatformPeering>?> ListPeeringsAsync(
        string vpcId, CancellationToken cancel, DateTimeOffset? since = null) =>
        (await ReadAsync(vpcId, since, cancel))?.Peerings;

    /// <summary>The same request again is a new try of one that failed.</summary>
    public async Task<string?> RequestPeeringAsync(
        VpcPeering peering, PlatformPeering wantedPeering, PlatformPeering? failedPeering, CancellationToken cancel)
    {
        // The customer's half in a VNet is made by an application.
        if (wantedPeering.ResourceGroup is not null && (wantedPeering.AppId is null || wantedPeering.TenantId is null))
            throw Catalogue.PeeringNotRequested.For(peering, peering);
        await api.RequestPeeringAsync(peering.VpcId, wantedPeering, cancel);
        return null;
    }

    public Task DeletePeeringAsync(string vpcId, PlatformPeering peering, CancellationToken cancel) =>
        api.DeletePeeringAsync(vpcId, peering, cancel);

    public async Task<bool> RefreshPeeringsAsync(string vpcId, CancellationToken cancel)
    {
        await api.RefreshPeeringsAsync(vpcId, cancel);
        return true;
    }

    /// <summary>A VPC is read with its peerings, so looks at either share a request.</summary>
    private Task<MstVpc?> ReadAsync(string vpcId, DateTimeOffset? since, CancellationToken cancel) =>
        reads.GetAsync(vpcId, () => api.GetVpcAsync(vpcId, cancel), since, cancel);
}
