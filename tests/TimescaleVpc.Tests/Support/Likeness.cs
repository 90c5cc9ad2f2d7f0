using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Support;

/// <summary>
/// Inventories compared by what is there, not by the ids that platforms made up. Each line of a result is one item, so
/// that a second of its kind shows. An id that the world did not begin with is replaced by what it belongs to.
/// </summary>
internal sealed partial class Likeness(SandboxItem[] fresh)
{
    private readonly HashSet<string> _given = [.. fresh.SelectMany(item => Ids(Line(item)))];

    public string[] Describe(SandboxItem[] items)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var own = Ids(item.Id).LastOrDefault();
            if (own is not null && !_given.Contains(own)) owners[own] = Masked(item);
            if (AppId().Match(item.Properties) is { Success: true } app && item.Kind == "Entra.Application")
                owners[app.Groups[1].Value] = Masked(item);
        }

        return
        [
            .. items.Select(item => Made().Replace(Line(item), match =>
                    _given.Contains(match.Value) ? match.Value : $"<{owners.GetValueOrDefault(match.Value, "?")}>"))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>One text that says what is missing and what is too much; empty if both are alike.</summary>
    public string Difference(SandboxItem[] expected, SandboxItem[] actual)
    {
        var (wanted, found) = (Describe(expected).ToList(), Describe(actual).ToList());
        foreach (var line in wanted.ToArray())
        {
            if (found.Remove(line)) wanted.Remove(line);
        }

        return string.Join('\n', wanted.Select(line => $"- {line}").Concat(found.Select(line => $"+ {line}")));
    }

    private string Masked(SandboxItem item) =>
        Made().Replace(Line(item), match => _given.Contains(match.Value) ? match.Value : "?");

    private static string Line(SandboxItem item) => $"{item.Kind} {item.Id} {item.Name} {item.Properties}";

    private static IEnumerable<string> Ids(string text) => Made().Matches(text).Select(match => match.Value);

    /// <summary>GUIDs, ids of AWS, and the ten digits of Timescale Cloud.</summary>
    [GeneratedRegex(@"\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z]{2,6}-[0-9a-f]{17}|\d{10})\b")]
    private static partial Regex Made();

    [GeneratedRegex(@"\bappId=(\S+)")]
    private static partial Regex AppId();
}
