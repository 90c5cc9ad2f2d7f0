using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Azure;

/// <summary>Peerings with VNets, in words and as records.</summary>
internal static class AzurePeerings
{
    /// <summary>The VNet of a peering; its id is known to be well formed.</summary>
    public static VNetId IdOf(VpcPeering peering) => VNetId.Parse(peering.VNetId);

    /// <summary>Refuses a VPC that lies in another cloud.</summary>
    public static void Require(Vpc vpc, ItemContext context)
    {
        if (vpc.Cloud != Cloud.Azure) throw context.Platform(vpc.Platform).NotOnAzure(vpc);
    }

    /// <summary>The VNet of a peering that was given, where only one with a VNet can be meant.</summary>
    public static VNetId Require(VpcPeering peering, ItemContext context)
    {
        Require(peering.ToVpc(), context);
        return IdOf(peering);
    }

    /// <summary>The peering in one line, with what tells it from its namesakes.</summary>
    public static string Name(VpcPeering peering) => peering.NetworkId is null
        ? $"what is left of {(peering.VpcId.Length > 0 ? peering : peering.Project)}"
        : $"{peering.CloudName ?? peering.VpcId} - {peering.ResourceGroupName}/{peering.VNetName}";

    /// <summary>The subject of a request to, or a deletion on, the platform: the same words in plan and run.</summary>
    public static string Target(VpcPeering peering) =>
        $"VPC {peering.CloudName} {peering.VpcCidr} with {peering.VNetId}";

    /// <summary>A step on the peering, whose sentence names the VPC and the VNet.</summary>
    public static PeeringStep Step(StepKind kind, VpcPeering peering, string? target = null) => kind.On(
        target ?? Target(peering), peering.VpcLabel, peering.NetworkLabel);

    /// <summary>A peering derived from a grant; it was not requested yet.</summary>
    public static VpcPeering Of(AzurePeerGrant grant) => Of(grant.Vpc, VNetId.Parse(grant.VNet.VNetId)) with
    {
        TenantId = grant.TenantId,
        VNetId = grant.VNet.VNetId,
        PeerCidrs = grant.VNet.AddressPrefixes,
        AppId = grant.AppId,
        ServicePrincipalId = grant.ServicePrincipalId,
        PlatformAppId = grant.PlatformAppId,
        PlatformServicePrincipalId = grant.PlatformServicePrincipalId,
        PlatformTenantId = grant.PlatformTenantId,
        OwnRoleId = grant.OwnRoleId,
        PlatformRoleId = grant.PlatformRoleId,
        Scope = grant.Scope,
        Changes = grant.Changes,
        Planned = grant.Planned,
        Plan = grant.Plan,
        Session = grant.Session,
        AssignedAt = grant.AssignedAt,
    };

    /// <summary>A peering of a VPC with a VNet.</summary>
    public static VpcPeering Of(Vpc vpc, VNetId id) => new()
    {
        Platform = vpc.Platform, Project = vpc.Project, VpcId = vpc.VpcId, CloudName = vpc.CloudName,
        VpcCidr = vpc.Cidr, Cloud = Cloud.Azure, SubscriptionId = id.Subscription,
        ResourceGroupName = id.ResourceGroup, VNetName = id.Name, VNetId = id.ToString(),
        LinkName = AzureNames.Link(vpc.Project, vpc.VpcId, id),
    };

    /// <summary>A peering as the platform is asked for it; no network without a VNet's id.</summary>
    public static PlatformPeering ForPlatform(VpcPeering peering) => !VNetId.TryParse(peering.VNetId, out var id)
        ? new() { Cloud = Cloud.Azure }
        : new()
        {
            Cloud = Cloud.Azure, NetworkId = id.ToString(), Account = id.Subscription, ResourceGroup = id.ResourceGroup,
            Network = id.Name, AppId = peering.AppId, TenantId = peering.TenantId,
        };

    /// <summary>The parts of an ARM id, which name the same VNet and fit into the lines of a screen.</summary>
    public static string Parameters(string? id) => VNetId.TryParse(id, out var parts)
        ? $"-VNet {PowerShellLiteral.Argument(parts.GroupAndName)} "
            + $"-SubscriptionId {PowerShellLiteral.Argument(parts.Subscription)}"
        : $"-VNet {PowerShellLiteral.Argument(id ?? "")}";

    /// <summary>The commands that mean a peering.</summary>
    /// <param name="vpcId">The Timescale VPC.</param>
    /// <param name="vnetId">The VNet.</param>
    /// <param name="networks">What the first stage takes; the peering itself where nothing is begun.</param>
    public static PeeringPipeline Pipeline(string vpcId, string? vnetId, object networks)
    {
        var names = $"-Vpc {PowerShellLiteral.Argument(vpcId)} {Parameters(vnetId)}";
        return new(names, $"Grant-AzurePeerRole {names} | Add-VpcPeering", new GrantPeerRoleRequest(), networks);
    }

    /// <summary>The peering as errors name it.</summary>
    public static PeeringSubject Subject(VpcPeering peering) =>
        new(Name(peering), peering, Pipeline(peering.VpcId, peering.VNetId, peering));

    /// <summary>Azure's view of the customer's half. What was once seen in passing is kept.</summary>
    public static VpcPeering With(this VpcPeering peering, AzureVNetPeering? link) => peering with
    {
        LinkName = link?.Name ?? peering.LinkName,
        LinkState = link?.State,
        Link = link,
        IsLinkRead = true,
        AllowsGatewayTransit = link is null ? peering.AllowsGatewayTransit : link.AllowsGatewayTransit,
        AllowsForwardedTraffic = link is null ? peering.AllowsForwardedTraffic : link.AllowsForwardedTraffic,
        UsesRemoteGateways = link?.UsesRemoteGateways,
        RemoteNetworkId = peering.RemoteNetworkId ?? link?.RemoteVNetId,
        // The platform's application comes from the tenant of its networks.
        RemoteTenantId = peering.RemoteTenantId ?? (link is null ? null : peering.PlatformTenantId),
    };

    /// <summary>The names as Azure writes them, the ranges, and the customer's half of the link.</summary>
    /// <param name="peering">The peering.</param>
    /// <param name="networks">The VNets that are listed.</param>
    /// <param name="platformKnowsIt">Whether the platform has a connection with its VNet.</param>
    public static VpcPeering With(
        this VpcPeering peering, IReadOnlyList<AzureVNet> networks, bool platformKnowsIt = true)
    {
        var id = IdOf(peering);
        var vnet = networks.FirstOrDefault(item => VNetId.TryParse(item.VNetId, out var other) && other.Equals(id));
        return vnet is null ? peering : (peering with
        {
            SubscriptionId = vnet.SubscriptionId, ResourceGroupName = vnet.ResourceGroupName, VNetName = vnet.Name,
            VNetId = vnet.VNetId, PeerCidrs = vnet.AddressPrefixes,
        }).With(LinkReader.FindIn(vnet, peering, platformKnowsIt));
    }

    /// <summary>What the state of the link says of the customer's half; null if there is no link.</summary>
    public static CustomerHalf HalfOf(string? linkState) => linkState?.ToUpperInvariant() switch
    {
        null => CustomerHalf.Missing,
        "CONNECTED" => CustomerHalf.Standing,
        "DISCONNECTED" => CustomerHalf.Dead,
        _ => CustomerHalf.Pending,
    };

    /// <summary>The party that must act next, and the command for it.</summary>
    public static string? NextStep(VpcPeering peering, PeeringPhase phase) => phase switch
    {
        PeeringPhase.Active => HalfOf(peering.LinkState) switch
        {
            CustomerHalf.Missing when peering.IsLinkRead => HalfGone.NextStep("the link on the VNet, is gone"),
            CustomerHalf.Dead => HalfGone.NextStep($"the link on the VNet, is {peering.LinkState}"),
            _ => LinkSync.Gap(peering.Link),
        },
        PeeringPhase.AwaitingCustomer when peering.LinkState is null =>
            "Your turn: Approve-VpcPeering makes the link, your half of the peering.",
        PeeringPhase.AwaitingCustomer => "Timescale's turn: Wait-VpcPeering until it has seen the link.",
        PeeringPhase.Working => "Timescale's turn: Wait-VpcPeering.",
        PeeringPhase.None => "Add-VpcPeering requests the peering from Timescale.",
        PeeringPhase.Gone => "The peering was deleted. To make it again, run Grant-AzurePeerRole | Add-VpcPeering | "
            + "Approve-VpcPeering | Wait-VpcPeering. To give it up, run Undo-VpcPeering.",
        PeeringPhase.Deleting => "Timescale is deleting the peering. To make it again, run Grant-AzurePeerRole | "
            + "Add-VpcPeering | Approve-VpcPeering | Wait-VpcPeering.",
        _ => "Correct what StateMessage names, then run Grant-AzurePeerRole | Add-VpcPeering | Approve-VpcPeering | "
            + "Wait-VpcPeering again.",
    };
}
