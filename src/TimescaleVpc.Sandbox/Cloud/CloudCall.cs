using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>What Timescale Cloud's handlers ask of a call.</summary>
internal static class CloudCall
{
    public const string Base = "/public/api/v1";
    public const string ProjectPath = Base + "/projects/{project}";
    public const string VpcPath = ProjectPath + "/vpcs/{vpc}";
    public const string PeeringPath = VpcPath + "/peerings/{peering}";
    public const string ServicePath = ProjectPath + "/services/{service}";

    /// <summary>The project of the path, if the caller's keys are for it.</summary>
    public static CloudProject CloudProject(this Call call)
    {
        var own = CloudAuth.Authenticate(call);
        return own.Id == call["project"] ? own : throw CloudErrors.Refuse(403, "FORBIDDEN",
            $"missing project permission: PROJECT_PERMISSION_READ for project {call["project"]}");
    }

    public static CloudVpc CloudVpc(this Call call)
    {
        var project = call.CloudProject();
        var id = CloudId(call["vpc"], "vpc_id");
        return project.Vpcs.Find(item => item.Id == id) ?? throw CloudErrors.NotFound("VPC");
    }

    public static CloudPeering CloudPeering(this Call call)
    {
        var vpc = call.CloudVpc();
        var id = CloudId(call["peering"], "peering_id");
        return vpc.Peerings.Find(item => item.Id == id) ?? throw CloudErrors.NotFound("peering connection");
    }

    public static CloudService CloudService(this Call call)
    {
        var project = call.CloudProject();
        return project.Services.Find(item => item.Id == call["service"]) ?? throw CloudErrors.NotFound("service");
    }

    public static JsonObject CloudBody(this Call call) =>
        call.TryJson() ?? throw CloudErrors.Bad("the body is no JSON object");

    public static string CloudText(this JsonObject body, string name) => body.String(name) is { Length: > 0 } text
        ? text
        : throw CloudErrors.Bad($"{name} is required and must be a string");

    public static string CloudId(string text, string name) => text.All(char.IsAsciiDigit)
        ? text
        : throw CloudErrors.Bad($"{name} must match ^[0-9]+$");
}
