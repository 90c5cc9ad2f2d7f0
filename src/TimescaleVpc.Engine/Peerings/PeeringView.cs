using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Peerings;

/// <summary>Turns what a platform shows, and what a stage did, into the record that users hold.</summary>
internal static class PeeringView
{
    /// <summary>The platform's view of a peering. What was once named is kept when it is no longer told.</summary>
    public static VpcPeering With(this VpcPeering peering, PlatformPeering? found) => peering with
    {
        State = found?.State ?? "",
        StateMessage = found?.Message,
        PeeringId = found?.Id,
        AppId = peering.AppId ?? found?.AppId,
        TenantId = peering.TenantId ?? found?.TenantId,
        RemoteTenantId = found?.RemoteTenantId ?? peering.RemoteTenantId,
        RemoteNetworkId = found?.RemoteNetworkId ?? peering.RemoteNetworkId,
        AwsPeeringId = found?.AwsPeeringId ?? peering.AwsPeeringId,
    };

    /// <summary>The peering after the steps of a stage.</summary>
    /// <param name="peering">The peering as it is now.</param>
    /// <param name="given">The peering as it came down the pipeline.</param>
    /// <param name="runner">The steps.</param>
    public static VpcPeering After(this VpcPeering peering, VpcPeering given, StepRunner runner) => peering with
    {
        Changes = runner.ChangesAfter(given.Changes), Planned = runner.Planning,
        Plan = runner.PlanAfter(given.Plan), Session = runner.Context.Session,
    };
}
