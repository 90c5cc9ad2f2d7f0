using System.Globalization;

namespace TimescaleVpc.Sandbox.Seeding;

/// <summary> The values of one part, read strictly: an unknown key is refused before the others are used. </summary>
internal sealed class Part
{
    private readonly Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly string label;
    private readonly string keys;

    public Part(SandboxPart part, PartKind kind)
    {
        (label, keys) = (part.Label, kind.Keys);
        foreach (var (name, value) in part.Values)
        {
            var key = kind.Find(name) ?? throw Refused(
                $"there is no key '{name}'; the nearest are {NearNames.Of(name, kind.Required.Concat(kind.Optional))}");
            values[key] = value;
        }

        if (kind.Required.FirstOrDefault(key => !values.ContainsKey(key)) is { } missingKey)
            throw Refused($"the key '{missingKey}' is missing");
    }

    /// <summary>The given keys, in the spelling of the rules.</summary>
    public IEnumerable<string> Given => values.Keys;

    public bool Has(string key) => values.ContainsKey(key);

    public SandboxPartException Refused(string problem) => new(label, problem, keys);

    /// <summary>A value that breaks a rule.</summary>
    public SandboxPartException Refused(string key, object? value, string rule) =>
        Refused($"{key} '{value}' {rule}");

    /// <summary>The text at a key that is there.</summary>
    public string Text(string key) => TextOrNull(key) ?? throw Refused($"the key '{key}' is missing");

    public string? TextOrNull(string key) => values.TryGetValue(key, out var value) ? ToText(key, value) : null;

    /// <summary>One text or several; at least one.</summary>
    public string[] Texts(string key)
    {
        var value = values[key];
        string[] texts = value is IReadOnlyList<object?> list
            ? [.. list.Select(item => ToText(key, item))]
            : [ToText(key, value)];
        return texts.Length > 0 ? texts : throw Refused($"{key} is empty");
    }

    /// <summary>As <see cref="Texts"/>; none where the key is not there.</summary>
    public string[] TextsOrNone(string key) => Has(key) ? Texts(key) : [];

    public int? NumberOrNull(string key) => Has(key) ? (int)Value(key, typeof(int)) : null;

    public TimeSpan? TimeOrNull(string key) => Has(key) ? (TimeSpan)Value(key, typeof(TimeSpan)) : null;

    /// <summary>The value as a setting or a fault has it.</summary>
    public object Value(string key, Type type)
    {
        var value = values[key];
        if (type == typeof(string)) return ToText(key, value);
        if (type == typeof(bool))
            return value is bool flag || bool.TryParse(value as string, out flag)
                ? flag : throw Refused(key, value, "is neither true nor false");
        if (type == typeof(int))
            return int.TryParse(Plain(value), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : throw Refused(key, value, "is no whole number from 0");

        // A plain number is ambiguous: it could be ticks or days.
        var text = value as string ?? "";
        return (value is TimeSpan span || text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out span)) && span >= TimeSpan.Zero
            ? span : throw Refused(key, value, "is no time such as 00:00:30");
    }

    private string ToText(string key, object? value) => Plain(value) is { Length: > 0 } text
        ? text : throw Refused(key, value, "is no text");

    /// <summary>An account's number may come without quotes.</summary>
    private static string? Plain(object? value) => value switch
    {
        string text => text.Trim(),
        int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
