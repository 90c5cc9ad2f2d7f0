using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>A service in the form of the public API.</summary>
internal static class TigerServiceView
{
    public static JsonObject Of(World world, TigerService item)
    {
        var settings = world.Settings;
        var isInside = item.LocatedVpcId is not null && !settings.CloudEndpointStaysPublic;
        var view = new JsonObject
        {
            ["service_id"] = item.Id,
            ["project_id"] = item.Project.Id,
            ["name"] = item.Name,
            ["region_code"] = item.Region,
            ["service_type"] = "TIMESCALEDB",
            ["created"] = item.CreatedAt.Iso(),
            ["status"] = item.Status,
            ["resources"] = new JsonArray(new JsonObject
            {
                ["id"] = $"r{item.Id[1..]}",
                ["spec"] = new JsonObject
                {
                    ["cpu_millis"] = 1000, ["memory_gbs"] = 4, ["volume_type"] = "gp3",
                },
            }),
            ["metadata"] = new JsonObject { ["environment"] = "PROD" },
            ["endpoint"] = Endpoint(item.Primary(isInside)),
            ["ha_replicas"] = new JsonObject
            {
                ["replica_count"] = item.Replicas, ["sync_replica_count"] = 0,
            },
        };
        if (item.ShownVpcId is { } vpcId) view[settings.CloudOldNames ? "vpcEndpoint" : "vpc_endpoint"] =
            Inside(item, vpcId);
        if (item.HasPooler) view["connection_pooler"] = new JsonObject
        {
            ["endpoint"] = Endpoint(item.Pooler(isInside)),
        };
        if (item.HasReplicaSet) view["read_replica_sets"] = new JsonArray(new JsonObject
        {
            ["id"] = $"s{item.Id[1..]}",
            ["name"] = $"{item.Name}-reporting",
            ["status"] = "active",
            ["nodes"] = 1,
            ["cpu_millis"] = 500,
            ["memory_gbs"] = 2,
            ["endpoint"] = Endpoint(item.Replica(isInside)),
        });
        if (settings.CloudUnknownFields) view["private_endpoint_connection_ids"] = new JsonArray("pec-1");
        return view;
    }

    private static JsonObject Inside(TigerService item, string vpcId)
    {
        // Between two thirds of the move and its end the VPC is known and the host is blank.
        var address = item.ShowsHost ? item.Primary(true) : new TigerAddress("", 0);
        var view = Endpoint(address);
        view["vpc_id"] = vpcId;
        return view;
    }

    private static JsonObject Endpoint(TigerAddress address) =>
        new() { ["host"] = address.Host, ["port"] = address.Port };
}
