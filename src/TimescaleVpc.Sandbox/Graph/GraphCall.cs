using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>What the Graph handlers ask of a call.</summary>
internal static class GraphCall
{
    public static GraphCaller Caller(this Call call) => new(call.World, call.Caller!);

    /// <summary>The caller's directory, if the caller may do that in it.</summary>
    public static Tenant Tenant(this Call call, string action) =>
        call.May(action) ? call.Caller().Tenant : throw GraphErrors.Denied(call.World);

    public static bool May(this Call call, string action)
    {
        call.Demand(action);
        return call.Caller().May(action);
    }

    public static JsonObject GraphBody(this Call call) => call.TryJson()
        ?? throw GraphErrors.Bad(call.World, "Unable to read JSON request payload. Please ensure Content-Type header " +
            "is set and payload is of valid JSON format.");

    /// <summary>The application by object id, once it is replicated.</summary>
    public static Application VisibleApplication(this Call call, Tenant tenant)
    {
        var found = call.Values.TryGetValue("appId", out var appId)
            ? tenant.Application(appId)
            : tenant.Applications.Find(item => item.ObjectId.Same(call["id"]));
        return found is not null && found.VisibleAt <= call.World.Now
            ? found
            : throw GraphErrors.NotFound(call.World, appId ?? call["id"]);
    }

    /// <summary>The service principal by object id or application id, once it is replicated.</summary>
    public static ServicePrincipal VisiblePrincipal(this Call call, Tenant tenant)
    {
        var found = call.Values.TryGetValue("appId", out var appId)
            ? tenant.PrincipalOf(appId)
            : tenant.Principal(call["id"]);
        return found is not null && found.VisibleAt <= call.World.Now
            ? found
            : throw GraphErrors.NotFound(call.World, appId ?? call["id"]);
    }
}
