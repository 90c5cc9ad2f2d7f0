using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Turns what a platform shows, and what a stage did, into the record that users hold.</summary>
internal static class PeeringView
{
    /// <summary>The platform's view of a peering. What was once named is kept when it is no longer told.</summary>
    public static VpcPeering With(this VpcPeering peering, PlatformPeering? platformPeering) => peering with
    {
        State = platformPeering?.State ?? "",
        StateMessage = platformPeering?.Message,
        PeeringId = platformPeering?.Id,
        AppId = peering.AppId ?? platformPeering?.AppId,
        TenantId = peering.TenantId ?? platformPeering?.TenantId,
        RemoteTenantId = platformPeering?.RemoteTenantId ?? peering.RemoteTenantId,
        RemoteNetworkId = platformPeering?.RemoteNetworkId ?? peering.RemoteNetworkId,
        AwsPeeringId = platformPeering?.AwsPeeringId ?? peering.AwsPeeringId,
        // The connection may be another one now.
        ConnectionState = null,
    };

    /// <summary>The VPC of a peering, as far as the peering tells of it.</summary>
    public static Vpc ToVpc(this VpcPeering peering) => new()
    {
        VpcId = peering.VpcId, Name = peering.VpcName, Platform = peering.Platform, Project = peering.Project,
        CloudName = peering.CloudName, Region = peering.VpcRegion, Cidr = peering.VpcCidr, Cloud = peering.Cloud,
        Session = peering.Session,
    };

    /// <summary>The peering after the steps of a stage.</summary>
    /// <param name="peering">The peering as it is now.</param>
    /// <param name="givenPeering">The peering as it came down the pipeline.</param>
    /// <param name="runner">The steps.</param>
    public static VpcPeering After(this VpcPeering peering, VpcPeering givenPeering, StepRunner runner) => peering with
    {
        Changes = runner.ChangesAfter(givenPeering.Changes), Planned = runner.Planning,
        Plan = runner.PlanAfter(givenPeering.Plan), Session = runner.Context.Session,
    };
}
