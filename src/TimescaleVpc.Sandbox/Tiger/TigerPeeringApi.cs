using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>Peerings of a VPC. Creating one is not idempotent, and nothing but deleting changes one.</summary>
internal static class TigerPeeringApi
{
    private const string Collection = TigerRequest.VpcPath + "/peerings";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Cloud.ListPeerings", List),
        new("POST", Collection, "Cloud.CreatePeering", Create),
        new("GET", TigerRequest.PeeringPath, "Cloud.GetPeering",
            request => new SimulatedResponse(200, View(request.World, request.TigerPeering()))),
        new("DELETE", TigerRequest.PeeringPath, "Cloud.DeletePeering", Delete),
    ];

    private static SimulatedResponse List(SimulatedRequest request) =>
        new(200, Json.Array(request.TigerVpc().Peerings.Select(item => View(request.World, item))));

    private static SimulatedResponse Create(SimulatedRequest request)
    {
        var vpc = request.TigerVpc();
        var body = request.TigerBody();
        var (account, region, peer) = (
            body.RequiredText("peer_account_id"), body.RequiredText("peer_region_code"),
            body.RequiredText("peer_vpc_id"));
        // REST hides that the VPC is not ready: it is as if it were not there.
        if (!vpc.IsUsable) throw TigerErrors.NotFound("VPC");
        var world = request.World;
        if (vpc.Peerings.Count >= world.Settings.CloudPeeringsPerVpc)
            throw TigerErrors.Refuse(403, "QUOTA_EXCEEDED", "The VPC has reached its limit of peering connections.");
        var peering = new TigerPeering(
            world.Ids.Digits("cloud-peering", $"{vpc.Id}/{account}/{region}/{peer}", 10), vpc, account, region, peer);
        vpc.Peerings.Add(peering);
        world.Tiger.Agent.Request(peering);
        return new SimulatedResponse(201, View(world, peering));
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        var item = request.TigerPeering();
        if (item.IsDeleting) throw TigerErrors.NotFound("peering connection");
        request.World.Tiger.Agent.Delete(item);
        return new SimulatedResponse(204);
    }

    private static JsonObject View(World world, TigerPeering item)
    {
        var settings = world.Settings;
        var status = item.ProvisionedId is null && item.Status == "pending" && !settings.CloudEarlyStatus
            ? null
            : settings.CloudUpperCase ? item.Status.ToUpperInvariant() : item.Status;
        var view = new JsonObject
        {
            ["id"] = item.Id,
            ["peer_account_id"] = item.Account,
            ["peer_region_code"] = item.Region,
            ["peer_vpc_id"] = item.PeerVpcId,
        };
        (string Name, string? Value)[] optionalFields =
            [("provisioned_id", item.ProvisionedId), ("status", status), ("error_message", item.ErrorMessage)];
        foreach (var (name, value) in optionalFields)
            if (value is not null || settings.CloudNulls) view[name] = value;
        if (settings.CloudUnknownFields) view["sandbox_unknown"] = new JsonObject { ["nested"] = true };
        return view;
    }
}
