using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>Peerings of a VPC. Creating one is not idempotent, and nothing but deleting changes one.</summary>
internal static class CloudPeeringApi
{
    private const string Collection = CloudCall.VpcPath + "/peerings";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Cloud.ListPeerings", call =>
            new Answer(200, Json.Array(call.CloudVpc().Peerings.Select(item => View(call.World, item))))),
        new("POST", Collection, "Cloud.CreatePeering", Create),
        new("GET", CloudCall.PeeringPath, "Cloud.GetPeering",
            call => new Answer(200, View(call.World, call.CloudPeering()))),
        new("DELETE", CloudCall.PeeringPath, "Cloud.DeletePeering", Delete),
    ];

    private static Answer Create(Call call)
    {
        var vpc = call.CloudVpc();
        var body = call.CloudBody();
        var (account, region, peer) = (
            body.CloudText("peer_account_id"), body.CloudText("peer_region_code"), body.CloudText("peer_vpc_id"));
        // REST hides that the VPC is not ready: it is as if it were not there.
        if (!vpc.IsUsable) throw CloudErrors.NotFound("VPC");
        var world = call.World;
        if (vpc.Peerings.Count >= world.Settings.CloudPeeringsPerVpc)
            throw CloudErrors.Refuse(403, "QUOTA_EXCEEDED", "The VPC has reached its limit of peering connections.");
        var made = new CloudPeering(
            world.Ids.Digits("cloud-peering", $"{vpc.Id}/{account}/{region}/{peer}", 10), vpc, account, region, peer);
        vpc.Peerings.Add(made);
        world.Cloud.Agent.Request(made);
        return new Answer(201, View(world, made));
    }

    private static Answer Delete(Call call)
    {
        var item = call.CloudPeering();
        if (item.IsDeleting) throw CloudErrors.NotFound("peering connection");
        call.World.Cloud.Agent.Delete(item);
        return new Answer(204);
    }

    private static JsonObject View(World world, CloudPeering item)
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
        (string Name, string? Value)[] optional =
            [("provisioned_id", item.ProvisionedId), ("status", status), ("error_message", item.ErrorMessage)];
        foreach (var (name, value) in optional)
            if (value is not null || settings.CloudNulls) view[name] = value;
        if (settings.CloudUnknownFields) view["sandbox_unknown"] = new JsonObject { ["nested"] = true };
        return view;
    }
}
