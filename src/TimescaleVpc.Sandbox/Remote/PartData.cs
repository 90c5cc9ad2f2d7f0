using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>
/// A <see cref="SandboxPart"/> as JSON. A time is written as text, which the keys' rules also accept.
/// </summary>
internal sealed record PartData(string Parameter, string Label, JsonObject Values)
{
    public static PartData Of(SandboxPart part) => new(part.Parameter, part.Label, new JsonObject(
        part.Values.Select(pair => KeyValuePair.Create(pair.Key, Node(pair.Value)))));

    public SandboxPart Part() => new(Parameter, Label, Values.ToDictionary(
        pair => pair.Key, pair => Plain(pair.Value), StringComparer.OrdinalIgnoreCase));

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag,
        int number => number,
        long number => number,
        TimeSpan span => span.ToString("c"),
        IReadOnlyList<object?> list => new JsonArray([.. list.Select(Node)]),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonArray list => list.Select(Plain).ToArray(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetValue<long>(),
            _ => value.ToString(),
        },
        _ => node?.ToJsonString(),
    };
}
