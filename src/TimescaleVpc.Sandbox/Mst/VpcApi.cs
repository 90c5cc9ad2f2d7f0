using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A project's VPCs.</summary>
internal static class VpcApi
{
    private const string Collection = MstCall.ProjectPath + "/vpcs";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Mst.ListVpcs", call => new Answer(200, new JsonObject
        {
            ["vpcs"] = Json.Array(call.Project().Vpcs.Select(MstViews.Brief)),
        })),
        new("POST", Collection, "Mst.CreateVpc", Create),
        new("GET", MstCall.VpcPath, "Mst.GetVpc", call => new Answer(200, MstViews.Full(call.World, call.Vpc()))),
        new("DELETE", MstCall.VpcPath, "Mst.DeleteVpc", Delete),
        new("GET", MstCall.ProjectPath + "/vpc-peering-connection-types", "Mst.ListPeeringTypes", Types),
    ];

    private static Answer Create(Call call)
    {
        var world = call.World;
        var project = call.Project();
        var body = call.MstBody();
        var cloud = body.Need("cloud_name");
        var cidr = body.Need("network_cidr");
        if (body["peering_connections"] is not JsonArray peerings)
            throw MstErrors.Bad("peering_connections: this field is required");
        if (peerings.Count > 0)
            throw MstErrors.Bad("peering_connections: request them once the VPC is active");
        var vpc = VpcMaker.Make(world, project, cloud, cidr);
        world.After(world.Settings.VpcBuild, $"vpc {vpc.Id}", () => world.Mst.Agent.FinishVpc(vpc));
        return new Answer(world.Settings.VpcCreateStatus, MstViews.Full(call.World, vpc));
    }

    private static Answer Delete(Call call)
    {
        var project = call.Project();
        var vpc = call.Vpc();
        if (project.Services.Exists(item => item.VpcId.Same(vpc.Id)))
            throw MstErrors.Refuse(409, "VPC cannot be deleted while there are services in it");
        if (project.Services.Exists(item => item.LeavingVpcId.Same(vpc.Id)))
            throw MstErrors.Refuse(409, "VPC cannot be deleted while there are services migrating from it");
        call.World.Mst.Agent.DeleteVpc(project, vpc);
        return new Answer(200, MstViews.Full(call.World, vpc));
    }

    private static Answer Types(Call call)
    {
        call.Project();
        return new Answer(200, new JsonObject
        {
            ["vpc_peering_connection_types"] = Json.Array(Clouds.Names.Select(name => new JsonObject
            {
                ["cloud_name"] = name,
                ["price_usd"] = "0.00",
                ["vpc_peering_connection_type"] = Clouds.PeeringType(name),
            })),
        });
    }
}
