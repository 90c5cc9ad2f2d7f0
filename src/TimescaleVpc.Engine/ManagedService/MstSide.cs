using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The managed service's half.</summary>
internal sealed class MstSide(MstApi platform) : IAwsPlatform
{
    public StepKind RequestStep => StepCatalogue.RequestPeering;

    public StepKind RemoveStep => StepCatalogue.RemovePeering;

    public int? UsualLimit => null;

    public async Task<IReadOnlyList<PlatformPeering>?> ListAsync(string vpcId, CancellationToken cancel) =>
        await platform.GetVpcAsync(vpcId, cancel) is { } vpc
            ? [.. vpc.Peerings.Where(item => item.ResourceGroup is null).Select(Read)] : null;

    public Task<string?> OwnVpcAsync(string vpcId, CancellationToken cancel) => Task.FromResult<string?>(null);

    /// <summary>The same request again is a new try of one that failed.</summary>
    public async Task<string?> RequestAsync(VpcPeering peering, PlatformPeering? failed, CancellationToken cancel)
    {
        await platform.RequestAwsPeeringAsync(
            peering.VpcId, peering.AwsAccountId!, peering.AwsVpcId!, RegionOf(peering), cancel);
        return null;
    }

    public Task DeleteAsync(VpcPeering peering, PlatformPeering known, CancellationToken cancel) =>
        platform.DeleteAwsPeeringAsync(peering.VpcId, known.AccountId, known.AwsVpcId, known.Region, cancel);

    private static string RegionOf(VpcPeering peering) => peering.AwsRegion!;

    private static PlatformPeering Read(MstPeering peering) => new(
        null, peering.State, PeeringStates.Phase(peering.State), peering.Message, peering.AwsPeeringId, peering.Account,
        peering.Region ?? "", peering.Network);
}
