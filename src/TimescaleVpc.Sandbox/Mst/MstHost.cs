using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Outside;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>api.aiven.io, as the managed service uses it.</summary>
internal sealed class MstHost(World world) : IHost
{
    public string Name => "api.aiven.io";

    public RouteTable Table { get; } =
        new([.. ProjectApi.Routes, .. VpcApi.Routes, .. ConnectionApi.Routes, .. ServiceApi.Routes]);

    /// <summary>A refresh only starts the platform's next check earlier.</summary>
    public IReadOnlyCollection<string> HarmlessKinds { get; } = ["Mst.RefreshPeerings"];

    public TimeSpan Latency => TimeSpan.FromMilliseconds(250);

    public string OwnPaths => "v1/";

    public IEnumerable<SandboxItem> Items => MstInventory.Live(world);

    public IReadOnlyList<OutsideChange> Changes => PlatformChanges.All;

    public SimulatedResponse Handle(SimulatedRequest request)
    {
        var token = Authenticate(request);
        if (request.Route is not { } route) return request.PathKnown
            ? MstErrors.Response(405, "Method Not Allowed")
            : MstErrors.Response(404, "Not Found");
        if (ProjectRights.Needed(route.Kind) is { } permission)
        {
            request.RecordPermission(permission);
            if (!token.Permissions.Contains(permission))
                throw MstErrors.Refuse(403, "Not authorized to perform this action");
        }

        return route.Respond(request);
    }

    public void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response) =>
        response.With("Cache-Control", "no-store");

    public SimulatedResponse Error(int status, string? code, string? message)
    {
        var response = MstErrors.Response(status, message ?? status switch
        {
            401 => "Invalid token",
            403 => "Not authorized to perform this action",
            404 => "Not Found",
            409 => "The resource already exists",
            429 => "Too many requests",
            _ => $"The request was refused with status {status}",
        });
        if (code is not null) response.Body!["errors"]![0]!["error_code"] = code;
        return response;
    }

    private ApiToken Authenticate(SimulatedRequest request)
    {
        var parts = request.Header("Authorization")?.Split(' ', 2) ?? [];
        var isScheme = parts.Length == 2 &&
            (Same(parts[0], "aivenv1") || (world.Settings.AcceptBearer && Same(parts[0], "Bearer")));
        if (!isScheme) throw MstErrors.Refuse(401, "Missing or unknown authorization");
        var token = world.Mst.Tokens.Find(item => item.Is(parts[1].Trim()));
        return token is null ? throw MstErrors.BadToken(world.Settings.BadTokenStatus, "Invalid token")
            : token.IsRevoked ? throw MstErrors.BadToken(world.Settings.BadTokenStatus, "Expired token")
            : token;
    }
}
