using System.Net.Http.Headers;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The managed service's API: its token, its answers, and refusals in the catalogue's words.</summary>
internal sealed class MstTransport(Wire wire, Uri apiUrl, Secret token) : JsonTransport(
    wire.For(new Destination(apiUrl, "point -ApiUrl or AIVEN_WEB_URL to it")), apiUrl, Table.Platform)
{
    /// <summary>
    /// The meaning of its codes. Few errors have one; otherwise the status means what Aiven's own clients take it for.
    /// </summary>
    public static readonly RefusalTable Table = new(
        PlatformNames.Title(PlatformNames.ManagedService),
        new(Catalogue.TokenRejected, "authentication_failed", "invalid_token", "token_expired") { Bare = [401] },
        new(Catalogue.PlatformPermissionDenied, "permission_denied", "forbidden") { Bare = [403] },
        new(Catalogue.PlatformRejected, "invalid_*", "not_found", "*already_exists")
        {
            Bare = [400, 404, 409, 412, 417, 422],
        });

    protected override AuthenticationHeaderValue Authorization => new("aivenv1", token.Reveal());

    protected override Uri Address(string path) => new(ApiUrl, "/v1/" + path);

    protected override JsonNode? Read(JsonCall call, RefusedAnswer answer)
    {
        var status = answer.Status;
        var json = Json.Parse(answer.Body);
        // The service's own client treats a truthy "error" in a 2xx as a failure, too.
        var failedInside = json is JsonObject && json.Get("error") is { } inside && inside.GetValueKind()
            is not (JsonValueKind.False or JsonValueKind.Null);
        if (status is >= 200 and < 300 && !failedInside)
        {
            // A read has a body; a change may be accepted without one.
            if (json is JsonObject || call.Changes && string.IsNullOrWhiteSpace(answer.Body)) return json;
            throw Unreadable(call.What, call.Changes, status);
        }

        if (call.IsAbsent(answer, json)) return null;

        var refusal = MstRefusalReader.Read(answer);
        refusal = refusal with { Message = Redaction.WithoutParts(refusal.Message, token.Reveal()) };
        var subject = status == 401 ? ApiUrl.Host : call.What;
        var request = new RefusedRequest("The token", call.What, ApiUrl.Host, Permission(call), subject);
        // "Failed" within a success has no status that would mean anything.
        var error = failedInside && status < 300 && refusal.Code.Length == 0
            ? Catalogue.PlatformRejected.Because(refusal, call.What, request.Who, call.What)
            : Table.ToError(refusal, request);
        // 409 and 417 say "dependents are still detaching" of a deletion: the caller comes back to it.
        var isOpen = call.MayBeDone(status) || call.Method == HttpMethod.Delete && status is 409 or 417;
        throw isOpen ? new UnknownOutcomeException(error) : error;
    }

    /// <summary>The permission that a path below a project requires: the service's refusals do not name it.</summary>
    private static string Permission(JsonCall call)
    {
        var access = call.Changes ? "write" : "read";
        return call.Path switch
        {
            [_, _, "service", ..] => $"project:services:{access}",
            [_, _, "vpcs", ..] => $"project:networking:{access}",
            _ => "membership of the project",
        };
    }
}
