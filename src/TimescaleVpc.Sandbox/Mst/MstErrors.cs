using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The managed service's refusals, in its form.</summary>
internal static class MstErrors
{
    public static Answer Answer(int status, string message) => new(status, new JsonObject
    {
        ["message"] = message,
        ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["status"] = status }),
    });

    public static RefusalException Refuse(int status, string message) => new(Answer(status, message));

    public static RefusalException Bad(string message) => Refuse(400, $"Invalid input: {message}");

    public static RefusalException NoPeering() => Refuse(404, "VPC peering connection not found");
}
