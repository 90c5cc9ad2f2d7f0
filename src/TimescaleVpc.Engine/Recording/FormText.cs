namespace TimescaleVpc.Engine.Recording;

/// <summary>Forms and queries.</summary>
internal static class FormText
{
    public static IEnumerable<(string Name, string Value)> Read(string text)
    {
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            yield return (Decode(parts[0]), parts.Length > 1 ? Decode(parts[1]) : "");
        }
    }

    /// <summary>Sorted, so that two clients that send the same write the same.</summary>
    public static string Write(IEnumerable<(string Name, string Value)> pairs) => string.Join('&', pairs
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{Uri.EscapeDataString(pair.Name)}={Uri.EscapeDataString(pair.Value)}"));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
