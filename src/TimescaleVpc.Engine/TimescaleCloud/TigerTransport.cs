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

    /// <summary>Sends one request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="what">What the request is for, in words for an error.</param>
    /// <param name="segments">The path below the API's base; each segment is escaped.</param>
    /// <param name="body">The JSON body, or null.</param>
    /// <param name="absent">Whether 404 means "not there" (null) instead of a refusal.</param>
    /// <param name="cancel">Stops the request.</param>
    /// <returns>The answer; null for an empty one, and for a 404 with <paramref name="absent"/>.</returns>
    public async Task<JsonNode?> SendAsync(
        HttpMethod method, string what, string[] segments, JsonNode? body, bool absent, CancellationToken cancel)
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
            var answer = await RefusalReader.TakeAsync(
                TigerException.Table.Platform, apiUrl.Host, response, cancel);
            return Read(what, method, answer, absent);
        }
        catch (Exception error) when (IsBroken(error, cancel))
        {
            throw WireException.Report(error, apiUrl.Host, apiUrl.Host, what, method != HttpMethod.Get);
        }
    }

    /// <summary>What to throw for an answer that came, but cannot be used.</summary>
    public Exception Unreadable(string what, bool changes)
    {
        var unreadable = Catalogue.UnreadableAnswer.For(apiUrl.Host, apiUrl.Host, what, 200);
        return changes ? new UnknownOutcomeException(unreadable) : unreadable;
    }

    private static bool IsBroken(Exception error, CancellationToken cancel) =>
        WireException.In(error) is not null || error is HttpRequestException or IOException
        || error is OperationCanceledException && !cancel.IsCancellationRequested;

    private string Key() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publicKey}:{secretKey.Reveal()}"));

    private JsonNode? Read(string what, HttpMethod method, RefusedAnswer answer, bool absent)
    {
        var (status, text) = (answer.Status, answer.Body);
        var json = Json.Parse(text);
        if (status is >= 200 and < 300)
        {
            // "null" is an empty list to a server in Go, and what is read must not pass for "not there". Anything else
            // that is no JSON comes from someone in between.
            var mayBeEmpty = !(absent && method == HttpMethod.Get);
            if (json is not null || (mayBeEmpty && text.Trim() is "" or "null")) return json;
            throw Unreadable(what, method != HttpMethod.Get);
        }

        // The page of somebody in between does not tell what the platform has.
        if (status == 404 && absent && (json is JsonObject || string.IsNullOrWhiteSpace(text))) return null;

        var refusal = new TigerException(RefusalReader.TimescaleCloud(answer), what);
        throw method != HttpMethod.Get && status is 408 or >= 500 and not 503
            ? new UnknownOutcomeException(refusal.ToError()) : refusal;
    }
}
