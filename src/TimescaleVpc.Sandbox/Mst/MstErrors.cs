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

    /// <summary>With 403 only the code tells a bad token from a role that is missing.</summary>
    public static RefusalException BadToken(int status, string message)
    {
        if (status == 401) return Refuse(status, message);
        var answer = Answer(status, "Authentication failed");
        answer.Body!["errors"]![0]!["error_code"] = "authentication_failed";
        return new RefusalException(answer);
    }

    public static RefusalException NoPeering() => Refuse(404, "VPC peering connection not found");
}
