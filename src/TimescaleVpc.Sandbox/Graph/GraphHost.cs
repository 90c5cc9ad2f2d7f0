using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Graph;

/// <summary>graph.microsoft.com, version 1.0: applications and service principals.</summary>
internal sealed class GraphHost(World world) : IHost
{
    public string Name => "graph.microsoft.com";

    public RouteTable Table { get; } = new(
        [.. ApplicationApi.Routes, .. CredentialApi.Routes, .. PrincipalApi.Routes, .. DirectoryApi.Routes]);

    public IReadOnlyCollection<string> HarmlessKinds { get; } = ["Graph.GetByIds"];

    public Answer Handle(Call call)
    {
        var caller = new GraphCaller(world, Authenticate(call));
        if (call.Route is null) return call.PathKnown
            ? GraphErrors.Answer(world, 405, "Request_BadRequest",
                "Specified HTTP method is not allowed for the request target.")
            : GraphErrors.Answer(world, 400, "BadRequest",
                $"Resource not found for the segment '{call.Path.Split('/').LastOrDefault()}'.");
        caller.RequireAny();
        call.Caller = caller.Token;
        call.CallerName = caller.Token.ClientName;
        return call.Route.Respond(call);
    }

    public void Stamp(Call call, Answer answer)
    {
        var id = answer.Body?["error"]?["innerError"]?["request-id"]?.GetValue<string>()
            ?? world.Ids.Guid("graph-request", $"{call.Method} {call.Path}");
        answer.With("request-id", id).With("client-request-id", id).With("x-ms-resource-unit", "1");
        if (answer.Body is null) return;
        var isError = answer.Status >= 400;
        answer.Type = isError
            ? "application/json"
            : "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
        if (!isError) answer.With("OData-Version", "4.0");
    }

    public Answer Error(int status, string? code, string? message) => GraphErrors.Answer(world, status,
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

    private AccessToken Authenticate(Call call)
    {
        var header = call.Header("Authorization");
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
