using System.Text.Json.Nodes;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>A request as it went over the wire, and what came back.</summary>
internal sealed record WireExchange(
    Recorded Asked, int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Method => Asked.Method.Method;

    public string Host => Asked.Uri.Host;

    public string Path => Uri.UnescapeDataString(Asked.Uri.AbsolutePath);

    public bool IsError => Status >= 400;

    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);

    public JsonNode? AskedJson => Asked.Body.Length == 0 ? null : JsonNode.Parse(Asked.Body);

    /// <summary>The query, unescaped.</summary>
    public IEnumerable<KeyValuePair<string, string>> Query => Asked.Uri.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
        .Select(pair => new KeyValuePair<string, string>(
            Uri.UnescapeDataString(pair[0]), Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? "")));

    public static async Task<WireExchange> OfAsync(
        HttpRequestMessage request, string body, HttpResponseMessage response) =>
        new(new(request.Method, request.RequestUri!, Texts(request.Headers), body), (int)response.StatusCode,
            Texts(response.Headers.Concat(response.Content.Headers)), await response.Content.ReadAsStringAsync());

    public override string ToString() => $"{Method} {Path} -> {Status}";

    private static Dictionary<string, string> Texts(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers) =>
        headers.ToDictionary(
            pair => pair.Key, pair => string.Join(", ", pair.Value), StringComparer.OrdinalIgnoreCase);
}
