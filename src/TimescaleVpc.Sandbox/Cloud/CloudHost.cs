using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Cloud;

/// <summary>console.cloud.tigerdata.com, the public REST API only.</summary>
internal sealed class CloudHost : IHost
{
    public string Name => "console.cloud.tigerdata.com";

    public RouteTable Table { get; } = new(
        [.. CloudAccountApi.Routes, .. CloudVpcApi.Routes, .. CloudPeeringApi.Routes, .. CloudServiceApi.Routes]);

    public IReadOnlyCollection<string> HarmlessKinds { get; } = [];

    public Answer Handle(Call call)
    {
        CloudAuth.Authenticate(call);
        if (call.Route is { } route) return route.Respond(call);
        return call.PathKnown
            ? CloudErrors.Answer(405, "METHOD_NOT_ALLOWED", "The method is not allowed.")
            : CloudErrors.Answer(404, "NOT_FOUND", "The requested path could not be found.");
    }

    public void Stamp(Call call, Answer answer)
    {
    }

    public Answer Error(int status, string? code, string? message) => CloudErrors.Answer(status,
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
