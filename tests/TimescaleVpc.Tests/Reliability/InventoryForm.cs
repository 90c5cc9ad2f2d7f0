using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// An inventory in a form that does not depend on which ids the platforms made up: two worlds that differ in nothing
/// else have the same one. Ids that were in the world from the beginning stay as they are.
/// </summary>
internal sealed partial class InventoryForm
{
    private readonly HashSet<string> known;

    /// <param name="beginning">The inventory from before anything was made.</param>
    public InventoryForm(IEnumerable<SandboxItem> beginning) =>
        known = [.. beginning.SelectMany(item => GeneratedId().Matches($"{item.Id} {item.Name} {item.Properties}"))
            .Select(match => match.Value)];

    /// <summary>One line for each thing, sorted.</summary>
    public string[] Of(IReadOnlyCollection<SandboxItem> items)
    {
        // An id is called by what it belongs to; an application has two.
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items.Where(item => item.Kind == "Entra.Application"))
            names[AppId().Match(item.Properties).Groups[1].Value] = $"<app of {item.Name}>";
        foreach (var item in items)
        {
            if (IsGenerated(item.Id)) names.TryAdd(item.Id, $"<{item.Kind} {Plain(item.Name, names)}>");
        }

        return [.. items.Select(item =>
            $"{item.Kind} {Plain(item.Id, names)} {Plain(item.Name, names)} {Plain(item.Properties, names)}")
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>What is in one form and not in the other, for a message.</summary>
    public static string Difference(IEnumerable<string> expected, IEnumerable<string> actual)
    {
        var (missing, extra) = (expected.ToList(), new List<string>());
        foreach (var line in actual)
        {
            if (!missing.Remove(line)) extra.Add(line);
        }

        return string.Join('\n', missing.Select(line => "- " + line).Concat(extra.Select(line => "+ " + line)));
    }

    private bool IsGenerated(string id) =>
        GeneratedId().Match(id) is { Success: true } match && match.Length == id.Length && !known.Contains(id);

    private string Plain(string text, Dictionary<string, string> names) => GeneratedId().Replace(text, match =>
        known.Contains(match.Value) ? match.Value : names.GetValueOrDefault(match.Value, "<id>"));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\\b[a-z]{2,6}-[0-9a-f]{17}\\b"
        + "|\\b[1-9][0-9]{9,11}\\b", RegexOptions.IgnoreCase)]
    private static partial Regex GeneratedId();

    [GeneratedRegex(@"\bappId=(\S+)")]
    private static partial Regex AppId();
}
