using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>One request to Timescale Cloud's public API: key, path escaping, refusals as our exception.</summary>
internal sealed class TigerTransport(Wire wire, Uri apiUrl, string publicKey, Secret secretKey)
{
    /// <summary>The public service.</summary>
    public static readonly Uri PublicApi = new("https://console.cloud.tigerdata.com/public/api/v1");

    private const string Product = "TimescaleVpc";

    private readonly HttpClient client = wire.For(new Destination(apiUrl, "point -ApiUrl or TIGER_API_URL to it"));

    public Uri ApiUrl => apiUrl;

    /// <summary>Reads something.</summary>
    /// <param name="what">What the request is for, in words for an error.</param>
    /// <param name="segments">The path below the API's base; each segment is escaped.</param>
    /// <param name="absentIsNull">Whether 404 means "not there" (null) instead of a refusal.</param>
    /// <param name="cancel">Stops the request.</param>
    public Task<JsonNode?> GetAsync(string what, string[] segments, bool absentIsNull, CancellationToken cancel) =>
        SendAsync(HttpMethod.Get, what, segments, body: null, absentIsNull, cancel);

    public Task<JsonNode?> PostAsync(string what, string[] segments, JsonNode? body, CancellationToken cancel) =>
        SendAsync(HttpMethod.Post, what, segments, body, absentIsNull: false, cancel);

    /// <summary>Deletes something; what is gone already is fine.</summary>
    public Task DeleteAsync(string what, string[] segments, CancellationToken cancel) =>
        SendAsync(HttpMethod.Delete, what, segments, body: null, absentIsNull: true, cancel);

    /// <summary>The exception for a response that cannot be used.</summary>
    public Exception Unreadable(string what, bool changes)
    {
        var unreadable = Catalogue.UnreadableAnswer.For(apiUrl.Host, apiUrl.Host, what, 200);
        return changes ? new UnknownOutcomeException(unreadable) : unreadable;
    }

    private async Task<JsonNode?> SendAsync(
        HttpMethod method, string what, string[] segments, JsonNode? body, bool absentIsNull, CancellationToken cancel)
    {
        var path = string.Join('/', segments.Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(method, new Uri($"{apiUrl.ToString().TrimEnd('/')}/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Key());
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(Product, "1.0"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        try
        {
            using var response = await client.SendAsync(request, cancel);
            var answer = await RefusedAnswer.TakeAsync(
                TigerException.Table.Platform, apiUrl.Host, response, cancel);
            return Read(what, method, answer, absentIsNull);
        }
        catch (Exception error) when (WireException.IsLost(error, cancel))
        {
            throw WireException.Report(error, apiUrl.Host, apiUrl.Host, what, method != HttpMethod.Get);
        }
    }

    private string Key() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publicKey}:{secretKey.Reveal()}"));

    private JsonNode? Read(string what, HttpMethod method, RefusedAnswer answer, bool absentIsNull)
    {
        var (status, text) = (answer.Status, answer.Body);
        var json = Json.Parse(text);
        if (status is >= 200 and < 300)
        {
            // "null" is an empty list to a server in Go, and what is read must not pass for "not there". Anything else
            // that is not JSON comes from a proxy.
            var mayBeEmpty = !(absentIsNull && method == HttpMethod.Get);
            if (json is not null || (mayBeEmpty && text.Trim() is "" or "null")) return json;
            throw Unreadable(what, method != HttpMethod.Get);
        }

        // A proxy's page does not tell what the platform has.
        if (status == 404 && absentIsNull && (json is JsonObject || string.IsNullOrWhiteSpace(text))) return null;

        var refusal = new TigerException(TigerRefusalReader.Read(answer), what);
        throw method != HttpMethod.Get && status is 408 or >= 500 and not 503
            ? new UnknownOutcomeException(refusal.ToError()) : refusal;
    }
}
