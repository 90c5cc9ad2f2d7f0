using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Core;

/// <summary>Short forms for reading and building JSON.</summary>
internal static class Json
{
    public static JsonArray Array(IEnumerable<string> values) =>
        new([.. values.Select(value => (JsonNode?)JsonValue.Create(value))]);

    public static JsonArray Array(IEnumerable<JsonObject> values) => new([.. values]);

    /// <summary>The text at the key; null if it is absent, null or no text.</summary>
    public static string? String(this JsonObject? from, string key) =>
        from?[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static bool? Bool(this JsonObject? from, string key) =>
        from?[key] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    public static JsonObject? Object(this JsonObject? from, string key) => from?[key] as JsonObject;

    public static List<string> Strings(this JsonObject? from, string key) =>
        from?[key] is JsonArray array ? [.. array.OfType<JsonValue>().Select(item => item.ToString())] : [];

    public static List<JsonObject> Objects(this JsonObject? from, string key) =>
        from?[key] is JsonArray array ? [.. array.OfType<JsonObject>()] : [];
}
