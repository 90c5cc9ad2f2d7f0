using System.Text.RegularExpressions;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Outside;
using TimescaleVpc.Sandbox.Seeding;

namespace TimescaleVpc.Sandbox.Arm;

/// <summary>management.azure.com.</summary>
internal sealed partial class ArmHost(World world) : IHost
{
    public string Name => "management.azure.com";

    public RouteTable Table { get; } = new(
    [
        .. SubscriptionApi.Routes, .. VNetApi.Routes, .. PeeringApi.Routes, .. OperationApi.Routes,
        .. RoleDefinitionApi.Routes, .. RoleAssignmentApi.Routes, .. PermissionApi.Routes,
        .. GovernanceApi.Routes, .. TrafficApi.Routes,
    ]);

    public IReadOnlyCollection<string> HarmlessKinds { get; } = [];

    public TimeSpan Latency => TimeSpan.FromMilliseconds(200);

    public string OwnPaths => "(subscriptions|tenants|providers)(/|$)";

    public IEnumerable<SandboxItem> Items => ArmInventory.Live(world);

    public IReadOnlyList<OutsideChange> Changes { get; } =
    [
        .. NetworkChanges.All, .. LinkChanges.All, .. AccessChanges.All,
        .. GovernanceChanges.All, .. TrafficChanges.All,
    ];

    public IEnumerable<PartKind> Parts(RollbackLog rollback) =>
    [
        .. new AzureParts(world, rollback).Kinds, .. new GovernanceParts(world, rollback).Kinds,
        .. new TrafficParts(world, rollback).Kinds,
    ];

    public SimulatedResponse Handle(SimulatedRequest request)
    {
        CheckVersion(request.Query("api-version"));
        request.Caller = ArmTokens.Authenticate(request);
        request.CallerName = request.Caller.ClientName;
        if (request.Route is { } route) return route.Respond(request);
        return request.PathKnown
            ? ArmErrors.Response(405, "HttpMethodNotAllowed",
                $"The HTTP method '{request.Method}' is not supported at this path: '{request.Path}'.")
            : ArmErrors.Response(404, "InvalidResourceType", "The resource type could not be found in the namespace " +
                $"for api version '{request.Query("api-version")}'.");
    }

    private static void CheckVersion(string? version)
    {
        if (string.IsNullOrEmpty(version)) throw ArmErrors.Refuse(400, "MissingApiVersionParameter",
            "The api-version query parameter (?api-version=) is required for all requests.");
        if (!Version().IsMatch(version)) throw ArmErrors.Refuse(400, "InvalidApiVersionParameter",
            $"The api-version '{version}' is invalid.");
    }

    [GeneratedRegex(@"^20\d\d-[01]\d-[0-3]\d(-[a-z]+)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Version();

    public void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response)
    {
        var id = world.Ids.Guid("arm-request", $"{request.Method} {request.Path}");
        response.With("x-ms-request-id", id).With("x-ms-correlation-request-id", id);
        if (request.Path.Contains("/providers/Microsoft.Network/", StringComparison.OrdinalIgnoreCase))
            response.With("x-ms-arm-service-request-id", id);
        if (request.Path.Contains("/providers/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase))
            response.With("Set-Cookie", "x-ms-gateway-slice=Production; path=/; secure; samesite=none; httponly");
        var (operations, remainingCount) = request.Method switch
        {
            "GET" or "HEAD" => ("reads", 3_749),
            "DELETE" => ("deletes", 199),
            _ => ("writes", 199),
        };
        response.With($"x-ms-ratelimit-remaining-subscription-{operations}", $"{remainingCount}")
            .With($"x-ms-ratelimit-remaining-subscription-global-{operations}", $"{remainingCount * 15}");
    }

    public SimulatedResponse Error(int status, string? code, string? message) => ArmErrors.Response(status,
        code ?? status switch
        {
            400 => "BadRequest",
            401 => "InvalidAuthenticationToken",
            403 => "AuthorizationFailed",
            404 => "ResourceNotFound",
            409 => "Conflict",
            429 => "TooManyRequests",
            503 => "ServerTimeout",
            _ => "InternalServerError",
        },
        message ?? $"The request was refused with status {status}.");
}
