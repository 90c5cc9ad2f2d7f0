using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>Reads the parts of a request that Timescale Cloud's handlers need.</summary>
internal static class TigerRequest
{
    public const string Base = "/public/api/v1";
    public const string ProjectPath = Base + "/projects/{project}";
    public const string VpcPath = ProjectPath + "/vpcs/{vpc}";
    public const string PeeringPath = VpcPath + "/peerings/{peering}";
    public const string ServicePath = ProjectPath + "/services/{service}";

    /// <summary>The project of the path, if the caller's keys are for it.</summary>
    public static TigerProject TigerProject(this SimulatedRequest request)
    {
        var project = TigerAuth.Authenticate(request);
        return project.Id == request["project"] ? project : throw TigerErrors.Refuse(403, "FORBIDDEN",
            $"missing project permission: PROJECT_PERMISSION_READ for project {request["project"]}");
    }

    public static TigerVpc TigerVpc(this SimulatedRequest request)
    {
        var project = request.TigerProject();
        var id = TigerId(request["vpc"], "vpc_id");
        return project.Vpcs.Find(item => item.Id == id) ?? throw TigerErrors.NotFound("VPC");
    }

    public static TigerPeering TigerPeering(this SimulatedRequest request)
    {
        var vpc = request.TigerVpc();
        var id = TigerId(request["peering"], "peering_id");
        return vpc.Peerings.Find(item => item.Id == id) ?? throw TigerErrors.NotFound("peering connection");
    }

    public static TigerService TigerService(this SimulatedRequest request)
    {
        var project = request.TigerProject();
        return project.Services.Find(item => item.Id == request["service"]) ?? throw TigerErrors.NotFound("service");
    }

    public static JsonObject TigerBody(this SimulatedRequest request) =>
        request.TryJson() ?? throw TigerErrors.Bad("the body is no JSON object");

    public static string RequiredText(this JsonObject body, string name) => body.String(name) is { Length: > 0 } text
        ? text
        : throw TigerErrors.Bad($"{name} is required and must be a string");

    public static string TigerId(string text, string name) => text.All(char.IsAsciiDigit)
        ? text
        : throw TigerErrors.Bad($"{name} must match ^[0-9]+$");
}
