using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Timescale Cloud's half.</summary>
internal sealed class TigerSide(TigerApi cloud) : IAwsPlatform
{
    public StepKind RequestStep => StepCatalogue.RequestCloudPeering;

    public StepKind RemoveStep => StepCatalogue.RemoveCloudPeering;

    public int? UsualLimit => 50;

    public async Task<IReadOnlyList<PlatformPeering>?> ListAsync(string vpcId, CancellationToken cancel) =>
        await cloud.ListPeeringsAsync(vpcId, cancel) is { } all ? [.. all.Select(Read)] : null;

    public async Task<string?> OwnVpcAsync(string vpcId, CancellationToken cancel) =>
        (await cloud.GetVpcAsync(vpcId, cancel))?.ProvisionedId;

    public async Task<string?> RequestAsync(VpcPeering peering, PlatformPeering? failed, CancellationToken cancel)
    {
        // A failed peering cannot be asked for again; it has to go first.
        if (failed is not null) await cloud.DeletePeeringAsync(peering.VpcId, failed.Id!, cancel);
        var made = await cloud.CreatePeeringAsync(
            peering.VpcId, peering.AwsAccountId!, peering.AwsRegion!, peering.AwsVpcId!, cancel);
        return made.Id;
    }

    public Task DeleteAsync(VpcPeering peering, PlatformPeering known, CancellationToken cancel) =>
        cloud.DeletePeeringAsync(peering.VpcId, known.Id!, cancel);

    private static PlatformPeering Read(TigerPeering peering)
    {
        var state = peering.Status.ToUpperInvariant();
        return new PlatformPeering(
            peering.Id, state.Length == 0 ? "PENDING" : state, Phase(peering, state), peering.ErrorMessage,
            peering.ProvisionedId, peering.AccountId, peering.Region, peering.PeerVpcId);
    }

    /// <summary>Failure is looked at first: it may come before there is any request in AWS.</summary>
    private static PeeringPhase Phase(TigerPeering peering, string state) => state switch
    {
        "INVALID" or "TIMEOUT" or "DISABLED" => PeeringPhase.Failed,
        _ when !string.IsNullOrEmpty(peering.ErrorMessage) => PeeringPhase.Failed,
        "ACTIVE" => PeeringPhase.Active,
        "DELETING" or "DELETED" => PeeringPhase.Deleting,
        _ => peering.ProvisionedId is null ? PeeringPhase.Working : PeeringPhase.AwaitingCustomer,
    };
}
