using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>The peerings of a virtual network.</summary>
internal static class PeeringApi
{
    private const string Collection = ArmCall.NetworkPath + "/virtualNetworkPeerings";
    private const string One = Collection + "/{peering}";
    public const string Type = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        ArmCall.Route("GET", Collection, "Arm.ListPeerings", List),
        ArmCall.Route("GET", One, "Arm.GetPeering", Get),
        ArmCall.Route("PUT", One, "Arm.PutPeering", call => new PeeringWrite(call).Answer()),
        ArmCall.Route("DELETE", One, "Arm.DeletePeering", Delete),
    ];

    private static Answer List(Call call)
    {
        call.Require($"{Type}/read");
        return ArmCall.List(call, call.Network().Peerings.Select(item => NetworkViews.View(call.World, item)));
    }

    private static Answer Get(Call call)
    {
        call.Require($"{Type}/read", call.PeeringId());
        var found = call.Network().Peering(call["peering"]) ?? throw ArmErrors.NotFound(call.PeeringId());
        return new Answer(200, NetworkViews.View(call.World, found));
    }

    private static Answer Delete(Call call)
    {
        call.Require($"{Type}/delete", call.PeeringId());
        var network = call.Network();
        if (network.Peering(call["peering"]) is not { } half) return new Answer(204);
        var operation = Operations.Start(call, network, half.ArmId, isDelete: true, () =>
            call.World.Arm.Peerings.Remove(half));
        if (operation.Failure is null) half.ProvisioningState = "Deleting";
        return Operations.Announce(call, new Answer(202), operation);
    }

    public static string PeeringId(this Call call) => $"{call.AskedScope()}/virtualNetworkPeerings/{call["peering"]}";
}
