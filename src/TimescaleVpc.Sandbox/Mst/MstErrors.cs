using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The managed service's refusals, in its form.</summary>
internal static class MstErrors
{
    public static SimulatedResponse Response(int status, string message) => new(status, new JsonObject
    {
        ["message"] = message,
        ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["status"] = status }),
    });

    public static RefusalException Refuse(int status, string message) => new(Response(status, message));

    public static RefusalException Bad(string message) => Refuse(400, $"Invalid input: {message}");

    /// <summary>With status 403, only the code distinguishes an invalid token from a missing role.</summary>
    public static RefusalException BadToken(int status, string message)
    {
        if (status == 401) return Refuse(status, message);
        var response = Response(status, "Authentication failed");
        response.Body!["errors"]![0]!["error_code"] = "authentication_failed";
        return new RefusalException(response);
    }

    public static RefusalException NoPeering() => Refuse(404, "VPC peering connection not found");
}
