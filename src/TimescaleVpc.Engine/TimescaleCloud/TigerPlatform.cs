using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Timescale Cloud as a platform. All of its VPCs, and what they are peered with, lie in AWS.</summary>
internal sealed partial class TigerPlatform(TigerApi api, WorkClock clock) : IPlatform
{
    private readonly JoinedReads<IReadOnlyList<Vpc>> vpcs = new(clock);
    private readonly JoinedReads<TigerVpc?> reads = new(clock);
    private readonly JoinedReads<IReadOnlyList<PlatformPeering>?> peerings = new(clock);

    /// <summary>
    /// What each VPC that was read is in AWS: that never changes. Empty where the older form of the API, which never
    /// says it, has answered.
    /// </summary>
    private readonly ConcurrentDictionary<string, string> ownAwsVpcs = new();

    public string Name => PlatformNames.TimescaleCloud;

    public string Project => api.Project;

    public string Actor => $"key of project {Project}";

    public IReadOnlyList<Cloud> Clouds => [Cloud.Aws];

    public StepKind RequestStep => StepCatalogue.RequestCloudPeering;

    public StepKind RemoveStep => StepCatalogue.RemoveCloudPeering;

    public int? UsualPeeringLimit => 50;

    public bool TakesRepeatedRequests => false;

    public Task<IReadOnlyList<Vpc>> ListVpcsAsync(CancellationToken cancel) =>
        vpcs.GetAsync("", async () => [.. (await api.ListVpcsAsync(cancel)).Select(Read)], since: null, cancel);

    public StepKind RemoveVpcStep => StepCatalogue.RemoveCloudVpc;

    public StepKind? RenameVpcStep => StepCatalogue.RenameCloudVpc;

    public TimescaleVpcException NotOnAzure(Vpc vpc) =>
        Catalogue.CloudHasPrivateLinkOnly.For(vpc.VpcId, vpc, vpc.Region);

    public async Task<VpcPlan> PlanVpcAsync(
        NewVpcRequest request, ItemContext context, CancellationToken cancel) =>
        await TigerVpcPlan.MakeAsync(request, api, this, context, cancel);

    public Task RenameVpcAsync(string vpcId, string name, CancellationToken cancel) =>
        api.RenameVpcAsync(vpcId, name, cancel);

    public Task DeleteVpcAsync(string vpcId, CancellationToken cancel) => api.DeleteVpcAsync(vpcId, cancel);

    public async Task<Vpc?> GetVpcAsync(string vpcId, CancellationToken cancel, DateTimeOffset? since = null) =>
        await reads.GetAsync(vpcId, () => api.GetVpcAsync(vpcId, cancel), since, cancel) is { } vpc ? Read(vpc) : null;

    /// <summary>
    /// After a peering was deleted the VPC is busy for a while. A service that leaves it is no longer listed in it, but
    /// holds it until it has settled.
    /// </summary>
    public async Task<bool> IsHeldAsync(PlatformException refusal, CancellationToken cancel) => refusal.IsBusy
        || refusal.Status == 409 && (await api.ListServicesAsync(cancel)).Any(service => !service.IsSettled);

    public bool HidesUnfinishedVpcs => true;

    /// <summary>Not one that has failed or is leaving; one that is being built is waited for later.</summary>
    public void RequireUsable(Vpc vpc)
    {
        if (!vpc.Planned) VpcReadiness.Require(vpc);
    }

    public Task<IReadOnlyList<PlatformPeering>?> ListPeeringsAsync(
        string vpcId, CancellationToken cancel, DateTimeOffset? since = null) =>
        peerings.GetAsync(vpcId, () => api.ListPeeringsAsync(vpcId, cancel), since, cancel);

    public async Task<string?> OwnAwsVpcAsync(string vpcId, CancellationToken cancel)
    {
        if (!ownAwsVpcs.ContainsKey(vpcId)) await GetVpcAsync(vpcId, cancel);
        return ownAwsVpcs.GetValueOrDefault(vpcId) is { Length: > 0 } id ? id : null;
    }

    public async Task<string?> RequestPeeringAsync(
        VpcPeering peering, PlatformPeering wantedPeering, PlatformPeering? failedPeering, CancellationToken cancel)
    {
        // A failed peering cannot be asked for again; it has to go first.
        if (failedPeering is not null) await DeletePeeringAsync(peering.VpcId, failedPeering, cancel);
        var createdPeering = await api.CreatePeeringAsync(
            peering.VpcId, wantedPeering.Account, wantedPeering.Region, wantedPeering.Network, cancel);
        return createdPeering.Id;
    }

    public Task DeletePeeringAsync(string vpcId, PlatformPeering peering, CancellationToken cancel) =>
        api.DeletePeeringAsync(vpcId, peering.Id!, cancel);

    public Vpc Read(TigerVpc vpc)
    {
        // A VPC of the newer form that is still being built has none yet.
        if (vpc.ProvisionedId is not null || vpc.Vpc.State.Length == 0)
            ownAwsVpcs[vpc.Vpc.VpcId] = vpc.ProvisionedId ?? "";
        return vpc.Vpc;
    }
}
