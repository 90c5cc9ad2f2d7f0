using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Turns what was observed into the record that users hold. What was once seen in passing is kept.</summary>
internal static class PeeringView
{
    public static VpcPeering FromGrant(AzurePeerGrant grant)
    {
        var id = VNetId.Parse(grant.VNet.VNetId);
        return new VpcPeering
        {
            Platform = grant.Vpc.Platform,
            Project = grant.Vpc.Project,
            VpcId = grant.Vpc.VpcId,
            CloudName = grant.Vpc.CloudName,
            VpcCidr = grant.Vpc.Cidr,
            TenantId = grant.TenantId,
            SubscriptionId = grant.VNet.SubscriptionId,
            ResourceGroupName = grant.VNet.ResourceGroupName,
            VNetName = grant.VNet.Name,
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
            LinkName = AzureNames.Link(grant.Vpc.Project, grant.Vpc.VpcId, id),
            Changes = grant.Changes,
            Planned = grant.Planned,
            Plan = grant.Plan,
            Session = grant.Session,
            AssignedAt = grant.AssignedAt,
        };
    }

    /// <summary>The platform's view of the peering, and the party that must act next.</summary>
    public static VpcPeering With(this VpcPeering peering, MstPeering? connection) => peering with
    {
        State = connection?.State ?? "",
        StateMessage = connection?.Message,
        AppId = peering.AppId ?? connection?.AppId,
        TenantId = peering.TenantId ?? connection?.TenantId,
        RemoteTenantId = connection?.ToTenantId ?? peering.RemoteTenantId,
        RemoteNetworkId = connection?.ToNetworkId ?? peering.RemoteNetworkId,
    };

    /// <summary>Azure's view of our half.</summary>
    public static VpcPeering With(this VpcPeering peering, AzureVNetPeering? link) => peering with
    {
        LinkName = link?.Name ?? peering.LinkName,
        LinkState = link?.State,
        Link = link,
        RemoteNetworkId = peering.RemoteNetworkId ?? link?.RemoteVNetId,
        // The platform's application comes from the tenant of its networks.
        RemoteTenantId = peering.RemoteTenantId ?? (link is null ? null : peering.PlatformTenantId),
    };

    /// <summary>The next step in words.</summary>
    public static VpcPeering WithNextStep(this VpcPeering peering) => peering with
    {
        NextStep = PeeringStates.Phase(peering.State) switch
        {
            PeeringPhase.Active => LinkSync.Gap(peering.Link),
            PeeringPhase.AwaitingCustomer when peering.LinkState is null =>
                "Your turn: Approve-VpcPeering makes your half of the link.",
            PeeringPhase.AwaitingCustomer => "The platform's turn: Wait-VpcPeering until it has seen the link.",
            PeeringPhase.Working => "The platform's turn: Wait-VpcPeering.",
            PeeringPhase.None or PeeringPhase.Deleting => "Add-VpcPeering asks the platform for the peering.",
            _ => "Mend what StateMessage names, then run the pipeline again from Grant-AzurePeerRole.",
        },
    };

    /// <summary>Warns of a link that stands and does not carry all ranges.</summary>
    public static void WarnOfGap(this ItemContext context, VpcPeering peering)
    {
        if (LinkSync.Gap(peering.Link) is { } gap) context.Warn(WarningCatalogue.LinkOutOfSync, peering.LinkName, gap);
    }

    /// <summary>The peering in one line, with what tells it from its namesakes.</summary>
    public static string Name(VpcPeering peering) => peering switch
    {
        { AwsVpcId: not null } => AwsPeeringReader.Name(peering),
        { VNetId: null } => $"what is left of {(peering.VpcId.Length > 0 ? peering : peering.Project)}",
        _ => $"{peering.CloudName ?? peering.VpcId} - {peering.ResourceGroupName}/{peering.VNetName}",
    };

    /// <summary>The subject of a request to the platform: the same words in plan and run.</summary>
    public static string Target(VpcPeering peering) =>
        $"VPC {peering.CloudName} {peering.VpcCidr} with {peering.VNetId}";
}
