using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Client secrets of applications.</summary>
internal static class CredentialApi
{
    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("POST", "/v1.0/applications/{id}/addPassword", "Graph.AddPassword", Add),
        new("POST", "/v1.0/applications(appId='{appId}')/addPassword", "Graph.AddPassword", Add),
        new("POST", "/v1.0/applications/{id}/removePassword", "Graph.RemovePassword", Remove),
        new("POST", "/v1.0/applications(appId='{appId}')/removePassword", "Graph.RemovePassword", Remove),
    ];

    private static SimulatedResponse Add(SimulatedRequest request)
    {
        var world = request.World;
        var app = request.VisibleApplication(request.Tenant(DirectoryRights.UpdateCredentials));
        var body = (request.TryJson() ?? []).Object("passwordCredential");
        var starts = ApplicationChange.Time(body, "startDateTime") ?? world.Now;
        var ends = ApplicationChange.Time(body, "endDateTime") ?? starts.AddYears(2);
        if (ends <= starts) throw GraphErrors.Bad(world, "Key credential end date is invalid.");
        PolicyApi.Check(world, request.Caller().Tenant, app, ends - starts);
        var name = $"{app.ObjectId}/{body.String("displayName")}";
        var secret = "sbx8Q~" + world.Ids.Text("secret", name)[..34];
        var password = new PasswordCredential(world.Ids.Guid("passwordCredential", name), secret)
        {
            DisplayName = body.String("displayName"),
            StartsAt = starts,
            EndsAt = ends,
            UsableAt = world.Now + world.Settings.SecretReplication,
        };
        app.Passwords.Add(password);
        var view = GraphViews.View(password);
        view["@odata.context"] = "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential";
        view["secretText"] = secret;
        // No address to follow, but sent.
        return new SimulatedResponse(200, view).With("Location", "https://graph.microsoft.com");
    }

    private static SimulatedResponse Remove(SimulatedRequest request)
    {
        var app = request.VisibleApplication(request.Tenant(DirectoryRights.UpdateCredentials));
        var keyId = request.GraphBody().String("keyId");
        var password = app.Passwords.Find(item => Same(item.KeyId, keyId))
            ?? throw GraphErrors.Bad(request.World, $"No password credential found with keyId '{keyId}'.");
        app.Passwords.Remove(password);
        return new SimulatedResponse(204);
    }
}
