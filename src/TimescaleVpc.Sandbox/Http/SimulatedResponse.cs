using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>The HTTP response of a simulated host: status, headers and, if there is one, a JSON body.</summary>
internal sealed record SimulatedResponse(int Status, JsonNode? Body = null)
{
    /// <summary>The body of platforms that use XML; takes precedence over <see cref="Body"/>.</summary>
    public string? Xml { get; init; }

    /// <summary>The content type, if it is not the default one of JSON or XML.</summary>
    public string? Type { get; set; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public SimulatedResponse With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }
}
