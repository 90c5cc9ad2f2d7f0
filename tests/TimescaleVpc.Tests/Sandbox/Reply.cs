using System.Text.Json.Nodes;

namespace TimescaleVpc.Tests.Sandbox;

/// <summary>One answer of the sandbox, read whole.</summary>
internal sealed record Reply(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The text at a path such as <c>error.code</c>.</summary>
    public string? this[string path] => path.Split('.').Aggregate((JsonNode?)Json, (node, name) =>
        int.TryParse(name, out var number) ? node?[number] : node?[name])?.ToString();

    public override string ToString() => $"{Status} {Text}";
}
