using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>graph.microsoft.com, version 1.0: applications and service principals.</summary>
internal sealed class GraphHost(World world) : IHost
{
    public string Name => "graph.microsoft.com";

    public RouteTable Table { get; } = new(
        [.. ApplicationApi.Routes, .. CredentialApi.Routes, .. PrincipalApi.Routes, .. DirectoryApi.Routes,
            .. PolicyApi.Routes]);

    public IReadOnlyCollection<string> HarmlessKinds { get; } = ["Graph.GetByIds"];

    public TimeSpan Latency => TimeSpan.FromMilliseconds(250);

    public string OwnPaths => @"v1\.0/";

    public SimulatedResponse Handle(SimulatedRequest request)
    {
        var caller = new GraphCaller(world, Authenticate(request));
        if (request.Route is null) return request.PathKnown
            ? GraphErrors.Response(world, 405, "Request_BadRequest",
                "Specified HTTP method is not allowed for the request target.")
            : GraphErrors.Response(world, 400, "BadRequest",
                $"Resource not found for the segment '{request.Path.Split('/').LastOrDefault()}'.");
        caller.RequireAny();
        request.Caller = caller.Token;
        request.CallerName = caller.Token.ClientName;
        return request.Route.Respond(request);
    }

    public void AddStandardHeaders(SimulatedRequest request, SimulatedResponse response)
    {
        var id = response.Body?["error"]?["innerError"]?["request-id"]?.GetValue<string>()
            ?? world.Ids.Guid("graph-request", $"{request.Method} {request.Path}");
        response.With("request-id", id).With("client-request-id", id).With("x-ms-resource-unit", "1");
        if (response.Body is null) return;
        var isError = response.Status >= 400;
        response.Type = isError
            ? "application/json"
            : "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
        if (!isError) response.With("OData-Version", "4.0");
    }

    public SimulatedResponse Error(int status, string? code, string? message) => GraphErrors.Response(world, status,
        code ?? status switch
        {
            401 => "InvalidAuthenticationToken",
            403 => "Authorization_RequestDenied",
            404 => "Request_ResourceNotFound",
            429 => "TooManyRequests",
            503 => "ServiceUnavailable",
            >= 500 => "UnknownError",
            _ => "Request_BadRequest",
        },
        message ?? (status == 429 ? "" : $"The request was refused with status {status}."));

    private AccessToken Authenticate(SimulatedRequest request)
    {
        var header = request.Header("Authorization");
        if (string.IsNullOrEmpty(header)) throw Unauthorized("Access token is empty.");
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            throw Unauthorized("Access token validation failure. Invalid scheme.");
        var token = world.Entra.Tokens.Find(header["Bearer ".Length..].Trim())
            ?? throw Unauthorized("IDX14100: JWT is not well formed, there are no dots (.).");
        if (token.Audience != WellKnown.GraphAudience)
            throw Unauthorized("Access token validation failure. Invalid audience.");
        if (token.ExpiresAt <= world.Now)
            throw Unauthorized("Lifetime validation failed, the token is expired.");
        return token;
    }

    private RefusalException Unauthorized(string message) =>
        GraphErrors.Refuse(world, 401, "InvalidAuthenticationToken", message);
}
