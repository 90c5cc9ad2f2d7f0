using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>What a platform answers: status, JSON body if any, and headers.</summary>
internal sealed record Answer(int Status, JsonNode? Body = null)
{
    /// <summary>The body of platforms that speak XML; goes before <see cref="Body"/>.</summary>
    public string? Xml { get; init; }

    /// <summary>The content type, if it is not the usual one of JSON or XML.</summary>
    public string? Type { get; set; }

    public List<KeyValuePair<string, string>> Headers { get; } = [];

    public Answer With(string header, string value)
    {
        Headers.Add(new(header, value));
        return this;
    }
}
