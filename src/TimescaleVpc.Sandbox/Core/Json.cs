using System.Text.Json;
using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Core;

/// <summary>Short forms for reading and building JSON.</summary>
internal static class Json
{
    public static JsonArray Array(IEnumerable<string> values) =>
        new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);

    public static JsonArray Array(IEnumerable<JsonObject> values) => new([.. values]);

    /// <summary>
    /// The body as an object; null if it is not one, or if it contains a duplicate name or half of a surrogate pair.
    /// </summary>
    public static JsonObject? Parse(string body)
    {
        try
        {
            var node = JsonNode.Parse(body);
            Touch(node);
            return node as JsonObject;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text at the key; null if it is absent, null or no text.</summary>
    public static string? String(this JsonObject? from, string key) =>
        from?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Bool(this JsonObject? from, string key) =>
        from?[key] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static JsonObject? Object(this JsonObject? from, string key) => from?[key] as JsonObject;

    public static List<string> Strings(this JsonObject? from, string key) =>
        from?[key] is JsonArray array ? [.. array.OfType<JsonValue>().Select(item => item.ToString())] : [];

    /// <summary>Members are parsed lazily; this makes defects visible at once.</summary>
    private static void Touch(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject item:
                foreach (var (_, value) in item) Touch(value);
                break;
            case JsonArray list:
                foreach (var value in list) Touch(value);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                value.GetValue<string>();
                break;
        }
    }

    public static List<JsonObject> Objects(this JsonObject? from, string key) =>
        from?[key] is JsonArray array ? [.. array.OfType<JsonObject>()] : [];
}
