using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>The identity of a key pair, and its one project.</summary>
internal static class TigerAccountApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", TigerRequest.Base + "/auth/info", "Cloud.GetAuthInfo", Info),
        new("POST", TigerRequest.Base + "/auth/logout", "Cloud.Logout", _ => new SimulatedResponse(204)),
        new("GET", TigerRequest.Base + "/projects", "Cloud.ListProjects", List),
    ];

    private static SimulatedResponse Info(SimulatedRequest request)
    {
        var project = TigerAuth.Authenticate(request);
        JsonObject Key() => new()
        {
            ["public_key"] = project.PublicKey,
            ["name"] = "sandbox",
            ["created"] = World.Start.Iso(),
            ["project"] = new JsonObject
            {
                ["id"] = project.Id,
                ["name"] = project.Name,
                ["plan_type"] = request.World.Settings.CloudPlan,
            },
            ["issuing_user"] = new JsonObject
            {
                ["id"] = "1234567",
                ["name"] = "Demo Admin",
                ["email"] = "admin@demo.example",
            },
        };
        return new SimulatedResponse(
            200, new JsonObject { ["type"] = "apiKey", ["api_key"] = Key(), ["apiKey"] = Key() });
    }

    private static SimulatedResponse List(SimulatedRequest request)
    {
        var project = TigerAuth.Authenticate(request);
        return new SimulatedResponse(
            200, Json.Array([new JsonObject { ["id"] = project.Id, ["name"] = project.Name }]));
    }
}
