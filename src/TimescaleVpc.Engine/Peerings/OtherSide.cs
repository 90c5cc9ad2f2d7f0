using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// A cloud that is neither Azure nor AWS: what the platform says of peerings there is shown, and nothing is changed.
/// </summary>
internal sealed class OtherSide(ItemContext context) : ICustomerSide
{
    public Cloud Cloud => Cloud.Other;

    public string Title => "Another cloud";

    public string Name(VpcPeering peering) =>
        $"{peering.VpcLabel} - {peering.NetworkId}";

    public PeeringStep Step(StepKind kind, VpcPeering peering) => kind.On(
        $"VPC {peering.CloudName} {peering.VpcCidr} with {peering.NetworkId}", peering.VpcLabel,
        peering.NetworkId);

    public string? NextStep(VpcPeering peering, PeeringPhase phase, bool isApproved = false) =>
        phase == PeeringPhase.Active ? null
        : "Finish it with the tools of that cloud: this module peers Azure VNets and AWS VPCs.";

    public Task<VpcPeering?> FromItemAsync(object? item, CancellationToken cancel) =>
        Task.FromResult<VpcPeering?>(null);

    public Task<VpcPeering> FromNamesAsync(Vpc vpc, PeeringRef reference, CancellationToken cancel) =>
        throw Catalogue.CloudUnsupported.For(vpc.VpcId, $"VPC {vpc}", vpc.CloudName ?? vpc.Region);

    public VpcPeering FromPlatform(Vpc vpc, PlatformPeering platformPeering) => new()
    {
        Platform = vpc.Platform, Project = vpc.Project, VpcId = vpc.VpcId, VpcName = vpc.Name,
        CloudName = vpc.CloudName, VpcRegion = vpc.Region, VpcCidr = vpc.Cidr, Cloud = Cloud.Other,
        OtherNetworkId = platformPeering.NetworkId, Session = context.Session,
    };

    PlatformPeering ICustomerSide.ForPlatform(VpcPeering peering) => ForPlatform(peering);

    public static PlatformPeering ForPlatform(VpcPeering peering) => new()
    {
        Cloud = Cloud.Other, NetworkId = peering.OtherNetworkId ?? "",
        Account = peering.OtherNetworkId?.Split('/')[0] ?? "",
    };

    public PeeringPipeline Pipeline(VpcPeering peering)
    {
        var names = $"-Vpc {PowerShellLiteral.Argument(peering.VpcId)}";
        return new(names, $"Add-VpcPeering {names}", Grant: null, peering);
    }

    public Task<PeeringViewer> ViewerAsync(CancellationToken cancel) =>
        Task.FromResult<PeeringViewer>(
            (peering, phase, _) => Task.FromResult(peering with { NextStep = NextStep(peering, phase) }));

    public bool IsNamed(PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering) =>
        throw Refused(peering);

    public TimescaleVpcException? Unnamed(VpcPeering peering, PeeringPhase phase) => Refused(peering);

    public Task CheckAsync(PeeringGoal goal, VpcPeering peering, CancellationToken cancel) => throw Refused(peering);

    public Task<CustomerLook> LookAsync(
        PeeringGoal goal, VpcPeering peering, PlatformPeering? platformPeering, ApprovePeeringRequest? wish,
        CancellationToken cancel) =>
        throw Refused(peering);

    public Task<VpcPeering> MakeAsync(
        VpcPeering peering, PlatformLook platformLook, ApprovePeeringRequest wish, StepRunner runner,
        CancellationToken cancel) => throw Refused(peering);

    public Task PlanApprovalAsync(
        VpcPeering peering, ApprovePeeringRequest wish, IReadOnlyList<PeeringStep> earlierSteps, StepRunner runner,
        CancellationToken cancel) =>
        throw Refused(peering);

    public Task<RangeLook> CompareAsync(VpcPeering peering, UpdatePeeringRequest wish, CancellationToken cancel) =>
        throw Refused(peering);

    public Task<VpcPeering> RemoveAsync(
        VpcPeering peering, PlatformPeering? platformPeering, RemovalWish wish, StepRunner runner,
        CancellationToken cancel) =>
        throw Refused(peering);

    public Task<IReadOnlyList<string>> RangesAsync(PlatformPeering peer, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<PeeringItem>> HalvesAsync(VpcPeering peering, CancellationToken cancel) =>
        throw Refused(peering);

    public Task<IReadOnlyList<PeeringItem>> InventoryAsync(
        VpcPeering peering, UndoPeeringRequest request, CancellationToken cancel) => throw Refused(peering);

    public Task RevokeAsync(
        VpcPeering peering, UndoPeeringRequest request, bool halvesAreGone, StepRunner runner,
        CancellationToken cancel) => throw Refused(peering);

    public Task<IReadOnlyList<VpcPeering>> LeftoversAsync(
        IReadOnlyList<Vpc> vpcs, IReadOnlyList<VpcPeering> listedPeerings, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<VpcPeering>>([]);

    private TimescaleVpcException Refused(VpcPeering peering) =>
        Catalogue.CloudUnsupported.For(peering, $"The peering {Name(peering)}", peering.CloudName ?? peering.VpcRegion);
}
