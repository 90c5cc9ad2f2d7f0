using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>VPCs, connections and services in the managed service's form.</summary>
internal static class MstViews
{
    /// <summary>A VPC as lists show it: without its connections.</summary>
    public static JsonObject Brief(ProjectVpc vpc) => new()
    {
        ["project_vpc_id"] = vpc.Id,
        ["cloud_name"] = vpc.Cloud,
        ["network_cidr"] = vpc.Cidr,
        ["state"] = vpc.State,
        ["create_time"] = vpc.CreatedAt.Iso(),
        ["update_time"] = vpc.UpdatedAt.Iso(),
    };

    public static JsonObject Full(World world, ProjectVpc vpc)
    {
        var view = Brief(vpc);
        view["pending_build_only_peering_connections"] = vpc.PendingRefresh?.Iso();
        view["peering_connections"] = Json.Array(vpc.Connections.Select(item => View(world, item)));
        return view;
    }

    public static JsonObject View(World world, PeeringConnection item)
    {
        var view = View(item);
        if (!world.Settings.PeeringLeavesOut) return view;
        view.Remove("peering_connection_id");
        if (item.Region is null) view.Remove("peer_region");
        return view;
    }

    /// <summary>The reply to a request for a connection: it lacks fields, so clients must read the VPC again.</summary>
    public static JsonObject Reply(PeeringConnection item)
    {
        var view = View(item);
        foreach (var name in new[] { "peer_region", "peering_connection_id" }) view.Remove(name);
        return view;
    }

    private static JsonObject View(PeeringConnection item) => new()
    {
        ["peer_cloud_account"] = item.Account,
        ["peer_resource_group"] = item.Group,
        ["peer_vpc"] = item.Network,
        ["peer_region"] = item.Region,
        ["peer_azure_app_id"] = item.AppId,
        ["peer_azure_tenant_id"] = item.TenantId,
        ["user_peer_network_cidrs"] = Json.Array(item.UserCidrs),
        ["peering_connection_id"] = item.Id,
        ["vpc_peering_connection_type"] = item.Vpc.Links.PeeringType,
        ["state"] = item.State,
        ["state_info"] = item.StateInfo?.DeepClone(),
        ["create_time"] = item.CreatedAt.Iso(),
        ["update_time"] = item.UpdatedAt.Iso(),
    };

    public static JsonObject View(Service item) => new()
    {
        ["service_name"] = item.Name,
        ["service_type"] = "pg",
        ["service_type_description"] = "PostgreSQL - Object-Relational Database Management System",
        ["plan"] = "timescale-dev-only",
        ["cloud_name"] = item.Cloud,
        ["project_vpc_id"] = item.VpcId,
        ["state"] = item.State,
        ["group_list"] = new JsonArray("default"),
        ["node_count"] = 1,
        ["service_integrations"] = new JsonArray(),
        ["termination_protection"] = false,
        ["create_time"] = item.CreatedAt.Iso(),
        ["update_time"] = item.UpdatedAt.Iso(),
        ["service_uri"] =
            $"postgres://tsdbadmin:{item.Password}@{item.Host}:{item.Port}/defaultdb?sslmode=require",
        ["service_uri_params"] = new JsonObject
        {
            ["dbname"] = "defaultdb",
            ["host"] = item.Host,
            ["password"] = item.Password,
            ["port"] = $"{item.Port}",
            ["sslmode"] = "require",
            ["user"] = "tsdbadmin",
        },
        ["components"] = Json.Array(new[] { (item.Host, Route: "dynamic"), (Host: item.PublicHost!, Route: "public") }
            .Where(place => place.Host is not null).Select(place => new JsonObject
            {
                ["component"] = "pg",
                ["host"] = place.Host,
                ["port"] = item.Port,
                ["route"] = place.Route,
                ["ssl"] = true,
                ["usage"] = "primary",
            })),
        ["user_config"] = new JsonObject
        {
            ["ip_filter"] = item.IpFilter.View,
            ["public_access"] = new JsonObject { ["pg"] = item.HasPublicAccess },
        },
    };
}
