using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>Who am I, and the one project of a key pair.</summary>
internal static class CloudAccountApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET", CloudCall.Base + "/auth/info", "Cloud.GetAuthInfo", Info),
        new("POST", CloudCall.Base + "/auth/logout", "Cloud.Logout", _ => new Answer(204)),
        new("GET", CloudCall.Base + "/projects", "Cloud.ListProjects", List),
    ];

    private static Answer Info(Call call)
    {
        var project = CloudAuth.Authenticate(call);
        JsonObject Key() => new()
        {
            ["public_key"] = project.PublicKey,
            ["name"] = "sandbox",
            ["created"] = World.Start.Iso(),
            ["project"] = new JsonObject
            {
                ["id"] = project.Id,
                ["name"] = project.Name,
                ["plan_type"] = call.World.Settings.CloudPlan,
            },
            ["issuing_user"] = new JsonObject
            {
                ["id"] = "1234567",
                ["name"] = "Demo Admin",
                ["email"] = "admin@demo.example",
            },
        };
        return new Answer(200, new JsonObject { ["type"] = "apiKey", ["api_key"] = Key(), ["apiKey"] = Key() });
    }

    private static Answer List(Call call)
    {
        var project = CloudAuth.Authenticate(call);
        return new Answer(200, Json.Array([new JsonObject { ["id"] = project.Id, ["name"] = project.Name }]));
    }
}
