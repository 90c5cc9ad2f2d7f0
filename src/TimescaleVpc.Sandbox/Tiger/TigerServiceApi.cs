using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>Services: reading them, attaching them to a VPC and detaching them.</summary>
internal static class TigerServiceApi
{
    private const string Collection = TigerRequest.ProjectPath + "/services";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", Collection, "Cloud.ListServices", request => new SimulatedResponse(200, Json.Array(
            request.TigerProject().Services.Select(item => TigerServiceView.Of(request.World, item))))),
        new("GET", TigerRequest.ServicePath, "Cloud.GetService",
            request => new SimulatedResponse(200, TigerServiceView.Of(request.World, request.TigerService()))),
        new("POST", TigerRequest.ServicePath + "/attachToVPC", "Cloud.AttachService", Attach),
        new("POST", TigerRequest.ServicePath + "/detachFromVPC", "Cloud.DetachService", Detach),
        new("POST", TigerRequest.ServicePath + "/enablePooler", "Cloud.EnablePooler", request => Pooler(request, true)),
        new("POST", TigerRequest.ServicePath + "/disablePooler", "Cloud.DisablePooler",
            request => Pooler(request, false)),
    ];

    private static SimulatedResponse Attach(SimulatedRequest request)
    {
        var (service, vpc) = Read(request);
        if (!vpc.IsUsable) throw TigerErrors.NotFound("VPC");
        if (service.AllowListId is not null)
            throw TigerErrors.Conflict("The service has an IP allow list attached; detach it first.");
        if (service.VpcId is not null && (service.VpcId == vpc.Id || !request.World.Settings.CloudAttachMoves))
            throw TigerErrors.Conflict("The service is already attached to a VPC.");
        CheckVpc(request.World, service, vpc);
        request.World.Tiger.Mover.Move(service, vpc.Id);
        return Message(202, "Service is being attached to the VPC");
    }

    /// <summary>A VPC that has room for a service, and is where it is.</summary>
    public static void CheckVpc(World world, TigerService service, TigerVpc vpc)
    {
        if (world.Settings.CloudSameRegion && vpc.Region != service.Region) throw TigerErrors.Bad(
            $"The service is in {service.Region} and the VPC in {vpc.Region}; they must be in the same region.");
        CheckEndpoints(world, vpc.Id, service.EndpointCount);
    }

    private static SimulatedResponse Detach(SimulatedRequest request)
    {
        var (service, vpc) = Read(request);
        if (service.VpcId is null) throw TigerErrors.Conflict("The service is not attached to a VPC.");
        if (service.VpcId != vpc.Id) throw TigerErrors.Bad("vpc_id: the service is attached to another VPC");
        request.World.Tiger.Mover.Move(service, null);
        return Message(202, "Service is being detached from the VPC");
    }

    private static SimulatedResponse Pooler(SimulatedRequest request, bool isEnabled)
    {
        var service = request.TigerService();
        if (isEnabled && !service.HasPooler && service.VpcId is { } vpcId) CheckEndpoints(request.World, vpcId, 1);
        service.HasPooler = isEnabled;
        return Message(200, isEnabled ? "Connection pooler enabled" : "Connection pooler disabled");
    }

    private static (TigerService Service, TigerVpc Vpc) Read(SimulatedRequest request)
    {
        var service = request.TigerService();
        var id = TigerRequest.TigerId(request.TigerBody().RequiredText("vpc_id"), "vpc_id");
        var vpc = service.Project.Vpcs.Find(item => item.Id == id) ?? throw TigerErrors.NotFound("VPC");
        if (service.IsMoving || service.Status == "CONFIGURING" || service.VpcId != service.LocatedVpcId)
            throw TigerErrors.Conflict("The service is already being updated.");
        return (service, vpc);
    }

    private static void CheckEndpoints(World world, string vpcId, int more)
    {
        var endpointCount = world.Tiger.Services.Where(item => item.VpcId == vpcId).Sum(item => item.EndpointCount);
        if (endpointCount + more > world.Settings.CloudEndpointsPerVpc)
            throw TigerErrors.Refuse(403, "QUOTA_EXCEEDED", "The VPC has reached its limit of endpoints.");
    }

    private static SimulatedResponse Message(int status, string text) =>
        new(status, new JsonObject { ["message"] = text });
}
