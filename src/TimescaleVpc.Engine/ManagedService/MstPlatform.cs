using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The managed service as a platform.</summary>
internal sealed partial class MstPlatform(MstApi api, WorkClock clock) : IPlatform
{
    private readonly JoinedReads<IReadOnlyList<Vpc>> vpcs = new(clock);
    private readonly JoinedReads<IReadOnlyList<PlatformPeering>?> peerings = new(clock);

    public string Name => PlatformNames.ManagedService;

    public string Project => api.Project;

    public IReadOnlyList<Cloud> Clouds => [Cloud.Azure, Cloud.Aws, Cloud.Other];

    public StepKind RequestStep => StepCatalogue.RequestPeering;

    public StepKind RemoveStep => StepCatalogue.RemovePeering;

    public int? UsualPeeringLimit => null;

    public bool TakesRepeatedRequests => true;

    public Task<IReadOnlyList<Vpc>> ListVpcsAsync(CancellationToken cancel) =>
        vpcs.GetAsync("", async () => [.. (await api.ListVpcsAsync(cancel)).Select(Read)], since: null, cancel);

    public StepKind RemoveVpcStep => StepCatalogue.RemoveVpc;

    public StepKind? RenameVpcStep => null;

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

    public async Task<Vpc?> GetVpcAsync(string vpcId, CancellationToken cancel) =>
        await api.GetVpcAsync(vpcId, cancel) is { } vpc ? Read(vpc) : null;

    public VpcPhase Phase(string vpcState) => MstVpcStates.Phase(vpcState);

    public Task<bool> IsHeldAsync(PlatformException refusal, CancellationToken cancel) => Task.FromResult(false);

    public IVpcReadiness Readiness(ItemContext context) => new MstVpcReadiness();

    public Task<IReadOnlyList<PlatformPeering>?> ListPeeringsAsync(
        string vpcId, CancellationToken cancel, DateTimeOffset? since = null) =>
        peerings.GetAsync(
            vpcId,
            async () => await api.GetVpcAsync(vpcId, cancel) is { } vpc
                ? [.. vpc.Peerings.Select(item => Read(item, vpc))] : null,
            since, cancel);

    public Task<string?> OwnAwsVpcAsync(string vpcId, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>The same request again is a new try of one that failed.</summary>
    public async Task<string?> RequestPeeringAsync(
        VpcPeering peering, PlatformPeering wantedPeering, PlatformPeering? failedPeering, CancellationToken cancel)
    {
        // The customer's half in a VNet is made by an application.
        if (wantedPeering.ResourceGroup is not null && (wantedPeering.AppId is null || wantedPeering.TenantId is null))
            throw Catalogue.PeeringNotRequested.For(peering, peering);
        await api.RequestPeeringAsync(peering.VpcId, PeerOf(wantedPeering), cancel);
        return null;
    }

    public Task DeletePeeringAsync(string vpcId, PlatformPeering peering, CancellationToken cancel) =>
        api.DeletePeeringAsync(vpcId, PeerOf(peering), cancel);

    public async Task<bool> RefreshPeeringsAsync(string vpcId, CancellationToken cancel)
    {
        await api.RefreshPeeringsAsync(vpcId, cancel);
        return true;
    }

    public Vpc Read(MstVpc vpc) => new()
    {
        VpcId = vpc.Id, Platform = Name, Project = api.Project, Cloud = CloudNames.Cloud(vpc.CloudName),
        CloudName = vpc.CloudName, Region = CloudNames.Region(vpc.CloudName), Cidr = vpc.Cidr, State = vpc.State,
        CreatedAt = vpc.Created?.UtcDateTime,
    };

    private static PlatformPeering Read(MstPeering peering, MstVpc vpc)
    {
        var (cloud, networkId) = NetworkOf(peering, vpc);
        return new()
        {
            State = peering.State, Phase = MstPeeringStates.Phase(peering.State),
            Failure = MstPeeringStates.Failure(peering.State), Message = peering.Message,
            Cloud = cloud, NetworkId = networkId, Account = peering.Account, ResourceGroup = peering.ResourceGroup,
            Region = peering.Region ?? "", Network = peering.Network, AwsPeeringId = peering.AwsPeeringId,
            AppId = peering.AppId, TenantId = peering.TenantId,
            RemoteTenantId = peering.ToTenantId, RemoteNetworkId = peering.ToNetworkId,
        };
    }

    /// <summary>A peer lies in the cloud of the VPC; without its resource group no VNet is named.</summary>
    private static (Cloud Cloud, string NetworkId) NetworkOf(MstPeering peering, MstVpc vpc) =>
        (CloudNames.Cloud(vpc.CloudName), peering.ResourceGroup) switch
        {
            (Cloud.Azure, { } group) =>
                (Cloud.Azure, new VNetId(peering.Account, group, peering.Network).ToString()),
            (Cloud.Aws, _) => (Cloud.Aws, peering.Network),
            _ => (Cloud.Other, $"{peering.Account}/{peering.Network}"),
        };

    private static MstPeering PeerOf(PlatformPeering peering) => new()
    {
        Account = peering.Account, ResourceGroup = peering.ResourceGroup, Network = peering.Network,
        Region = peering.Region, AppId = peering.AppId, TenantId = peering.TenantId,
    };
}
