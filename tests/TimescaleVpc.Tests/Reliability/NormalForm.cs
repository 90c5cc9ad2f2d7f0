using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// An inventory without the ids that platforms make up, so that two worlds can be compared. Each such id becomes a
/// label that follows from all the places where it occurs, with the labels there, and so on: the lines of two worlds
/// are equal if and only if the same things are there as often, and lead to the same things. What was there from the
/// start keeps its id.
/// </summary>
internal static partial class NormalForm
{
    private const string Self = "<self>";

    /// <summary>More rounds than things can be away from each other.</summary>
    private const int Rounds = 6;

    /// <param name="items">The inventory.</param>
    /// <param name="start">The inventory of the world when it was new.</param>
    public static string[] Of(IEnumerable<SandboxItem> items, IEnumerable<SandboxItem> start)
    {
        var startIds = start.SelectMany(item => Ids(Text(item))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var lines = items.Select(item => Time().Replace(Text(item), "<time>"))
            .Select(line => (Text: line, Ids: Ids(line).ToHashSet(StringComparer.OrdinalIgnoreCase))).ToArray();
        var labels = lines.SelectMany(line => line.Ids).Where(id => !startIds.Contains(id))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(id => id, _ => "<id>", StringComparer.OrdinalIgnoreCase);
        for (var round = 0; round < Rounds; round++)
        {
            labels = labels.Keys.ToDictionary(
                id => id, id => Hash(lines.Where(line => line.Ids.Contains(id)).Select(line => Replace(line.Text,
                    other => Same(other, id) ? Self : Label(other)))),
                StringComparer.OrdinalIgnoreCase);
        }

        return [.. lines.Select(line => Replace(line.Text, Label)).Order(StringComparer.Ordinal)];

        string Label(string id) => labels.GetValueOrDefault(id, id);
    }

    private static string Text(SandboxItem item) => $"{item.Kind} {item.Id} ({item.Name}): {item.Properties}";

    private static IEnumerable<string> Ids(string line) => Id().Matches(line).Select(match => match.Value);

    private static string Replace(string line, Func<string, string> label) =>
        Id().Replace(line, match => label(match.Value));

    private static string Hash(IEnumerable<string> lines)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal))));
        return $"<{Convert.ToHexString(bytes)[..10]}>";
    }

    /// <summary>GUIDs, AWS's ids, Timescale Cloud's ids, and names of ours that end in a hash.</summary>
    [GeneratedRegex(
        @"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b(?:pcx|sg|vpc|rtb|eni|subnet)-[0-9a-f]{17}\b"
        + @"|\btimescalevpc-[0-9a-f]{12}\b|\b[1-9][0-9]{9}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00)")]
    private static partial Regex Time();
}
