using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>The peerings of a virtual network.</summary>
internal static class PeeringApi
{
    private const string Collection = ArmRequest.NetworkPath + "/virtualNetworkPeerings";
    private const string One = Collection + "/{peering}";
    public const string Type = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmRequest.Route("GET", Collection, "Arm.ListPeerings", List),
        ArmRequest.Route("GET", One, "Arm.GetPeering", Get),
        ArmRequest.Route("PUT", One, "Arm.PutPeering", request => new PeeringWrite(request).Respond()),
        ArmRequest.Route("DELETE", One, "Arm.DeletePeering", Delete),
    ];

    private static SimulatedResponse List(SimulatedRequest request)
    {
        request.Require($"{Type}/read");
        return ArmRequest.List(
            request, request.Network().Peerings.Select(item => NetworkViews.View(request.World, item)));
    }

    private static SimulatedResponse Get(SimulatedRequest request)
    {
        request.Require($"{Type}/read", request.PeeringId());
        var peering = request.Network().Peering(request["peering"]) ?? throw ArmErrors.NotFound(request.PeeringId());
        return new SimulatedResponse(200, NetworkViews.View(request.World, peering));
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        request.Require($"{Type}/delete", request.PeeringId());
        var network = request.Network();
        if (network.Peering(request["peering"]) is not { } half) return new SimulatedResponse(204);
        var operation = Operations.Start(request, network, half.ArmId, isDelete: true, () =>
            request.World.Arm.Peerings.Remove(half));
        if (operation.Failure is null) half.ProvisioningState = "Deleting";
        return Operations.Announce(request, new SimulatedResponse(202), operation);
    }

    public static string PeeringId(this SimulatedRequest request) =>
        $"{request.AskedScope()}/virtualNetworkPeerings/{request["peering"]}";
}
