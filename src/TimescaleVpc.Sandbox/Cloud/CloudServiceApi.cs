using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>Services: reading them, attaching them to a VPC and detaching them.</summary>
internal static class CloudServiceApi
{
    private const string Collection = CloudCall.ProjectPath + "/services";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Cloud.ListServices", call => new Answer(200, Json.Array(
            call.CloudProject().Services.Select(item => CloudServiceView.Of(call.World, item))))),
        new("GET", CloudCall.ServicePath, "Cloud.GetService",
            call => new Answer(200, CloudServiceView.Of(call.World, call.CloudService()))),
        new("POST", CloudCall.ServicePath + "/attachToVPC", "Cloud.AttachService", Attach),
        new("POST", CloudCall.ServicePath + "/detachFromVPC", "Cloud.DetachService", Detach),
        new("POST", CloudCall.ServicePath + "/enablePooler", "Cloud.EnablePooler", call => Pooler(call, true)),
        new("POST", CloudCall.ServicePath + "/disablePooler", "Cloud.DisablePooler", call => Pooler(call, false)),
    ];

    private static Answer Attach(Call call)
    {
        var (service, vpc) = Read(call);
        if (!vpc.IsUsable) throw CloudErrors.NotFound("VPC");
        if (service.VpcId is not null && (service.VpcId == vpc.Id || !call.World.Settings.CloudAttachMoves))
            throw CloudErrors.Conflict("The service is already attached to a VPC.");
        CheckVpc(call.World, service, vpc);
        call.World.Cloud.Mover.Move(service, vpc.Id);
        return Message(202, "Service is being attached to the VPC");
    }

    /// <summary>A VPC that has room for a service, and is where it is.</summary>
    public static void CheckVpc(World world, CloudService service, CloudVpc vpc)
    {
        if (world.Settings.CloudSameRegion && vpc.Region != service.Region) throw CloudErrors.Bad(
            $"The service is in {service.Region} and the VPC in {vpc.Region}; they must be in the same region.");
        CheckEndpoints(world, vpc.Id, service.EndpointCount);
    }

    private static Answer Detach(Call call)
    {
        var (service, vpc) = Read(call);
        if (service.VpcId is null) throw CloudErrors.Conflict("The service is not attached to a VPC.");
        if (service.VpcId != vpc.Id) throw CloudErrors.Bad("vpc_id: the service is attached to another VPC");
        call.World.Cloud.Mover.Move(service, null);
        return Message(202, "Service is being detached from the VPC");
    }

    private static Answer Pooler(Call call, bool wanted)
    {
        var service = call.CloudService();
        if (wanted && !service.HasPooler && service.VpcId is { } vpcId) CheckEndpoints(call.World, vpcId, 1);
        service.HasPooler = wanted;
        return Message(200, wanted ? "Connection pooler enabled" : "Connection pooler disabled");
    }

    private static (CloudService Service, CloudVpc Vpc) Read(Call call)
    {
        var service = call.CloudService();
        var id = CloudCall.CloudId(call.CloudBody().CloudText("vpc_id"), "vpc_id");
        var vpc = service.Project.Vpcs.Find(item => item.Id == id) ?? throw CloudErrors.NotFound("VPC");
        if (service.IsMoving || service.Status == "CONFIGURING" || service.VpcId != service.LocatedVpcId)
            throw CloudErrors.Conflict("The service is already being updated.");
        return (service, vpc);
    }

    private static void CheckEndpoints(World world, string vpcId, int more)
    {
        var used = world.Cloud.Services.Where(item => item.VpcId == vpcId).Sum(item => item.EndpointCount);
        if (used + more > world.Settings.CloudEndpointsPerVpc)
            throw CloudErrors.Refuse(403, "QUOTA_EXCEEDED", "The VPC has reached its limit of endpoints.");
    }

    private static Answer Message(int status, string text) => new(status, new JsonObject { ["message"] = text });
}
