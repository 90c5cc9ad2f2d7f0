using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Services: reading them, and moving them between VPCs and the public internet.</summary>
internal static class ServiceApi
{
    private const string Collection = MstRequest.ProjectPath + "/service";
    private const string One = Collection + "/{service}";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Mst.ListServices", request => new SimulatedResponse(200, new JsonObject
        {
            ["services"] = Json.Array(request.Project().Services.Select(MstViews.View)),
        })),
        new("GET", One, "Mst.GetService", request => Wrap(Find(request))),
        new("PUT", One, "Mst.UpdateService", Update),
    ];

    // project_vpc_id has three values: an id, null for the public internet, and absent for "leave it".
    private static SimulatedResponse Update(SimulatedRequest request)
    {
        var service = Find(request);
        var body = request.MstBody();
        var cloud = body.String("cloud") ?? service.Cloud;
        if (!request.World.Mst.CloudNames.Contains(cloud)) throw MstErrors.Bad($"cloud: unknown cloud '{cloud}'");
        var vpcId = body.ContainsKey("project_vpc_id") ? body.String("project_vpc_id") : service.VpcId;
        if (vpcId is not null) CheckVpc(request.Project(), vpcId, cloud);
        if (body.Object("user_config") is { } config)
        {
            Configure(service, config);
            service.UpdatedAt = request.World.Now;
        }

        if (!Same(vpcId, service.VpcId) || cloud != service.Cloud)
            request.World.Mst.Mover.Move(service, vpcId, cloud);
        return Wrap(service);
    }

    /// <summary>Members that are absent stay as they are.</summary>
    private static void Configure(Service service, JsonObject config)
    {
        if (config.Object("public_access").Bool("pg") is { } isPublic) service.HasPublicAccess = isPublic;
        if (!config.ContainsKey("ip_filter")) return;
        var entries = IpFilter.Read(config["ip_filter"])
            ?? throw MstErrors.Bad("user_config.ip_filter: must be a list of addresses");
        if (service.IpFilter.Set(entries) is { } why) throw MstErrors.Bad($"user_config.ip_filter: {why}");
    }

    /// <summary>A VPC that a service in a cloud can be put into.</summary>
    public static void CheckVpc(Project project, string vpcId, string cloud)
    {
        var vpc = project.Vpc(vpcId) ?? throw MstErrors.Bad($"project_vpc_id: no VPC '{vpcId}' in the project");
        if (vpc.Cloud != cloud) throw MstErrors.Bad(
            $"project_vpc_id: the VPC is in cloud '{vpc.Cloud}', the service in '{cloud}'");
        if (vpc.State != "ACTIVE") throw MstErrors.Refuse(409, $"VPC is not active (state {vpc.State})");
    }

    private static Service Find(SimulatedRequest request) =>
        request.Project().Service(request["service"]) ?? throw MstErrors.Refuse(404, "Service does not exist");

    private static SimulatedResponse Wrap(Service service) =>
        new(200, new JsonObject { ["service"] = MstViews.View(service) });
}
