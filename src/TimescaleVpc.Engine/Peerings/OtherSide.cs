using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>
/// A cloud where no peerings are made: what the platform says of peerings there is shown, and nothing is changed.
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
        : "Finish it with the tools of that cloud: this module peers "
            + $"{CloudWords.Join(" and ", cloud => cloud.Networks)}.";

    public VpcPeering FromPlatform(Vpc vpc, PlatformPeering platformPeering) => new()
    {
        Platform = vpc.Platform, Project = vpc.Project, VpcId = vpc.VpcId, VpcName = vpc.Name,
        CloudName = vpc.CloudName, VpcRegion = vpc.Region, VpcCidr = vpc.Cidr, Cloud = Cloud.Other,
        OtherNetworkId = platformPeering.NetworkId, Session = context.Session,
    };

    public PlatformPeering ForPlatform(VpcPeering peering) => new()
    {
        Cloud = Cloud.Other, NetworkId = peering.OtherNetworkId ?? "",
        Account = peering.OtherNetworkId?.Split('/')[0] ?? "",
    };

    public PeeringPipeline Pipeline(VpcPeering peering)
    {
        var names = $"-Vpc {PowerShellLiteral.Argument(peering.VpcId)}";
        return new(names, $"Add-VpcPeering {names}", Grant: null, peering);
    }

    public Task CheckAsync(PeeringGoal goal, VpcPeering peering, CancellationToken cancel) =>
        throw ((ICustomerSide)this).Unsupported(peering);
}
