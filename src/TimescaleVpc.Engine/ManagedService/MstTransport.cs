using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// One request to the managed service's API: token, path escaping, and errors in the catalogue's words.
/// </summary>
internal sealed class MstTransport(Wire wire, Uri apiUrl, Secret token)
{
    /// <summary>
    /// The meaning of its codes. Few errors have one; otherwise the status means what Aiven's own clients take it for.
    /// </summary>
    public static readonly RefusalTable Table = new(
        "the managed service",
        new(Catalogue.TokenRejected, "authentication_failed", "invalid_token", "token_expired") { Bare = [401] },
        new(Catalogue.PlatformPermissionDenied, "permission_denied", "forbidden") { Bare = [403] },
        new(Catalogue.PlatformRejected, "invalid_*", "not_found", "*already_exists")
        {
            Bare = [400, 404, 409, 412, 417, 422],
        });

    private const string Product = "TimescaleVpc";

    private readonly HttpClient client = wire.For(new Destination(apiUrl, "point -ApiUrl or AIVEN_WEB_URL to it"));

    public Uri ApiUrl => apiUrl;

    /// <summary>Reads something.</summary>
    /// <param name="what">What the request is for, in words for an error.</param>
    /// <param name="segments">The path below /v1; each segment is escaped.</param>
    /// <param name="absentIsNull">Whether 404 means "not there" (null) instead of an error.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<JsonNode?> GetAsync(string what, string[] segments, bool absentIsNull, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, what, segments, body: null, absentIsNull, cancel);

    public Task<JsonNode?> PostAsync(string what, string[] segments, JsonNode? body, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, what, segments, body, absentIsNull: false, cancel);

    public Task PutAsync(string what, string[] segments, JsonNode body, CancellationToken cancel) =>
        SendAsync(HttpMethod.Put, what, segments, body, absentIsNull: false, cancel);

    /// <summary>Deletes something; what is gone already is fine.</summary>
    public Task DeleteAsync(string what, string[] segments, CancellationToken cancel) =>
        SendAsync(HttpMethod.Delete, what, segments, body: null, absentIsNull: true, cancel);

    /// <summary>An answer that came, but cannot be used.</summary>
    public TimescaleVpcException Unreadable(string what, int status = 200) =>
        Catalogue.UnreadableAnswer.For(apiUrl.Host, apiUrl.Host, what, status);

    /// <summary>The permission that a path below a project requires: the service's refusals do not name it.</summary>
    private static string Permission(HttpMethod method, string[] segments)
    {
        var access = method == HttpMethod.Get ? "read" : "write";
        return segments switch
        {
            [_, _, "service", ..] => $"project:services:{access}",
            [_, _, "vpcs", ..] => $"project:networking:{access}",
            _ => "membership of the project",
        };
    }

    private async Task<JsonNode?> SendAsync(
        HttpMethod method, string what, string[] segments, JsonNode? body, bool absentIsNull, CancellationToken cancel)
    {
        var path = string.Join('/', segments.Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(method, new Uri(apiUrl, "/v1/" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("aivenv1", token.Reveal());
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(Product, "1.0"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        try
        {
            using var response = await client.SendAsync(request, cancel);
            var answer = await RefusedAnswer.TakeAsync(Table.Platform, apiUrl.Host, response, cancel);
            return Read(what, method, Permission(method, segments), answer, absentIsNull);
        }
        catch (Exception error) when (WireException.IsLost(error, cancel))
        {
            throw WireException.Report(error, apiUrl.Host, apiUrl.Host, what, method != HttpMethod.Get);
        }
    }

    private JsonNode? Read(
        string what, HttpMethod method, string permission, RefusedAnswer answer, bool absentIsNull)
    {
        var (status, text) = (answer.Status, answer.Body);
        var json = Json.Parse(text);
        // The service's own client treats a truthy "error" in a 2xx as a failure, too.
        var failedInside = json is JsonObject && json.Get("error") is { } inside && inside.GetValueKind()
            is not (JsonValueKind.False or JsonValueKind.Null);
        if (status is >= 200 and < 300 && !failedInside)
        {
            // A read has a body; a change may be accepted without one.
            if (json is JsonObject || method != HttpMethod.Get && string.IsNullOrWhiteSpace(text)) return json;
            throw method == HttpMethod.Get ? Unreadable(what, status)
                : new UnknownOutcomeException(Unreadable(what, status));
        }

        // A proxy's page does not tell what the service has.
        if (status == 404 && absentIsNull && (json is JsonObject || string.IsNullOrWhiteSpace(text))) return null;

        var refusal = MstRefusalReader.Read(answer);
        refusal = refusal with { Message = Redaction.WithoutParts(refusal.Message, token.Reveal()) };
        var subject = status == 401 ? apiUrl.Host : what;
        var request = new RefusedRequest("The token", what, apiUrl.Host, permission, subject);
        // "Failed" within a success has no status that would mean anything.
        var error = failedInside && status < 300 && refusal.Code.Length == 0
            ? Catalogue.PlatformRejected.Because(refusal, what, request.Who, what)
            : Table.ToError(refusal, request);
        // A change may have been made all the same. 409 and 417 say "dependents are still detaching" of a deletion: the
        // caller comes back to it.
        var isOpen = method != HttpMethod.Get && status is 408 or >= 500 and not 503
            || method == HttpMethod.Delete && status is 409 or 417;
        throw isOpen ? new UnknownOutcomeException(error) : error;
    }
}
