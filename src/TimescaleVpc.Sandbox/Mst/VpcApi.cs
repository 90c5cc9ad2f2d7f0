using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A project's VPCs.</summary>
internal static class VpcApi
{
    private const string Collection = MstRequest.ProjectPath + "/vpcs";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Mst.ListVpcs", request => new SimulatedResponse(200, new JsonObject
        {
            ["vpcs"] = Json.Array(request.Project().Vpcs.Select(MstViews.Brief)),
        })),
        new("POST", Collection, "Mst.CreateVpc", Create),
        new("GET", MstRequest.VpcPath, "Mst.GetVpc",
            request => new SimulatedResponse(200, MstViews.Full(request.World, request.Vpc()))),
        new("DELETE", MstRequest.VpcPath, "Mst.DeleteVpc", Delete),
        new("GET", MstRequest.ProjectPath + "/vpc-peering-connection-types", "Mst.ListPeeringTypes", Types),
    ];

    private static SimulatedResponse Create(SimulatedRequest request)
    {
        var world = request.World;
        var project = request.Project();
        var body = request.MstBody();
        var cloud = body.RequiredText("cloud_name");
        var cidr = body.RequiredText("network_cidr");
        if (body["peering_connections"] is not JsonArray peerings)
            throw MstErrors.Bad("peering_connections: this field is required");
        if (peerings.Count > 0)
            throw MstErrors.Bad("peering_connections: request them once the VPC is active");
        var vpc = VpcFactory.Create(world, project, cloud, cidr);
        world.After(world.Settings.VpcBuild, $"vpc {vpc.Id}", () => world.Mst.Agent.FinishVpc(vpc));
        return new SimulatedResponse(world.Settings.VpcCreateStatus, MstViews.Full(request.World, vpc));
    }

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        var project = request.Project();
        var vpc = request.Vpc();
        if (project.Services.Exists(item => Same(item.VpcId, vpc.Id)))
            throw MstErrors.Refuse(409, "VPC cannot be deleted while there are services in it");
        if (project.Services.Exists(item => Same(item.LeavingVpcId, vpc.Id)))
            throw MstErrors.Refuse(409, "VPC cannot be deleted while there are services migrating from it");
        request.World.Mst.Agent.DeleteVpc(project, vpc);
        return new SimulatedResponse(200, MstViews.Full(request.World, vpc));
    }

    private static SimulatedResponse Types(SimulatedRequest request)
    {
        request.Project();
        return new SimulatedResponse(200, new JsonObject
        {
            ["vpc_peering_connection_types"] = Json.Array(request.World.Mst.CloudNames.Select(name => new JsonObject
            {
                ["cloud_name"] = name,
                ["price_usd"] = "0.00",
                ["vpc_peering_connection_type"] = request.World.Mst.LinksOf(name).PeeringType,
            })),
        });
    }
}
