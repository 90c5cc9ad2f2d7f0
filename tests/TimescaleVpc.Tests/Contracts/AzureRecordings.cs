using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>What real Azure answered when a public project's tests asked.</summary>
/// <param name="Method">The method.</param>
/// <param name="Host">Who was asked.</param>
/// <param name="Target">The path with its query, as it was written.</param>
/// <param name="Asked">The request's body.</param>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers that the recorder kept.</param>
/// <param name="Body">The answer's body.</param>
internal sealed record AzureExchange(
    string Method, string Host, string Target, JsonNode? Asked, int Status,
    IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Address => $"https://{Host}/{Target.TrimStart('/')}";

    public string Path => Uri.UnescapeDataString(Target.Split('?')[0]);

    public JsonNode? Json => Body.Length == 0 ? null : JsonNode.Parse(Body);

    public HttpResponseMessage Respond()
    {
        var response = new HttpResponseMessage((HttpStatusCode)Status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body)),
        };
        foreach (var (name, value) in Headers)
            if (!response.Headers.TryAddWithoutValidation(name, value))
                response.Content.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    public override string ToString() => $"{Method} {Path} -> {Status}";
}

/// <summary>The recordings, which lie beside the repository and not in it.</summary>
internal static class AzureRecordings
{
    /// <summary>Where this one is, the others are.</summary>
    public const string One = "recordings/azure/vnet-peering-2024-09.json";

    public static IEnumerable<(string File, AzureExchange Exchange)> All => Directory
        .GetFiles(Path.GetDirectoryName(SharedData.Find(One))!, "*.json").Order(StringComparer.Ordinal)
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .SelectMany(file => Of(file).Select(exchange => (file, exchange)));

    public static AzureExchange[] Of(string file) =>
        [.. SharedData.Json($"recordings/azure/{file}.json")!["exchanges"]!.AsArray().Select(item => Read(item!))];

    private static AzureExchange Read(JsonNode item) => new(
        item["method"]!.ToString(), item["host"]!.ToString(), item["path"]!.ToString(), item["requestBody"],
        item["status"]!.GetValue<int>(),
        item["headers"]!.AsObject().ToDictionary(
            pair => pair.Key, pair => pair.Value!.ToString(), StringComparer.OrdinalIgnoreCase),
        item["body"] switch
        {
            null => "",
            var text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
            var body => body.ToJsonString(),
        });
}
