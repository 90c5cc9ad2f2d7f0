using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>Reads the parts of a request that Graph's handlers need.</summary>
internal static class GraphRequest
{
    public static GraphCaller Caller(this SimulatedRequest request) => new(request.World, request.Caller!);

    /// <summary>The caller's directory, if the caller may do that in it.</summary>
    public static Tenant Tenant(this SimulatedRequest request, string action) =>
        request.IsAllowed(action) ? request.Caller().Tenant : throw GraphErrors.Denied(request.World);

    public static bool IsAllowed(this SimulatedRequest request, string action)
    {
        request.RecordPermission(action);
        return request.Caller().IsAllowed(action);
    }

    public static JsonObject GraphBody(this SimulatedRequest request) => request.TryJson()
        ?? throw GraphErrors.Bad(
            request.World, "Unable to read JSON request payload. Please ensure Content-Type header is set and " +
                "payload is of valid JSON format.");

    /// <summary>The application by object id, once it is replicated.</summary>
    public static Application VisibleApplication(this SimulatedRequest request, Tenant tenant)
    {
        var application = request.Values.TryGetValue("appId", out var appId)
            ? tenant.Application(appId)
            : tenant.Applications.Find(item => Same(item.ObjectId, request["id"]));
        return application is not null && application.VisibleAt <= request.World.Now
            ? application
            : throw GraphErrors.NotFound(request.World, appId ?? request["id"]);
    }

    /// <summary>The service principal by object id or application id, once it is replicated.</summary>
    public static ServicePrincipal VisiblePrincipal(this SimulatedRequest request, Tenant tenant)
    {
        var principal = request.Values.TryGetValue("appId", out var appId)
            ? tenant.PrincipalOf(appId)
            : tenant.Principal(request["id"]);
        return principal is not null && principal.VisibleAt <= request.World.Now
            ? principal
            : throw GraphErrors.NotFound(request.World, appId ?? request["id"]);
    }
}
