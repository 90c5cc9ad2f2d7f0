using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Reads the parts of a request that the managed service's handlers need.</summary>
internal static class MstRequest
{
    public const string ProjectPath = "/v1/project/{project}";
    public const string VpcPath = ProjectPath + "/vpcs/{vpc}";

    public static Project Project(this SimulatedRequest request) =>
        request.World.Mst.Projects.Find(item => item.Name == request["project"])
            ?? throw MstErrors.Refuse(404, "Project does not exist");

    /// <summary>The token that the request came with, which is a good one by now.</summary>
    public static ApiToken Token(this SimulatedRequest request) => request.World.Mst.Tokens.First(
        item => item.Is((request.Header("Authorization") ?? "").Split(' ', 2).Last().Trim()));

    public static ProjectVpc Vpc(this SimulatedRequest request) =>
        request.Project().Vpc(request["vpc"]) ?? throw MstErrors.Refuse(404, "VPC does not exist");

    public static JsonObject MstBody(this SimulatedRequest request) =>
        request.TryJson() ?? throw MstErrors.Bad("the body is no JSON");

    public static string RequiredText(this JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0
            ? text
            : throw MstErrors.Bad($"{name}: this field is required");
}
