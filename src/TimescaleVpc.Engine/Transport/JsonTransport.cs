using System.Net.Http.Headers;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Transport;

/// <summary>The calls of one JSON API: credentials, path escaping, and what becomes of a lost answer.</summary>
/// <param name="client">The client for the API's origin.</param>
/// <param name="apiUrl">The API's address.</param>
/// <param name="platform">Who is asked, in words for a refusal.</param>
internal abstract class JsonTransport(HttpClient client, Uri apiUrl, string platform)
{
    private const string Product = "TimescaleVpc";

    public Uri ApiUrl => apiUrl;

    protected abstract AuthenticationHeaderValue Authorization { get; }

    /// <summary>Reads something.</summary>
    /// <param name="what">What the call is for, in words for an error.</param>
    /// <param name="path">The path below the API's base; each segment is escaped.</param>
    /// <param name="absentIsNull">Whether 404 means "not there" (null) instead of an error.</param>
    /// <param name="cancel">Stops the call.</param>
    public Task<JsonNode?> GetAsync(string what, string[] path, bool absentIsNull, CancellationToken cancel) =>
        SendAsync(new(HttpMethod.Get, what, path) { AbsentIsNull = absentIsNull }, cancel);

    /// <summary>Reads one thing; null if it is not there, and an error if its answer cannot be read.</summary>
    public async Task<T?> FindAsync<T>(
        string what, string[] path, Func<JsonNode, T?> read, CancellationToken cancel)
        where T : class =>
        await GetAsync(what, path, absentIsNull: true, cancel) is { } answer
            ? read(answer) ?? throw Unreadable(what) : null;

    public Task<JsonNode?> PostAsync(string what, string[] path, JsonNode? body, CancellationToken cancel) =>
        SendAsync(new(HttpMethod.Post, what, path) { Body = body }, cancel);

    public Task PutAsync(string what, string[] path, JsonNode body, CancellationToken cancel) =>
        SendAsync(new(HttpMethod.Put, what, path) { Body = body }, cancel);

    /// <summary>Deletes something; what is gone already is fine.</summary>
    public Task DeleteAsync(string what, string[] path, CancellationToken cancel) =>
        SendAsync(new(HttpMethod.Delete, what, path) { AbsentIsNull = true }, cancel);

    /// <summary>The exception for an answer that came, but cannot be used.</summary>
    public Exception Unreadable(string what, bool changes = false, int status = 200)
    {
        var error = Catalogue.UnreadableAnswer.For(apiUrl.Host, apiUrl.Host, what, status);
        return changes ? new UnknownOutcomeException(error) : error;
    }

    /// <summary>The address of an escaped path below the API's base.</summary>
    protected abstract Uri Address(string path);

    /// <summary>The content of an answer; null for an empty one, and for what is not there.</summary>
    protected abstract JsonNode? Read(JsonCall call, RefusedAnswer answer);

    private async Task<JsonNode?> SendAsync(JsonCall call, CancellationToken cancel)
    {
        var path = string.Join('/', call.Path.Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(call.Method, Address(path));
        request.Headers.Authorization = Authorization;
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue(Product, "1.0"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (call.Body is { } body)
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");

        try
        {
            using var response = await client.SendAsync(request, cancel);
            return Read(call, await RefusedAnswer.TakeAsync(platform, apiUrl.Host, response, cancel));
        }
        catch (Exception error) when (WireException.IsLost(error, cancel))
        {
            throw WireException.Report(error, apiUrl.Host, apiUrl.Host, call.What, call.Changes);
        }
    }
}

/// <summary>One call of a JSON API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="What">What the call is for, in words for an error.</param>
/// <param name="Path">The path below the API's base, a segment each.</param>
internal sealed record JsonCall(HttpMethod Method, string What, string[] Path)
{
    public JsonNode? Body { get; init; }

    /// <summary>Whether 404 means "not there" (null) instead of an error.</summary>
    public bool AbsentIsNull { get; init; }

    /// <summary>Whether it may change something.</summary>
    public bool Changes => Method != HttpMethod.Get;

    /// <summary>Whether the API says of this call that there is no such thing; a proxy's page does not tell.</summary>
    public bool IsAbsent(RefusedAnswer answer, JsonNode? json) =>
        AbsentIsNull && answer.Status == 404 && (json is JsonObject || string.IsNullOrWhiteSpace(answer.Body));

    /// <summary>Whether a failure with this status leaves open what became of the call.</summary>
    public bool MayBeDone(int status) => Changes && status is 408 or >= 500 and not 503;
}
