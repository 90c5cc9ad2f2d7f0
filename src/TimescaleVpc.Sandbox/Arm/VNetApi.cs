using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Virtual networks, for reading.</summary>
internal static class VNetApi
{
    private const string Read = "Microsoft.Network/virtualNetworks/read";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmCall.Route("GET", ArmCall.SubscriptionPath + "/providers/Microsoft.Network/virtualNetworks",
            "Arm.ListVNets", call => List(call, call => call.Subscription().Groups.SelectMany(item => item.VNets))),
        ArmCall.Route("GET", ArmCall.GroupPath + "/providers/Microsoft.Network/virtualNetworks",
            "Arm.ListVNets", call => List(call, call => call.Group().VNets)),
        ArmCall.Route("GET", ArmCall.NetworkPath, "Arm.GetVNet", Get),
    ];

    private static Answer List(Call call, Func<Call, IEnumerable<VNet>> networks)
    {
        call.Require(Read);
        return ArmCall.List(call, networks(call).Select(item => NetworkViews.View(call.World, item)));
    }

    private static Answer Get(Call call)
    {
        call.Require(Read);
        return new Answer(200, NetworkViews.View(call.World, call.Network()));
    }
}
