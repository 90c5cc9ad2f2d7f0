using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>Virtual networks, for reading.</summary>
internal static class VNetApi
{
    private const string Read = "Microsoft.Network/virtualNetworks/read";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmRequest.Route("GET", ArmRequest.SubscriptionPath + "/providers/Microsoft.Network/virtualNetworks",
            "Arm.ListVNets", ListSubscription),
        ArmRequest.Route("GET", ArmRequest.GroupPath + "/providers/Microsoft.Network/virtualNetworks",
            "Arm.ListVNets", ListGroup),
        ArmRequest.Route("GET", ArmRequest.NetworkPath, "Arm.GetVNet", Get),
    ];

    private static SimulatedResponse ListSubscription(SimulatedRequest request) =>
        List(request, () => request.Subscription().Groups.SelectMany(item => item.VNets));

    private static SimulatedResponse ListGroup(SimulatedRequest request) =>
        List(request, () => request.Group().VNets);

    private static SimulatedResponse List(SimulatedRequest request, Func<IEnumerable<VNet>> networks)
    {
        request.Require(Read);
        return ArmRequest.List(request, networks().Select(item => NetworkViews.View(request.World, item)));
    }

    private static SimulatedResponse Get(SimulatedRequest request)
    {
        request.Require(Read);
        return new SimulatedResponse(200, NetworkViews.View(request.World, request.Network()));
    }
}
