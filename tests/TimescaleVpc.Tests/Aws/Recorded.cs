namespace TimescaleVpc.Tests.Aws;

/// <summary>A request as it came over the wire.</summary>
internal sealed record Recorded(HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The form's parameters in the order of the body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form =>
        [.. Body.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair =>
            new KeyValuePair<string, string>(Decode(pair[0]), Decode(pair.ElementAtOrDefault(1) ?? "")))];

    public string? this[string name] => Form.FirstOrDefault(item => item.Key == name).Value;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
