using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Outside;

namespace TimescaleVpc.Sandbox.Tiger;

/// <summary>console.cloud.tigerdata.com, the public REST API only.</summary>
internal sealed class TigerHost(World world) : IHost
{
    public string Name => "console.cloud.tigerdata.com";

    public RouteTable Table { get; } = new(
        [
            .. TigerAccountApi.Routes, .. TigerVpcApi.Routes, .. TigerPeeringApi.Routes, .. TigerServiceApi.Routes,
            .. TigerAllowListApi.Routes,
        ]);

    public IReadOnlyCollection<string> HarmlessKinds { get; } = [];

    public TimeSpan Latency => TimeSpan.FromMilliseconds(250);

    public string OwnPaths => "public/api/";

    public IEnumerable<SandboxItem> Items => TigerInventory.Live(world);

    public IReadOnlyList<OutsideChange> Changes => TigerChanges.All;

    public SimulatedResponse Handle(SimulatedRequest request)
    {
        TigerAuth.Authenticate(request);
        if (request.Route is { } route) return route.Respond(request);
        return request.PathKnown
            ? TigerErrors.Response(405, "METHOD_NOT_ALLOWED", "The method is not allowed.")
            : TigerErrors.Response(404, "NOT_FOUND", "The requested path could not be found.");
    }

    public void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response)
    {
    }

    public SimulatedResponse Error(int status, string? code, string? message) => TigerErrors.Response(status,
        code ?? status switch
        {
            400 => "INVALID_REQUEST",
            401 => "UNAUTHORIZED",
            403 => "FORBIDDEN",
            404 => "NOT_FOUND",
            409 => "CONFLICT",
            429 => "TOO_MANY_REQUESTS",
            _ => "INTERNAL_ERROR",
        },
        message ?? $"The request was refused with status {status}.");
}
