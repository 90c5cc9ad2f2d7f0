namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// Reading answers that may lack what they promise: a missing or mistyped member is null, never an exception.
/// </summary>
internal static class Json
{
    /// <summary>Parses a body; null if it is empty or no JSON, or has parts that cannot be read.</summary>
    public static JsonNode? Parse(string body)
    {
        if (string.IsNullOrWhiteSpace(body)) return null;
        try
        {
            var node = JsonNode.Parse(body);
            Touch(node);
            return node;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            // Beside bad syntax: a name twice in an object, and half of a surrogate pair.
            return null;
        }
    }

    /// <summary>Parts are read only when they are asked for; what is wrong with them has to show at once.</summary>
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

    /// <summary>The member of an object, or null.</summary>
    public static JsonNode? Get(this JsonNode? node, string name) =>
        node is JsonObject item && item.TryGetPropertyValue(name, out var value) ? value : null;

    /// <summary>The member as text: a string as it is, a number as written; else null.</summary>
    public static string? Text(this JsonNode? node, string name) => node.Get(name) switch
    {
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.ToJsonString(),
        _ => null,
    };

    /// <summary>The member as a whole number; null if it is none.</summary>
    public static int? Number(this JsonNode? node, string name) =>
        int.TryParse(node.Text(name), out var number) ? number : null;

    /// <summary>The member as a truth value; null if it is none.</summary>
    public static bool? Flag(this JsonNode? node, string name) =>
        node.Get(name) is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    /// <summary>The member as a point in time; null if it is none.</summary>
    public static DateTimeOffset? Time(this JsonNode? node, string name) =>
        DateTimeOffset.TryParse(
            node.Text(name), System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Every item of a list; null if it is no list, or if one of its items cannot be read.</summary>
    public static T[]? All<T>(this JsonNode? node, Func<JsonNode?, T?> read)
        where T : class =>
        node is JsonArray list && list.Select(read).OfType<T>().ToArray() is var items && items.Length == list.Count
            ? items : null;

    /// <summary>The member's objects if it is a list; else none.</summary>
    public static IEnumerable<JsonObject> Items(this JsonNode? node, string name) =>
        node.Get(name) is JsonArray list ? list.OfType<JsonObject>() : [];

    /// <summary>The member's strings if it is a list; else none.</summary>
    public static string[] Texts(this JsonNode? node, string name) =>
        node.Get(name) is JsonArray list
            ? [.. list.OfType<JsonValue>().Select(item => item.TryGetValue<string>(out var text) ? text : null)
                .OfType<string>()]
            : [];
}
