using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>A parsed HTTP request to a simulated host.</summary>
internal sealed class SimulatedRequest
{
    private readonly Dictionary<string, string> query = new(StringComparer.OrdinalIgnoreCase);
    private readonly HttpRequestMessage request;

    public SimulatedRequest(World world, HttpRequestMessage request, string body)
    {
        World = world;
        this.request = request;
        Body = body;
        Method = request.Method.Method.ToUpperInvariant();
        Uri = request.RequestUri ?? throw new InvalidOperationException("A request needs an absolute address.");
        Path = Uri.UnescapeDataString(Uri.AbsolutePath);
        foreach (var pair in Parse(Uri.Query.TrimStart('?'))) query[pair.Key] = pair.Value;
    }

    public World World { get; }

    public string Method { get; }

    public Uri Uri { get; }

    /// <summary>The path, unescaped, without the query.</summary>
    public string Path { get; }

    public string Body { get; }

    /// <summary>The placeholders of the route.</summary>
    public Dictionary<string, string> Values { get; } = [];

    public Route? Route { get; set; }

    /// <summary>Whether other verbs are served on the path.</summary>
    public bool PathKnown { get; set; }

    /// <summary>The token that the platform accepted, where it has Entra tokens.</summary>
    public AccessToken? Caller { get; set; }

    /// <summary>The name of the caller, for the log.</summary>
    public string CallerName { get; set; } = "";

    /// <summary>The permissions that were checked so far, whether granted or not.</summary>
    public List<string> Permissions { get; } = [];

    public string this[string placeholder] => Values[placeholder];

    public static IEnumerable<KeyValuePair<string, string>> Parse(string form)
    {
        foreach (var pair in form.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            yield return new(Decode(parts[0]), parts.Length > 1 ? Decode(parts[1]) : "");
        }
    }

    /// <summary>Records that a permission is checked.</summary>
    public void RecordPermission(string permission)
    {
        if (!Permissions.Contains(permission)) Permissions.Add(permission);
    }

    /// <summary>All values of the query.</summary>
    public IEnumerable<string> QueryValues => query.Values;

    public string? Query(string name) => query.GetValueOrDefault(name);

    public string? Header(string name) =>
        request.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    /// <summary>The raw value of a header, content headers and Host included; null if it is absent.</summary>
    public string? RawHeader(string name)
    {
        if (Same(name, "host")) return request.Headers.Host ?? Uri.Authority;
        if (request.Headers.NonValidated.TryGetValues(name, out var values)) return values.ToString();
        return request.Content?.Headers.NonValidated.TryGetValues(name, out var body) == true ? body.ToString() : null;
    }

    /// <summary>The body as a JSON object; null if it is not one.</summary>
    public JsonObject? TryJson() => Json.Parse(Body);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
