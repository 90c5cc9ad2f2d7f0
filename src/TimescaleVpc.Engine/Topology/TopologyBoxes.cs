using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Engine.Topology;

/// <summary>How a line of a box looks.</summary>
internal enum LineKind
{
    /// <summary>The name of a thing.</summary>
    Title,

    /// <summary>What is known of it.</summary>
    Plain,

    /// <summary>A finding.</summary>
    Finding,
}

/// <summary>One line of text in a box.</summary>
internal sealed record BoxLine(string Text, LineKind Kind);

/// <summary>What a box says.</summary>
/// <param name="Key">Its place among the boxes, for edges.</param>
/// <param name="Kind">What it stands for, a word of ours.</param>
/// <param name="Description">All of it, for a screen reader, and for a pointer that rests on it.</param>
/// <param name="Lines">Its lines, wrapped.</param>
/// <param name="IsPlanned">Whether it is to be made.</param>
/// <param name="IsBroken">Whether a finding is of it.</param>
internal sealed record BoxText(
    string Key, string Kind, string Description, IReadOnlyList<BoxLine> Lines, bool IsPlanned, bool IsBroken);

/// <summary>What the boxes of a picture say. All outside text is visible from here on.</summary>
internal static class TopologyBoxes
{
    /// <summary>More of a list would fill the picture; the table of the page and JSON have all.</summary>
    private const int MostInList = 6;

    public static BoxText Vpc(TopologyVpc vpc, string key) => Box(
        key, "VPC", vpc.Name, vpc.Planned, vpc.Findings,
        [
            vpc.Platform, vpc.Place == vpc.Name ? "" : vpc.Place, vpc.Range,
            Labelled("state", vpc.State, vpc.Planned ? "to be made" : ""),
            .. List(vpc.Services.Select(service => $"service {service.Name} {service.State} {service.Host}".TrimEnd())),
        ]);

    public static BoxText Peering(TopologyPeering peering, string key) => Box(
        key, "Peering", "Peering", peering.Planned, peering.Findings,
        [
            Labelled("Timescale's half", peering.State, peering.Planned ? "to be made" : "not there"),
            Labelled("your half", peering.OwnHalf, peering.Planned ? "to be made" : "not shown"),
            .. List(peering.Routes.Select(route => $"route in {route}")),
            .. List(peering.Groups.Select(group => $"out by {group}")),
        ]);

    public static BoxText Network(CustomerNetwork network, string key) =>
        Box(key, network.Kind, network.Name, isPlanned: false, [],
            [network.Kind, network.Place, .. List(network.Ranges)]);

    public static BoxText Neighbour(NeighbourNetwork neighbour, string key) =>
        Box(key, "Network", neighbour.Name, isPlanned: false, [],
            [Labelled("peering", neighbour.State, ""), .. List(neighbour.Ranges)]);

    public static BoxText Notes(IReadOnlyList<TopologyFinding> notes, string key) =>
        Box(key, "Notes", "Not read", isPlanned: false, notes, []);

    private static BoxText Box(
        string key, string kind, string title, bool isPlanned, IReadOnlyList<TopologyFinding> findings,
        IEnumerable<string> lines)
    {
        var shownLines = lines.Where(line => line.Length > 0).Select(DisplayText.Of).ToArray();
        var shownTitle = DisplayText.Of(title.Length > 0 ? title : "(no name)");
        var findingTexts = findings.Select(finding => DisplayText.Of(finding.Id)).Distinct().ToArray();
        var description = string.Join("; ", shownLines.Prepend($"{kind} {shownTitle}")
            .Concat(findings.Select(finding => DisplayText.Of($"{finding.Id}: {finding.Cause}"))));
        return new(key, kind, description,
        [
            .. TextWidth.Wrap(shownTitle).Select(line => new BoxLine(line, LineKind.Title)),
            .. shownLines.SelectMany(TextWidth.Wrap).Select(line => new BoxLine(line, LineKind.Plain)),
            .. findingTexts.SelectMany(TextWidth.Wrap).Select(line => new BoxLine(line, LineKind.Finding)),
        ], isPlanned, findings.Count > 0);
    }

    private static string Labelled(string label, string? value, string otherwise) =>
        string.IsNullOrEmpty(value) ? otherwise.Length == 0 ? "" : $"{label}: {otherwise}" : $"{label}: {value}";

    private static IEnumerable<string> List(IEnumerable<string> items)
    {
        var all = items.ToArray();
        return all.Length <= MostInList ? all
            : all.Take(MostInList - 1).Append($"and {all.Length - MostInList + 1} more");
    }
}
