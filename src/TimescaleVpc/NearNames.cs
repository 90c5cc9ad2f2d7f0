namespace TimescaleVpc;

/// <summary>The names that exist, for an error about one that does not: the nearest first, and not too many.</summary>
internal static class NearNames
{
    private const int Most = 8;

    /// <summary>A list such as "Prod-VNet, Hub-VNet and 14 more"; "none" if there are none.</summary>
    /// <param name="missingName">The name that was not found.</param>
    /// <param name="names">The names that exist.</param>
    public static string Of(string? missingName, IEnumerable<string?> names) => Of(missingName, names, name => name);

    /// <summary>The same of things that are shown with more than their name.</summary>
    /// <param name="missingName">The name that was not found.</param>
    /// <param name="things">The things that exist.</param>
    /// <param name="name">The name of one, with which the missing one is compared.</param>
    /// <param name="show">One in the list; null shows the name.</param>
    public static string Of<T>(
        string? missingName, IEnumerable<T> things, Func<T, string?> name, Func<T, string>? show = null)
    {
        // What has the same distance stays in the order in which it was given.
        var texts = things.Select(thing => (Name: name(thing), Text: show is null ? name(thing) : show(thing)))
            .Where(item => !string.IsNullOrEmpty(item.Text)).DistinctBy(item => item.Text)
            .OrderBy(item => Distance(missingName ?? "", item.Name ?? "")).Select(item => item.Text!).ToArray();
        return texts.Length switch
        {
            0 => "none",
            <= Most => string.Join(", ", texts),
            var count => $"{string.Join(", ", texts[..Most])} and {count - Most} more",
        };
    }

    /// <summary>
    /// How far a name is from the missing one; of GROUP/NAME the name alone counts where that is nearer.
    /// </summary>
    private static int Distance(string missingName, string name) =>
        Math.Min(
            Edits(missingName, name),
            Edits(Last(missingName), Last(name)) + (Same(Last(missingName), Last(name)) ? 0 : 1));

    private static string Last(string name) => name[(name.LastIndexOf('/') + 1)..];

    /// <summary>
    /// The letters to change, add or take away (Levenshtein), ignoring case; a part of the other name is near.
    /// </summary>
    private static int Edits(string one, string other)
    {
        var (from, to) = (one.ToUpperInvariant(), other.ToUpperInvariant());
        if (from.Length > 2 && to.Contains(from, StringComparison.Ordinal)) return from == to ? 0 : 1;
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = from[i - 1] == to[j - 1] ? diagonal : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
