using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Platforms.ManagedService;

/// <summary>
/// One request to the managed service's API: token, path escaping, and errors in the catalogue's words.
/// </summary>
internal sealed class MstTransport(Wire wire, Uri apiUrl, Secret token)
{
    private const string Product = "TimescaleVpc";

    private readonly HttpClient client = wire.For(new Destination(apiUrl, "point -ApiUrl or AIVEN_WEB_URL to it"));

    public Uri ApiUrl => apiUrl;

    /// <summary>Sends one request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="what">What the request is for, in words for an error.</param>
    /// <param name="segments">The path below /v1; each segment is escaped.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="absent">Whether 404 means "not there" (null) instead of an error.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The answer; null for an empty one, and for a 404 with <paramref name="absent"/>.</returns>
    public async Task<JsonNode?> SendAsync(
        HttpMethod method, string what, string[] segments, JsonNode? body, bool absent, CancellationToken cancel)
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
            var text = await response.Content.ReadAsStringAsync(cancel);
            return Read(what, method, Permission(method, segments), response.StatusCode, text, absent);
        }
        catch (Exception error) when (IsBroken(error, cancel))
        {
            throw WireException.Report(error, apiUrl.Host, apiUrl.Host, what, method != HttpMethod.Get);
        }
    }

    /// <summary>An answer that came, but cannot be used.</summary>
    public TimescaleVpcException Unreadable(string what, int status = 200) =>
        Catalogue.UnreadableAnswer.For(apiUrl.Host, apiUrl.Host, what, status);

    /// <summary>What a path below a project needs: the service's refusals do not say it.</summary>
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

    private static bool IsBroken(Exception error, CancellationToken cancel) =>
        WireException.In(error) is not null || error is HttpRequestException or IOException
        || error is OperationCanceledException && !cancel.IsCancellationRequested;

    private JsonNode? Read(
        string what, HttpMethod method, string permission, HttpStatusCode status, string text, bool absent)
    {
        var json = Json.Parse(text);
        // The service's own client treats a truthy "error" in a 2xx as a failure, too.
        var failedInside = json is JsonObject && json.Get("error") is { } inside && inside.GetValueKind()
            is not (JsonValueKind.False or JsonValueKind.Null);
        if ((int)status is >= 200 and < 300 && !failedInside)
        {
            // What is asked for is answered; a change may be agreed to without a word.
            if (json is JsonObject || method != HttpMethod.Get && string.IsNullOrWhiteSpace(text)) return json;
            throw method == HttpMethod.Get ? Unreadable(what, (int)status)
                : new UnknownOutcomeException(Unreadable(what, (int)status));
        }

        // The page of somebody in between does not tell what the service has.
        if (status == HttpStatusCode.NotFound && absent && (json is JsonObject || string.IsNullOrWhiteSpace(text)))
            return null;

        var message = json.Text("message") ?? json.Items("errors").Select(item => item.Text("message")).FirstOrDefault()
            ?? json.Text("error") ?? $"HTTP {(int)status}";
        message = Redaction.WithoutParts(message, token.Reveal());
        throw (int)status switch
        {
            401 => Catalogue.TokenRejected.For(apiUrl.Host, apiUrl.Host, message),
            403 => Catalogue.PlatformPermissionDenied.For(what, what, permission, message),
            429 or 503 => Busy(),
            >= 500 when method == HttpMethod.Get => Busy(),
            >= 500 or 408 => new UnknownOutcomeException(Busy()),
            // "Dependents are still detaching": the caller comes back to it.
            409 or 417 when method == HttpMethod.Delete => new UnknownOutcomeException(Rejected()),
            _ => Rejected(),
        };

        TimescaleVpcException Busy() =>
            Catalogue.Overload(apiUrl.Host, apiUrl.Host, what, (int)status);

        TimescaleVpcException Rejected() => Catalogue.PlatformRejected.For(what, what, (int)status, message);
    }
}
