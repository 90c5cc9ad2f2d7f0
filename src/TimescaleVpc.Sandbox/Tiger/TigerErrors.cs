using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>Timescale Cloud's refusals: code and message. Most texts are our own, since none is published.</summary>
internal static class TigerErrors
{
    public static SimulatedResponse Response(int status, string code, string message) =>
        new(status, new JsonObject { ["code"] = code, ["message"] = message });

    public static RefusalException Refuse(int status, string code, string message) =>
        new(Response(status, code, message));

    public static RefusalException Bad(string message) => Refuse(400, "INVALID_REQUEST", message);

    public static RefusalException NotFound(string what) =>
        Refuse(404, "NOT_FOUND", $"The requested {what} could not be found.");

    public static RefusalException Conflict(string message) => Refuse(409, "CONFLICT", message);
}
