using System.Globalization;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Tests.House;

/// <summary>What docs/diagnosis.md says about the findings, made from their catalogue.</summary>
internal static partial class FindingDocs
{
    private static readonly Dictionary<ChainLink, string> Links = new()
    {
        [ChainLink.Vpc] = "The VPC and your network", [ChainLink.Directory] = "Applications, roles and keys",
        [ChainLink.PlatformHalf] = "Timescale's half", [ChainLink.CustomerHalf] = "Your half",
        [ChainLink.Path] = "The way between them", [ChainLink.Service] = "The service",
        [ChainLink.Apart] = "Apart from the chain",
    };

    /// <summary>All findings, in the order of the chain.</summary>
    public static string[] Table =>
    [
        "| Finding | Link of the chain | Severity | Whose turn | Repair-VpcPeering |",
        "|---|---|---|---|---|",
        .. FindingCatalogue.All.Select(entry =>
            $"| [{entry.Id}](#{entry.Id.ToLowerInvariant()}) | {Links[entry.Link]} | {entry.Severity} "
            + $"| {entry.Turn} | {(entry.Repair is null ? "–" : "repairs it")} |"),
    ];

    /// <summary>A section for each finding, to which its link leads.</summary>
    public static string[] Sections =>
    [
        .. FindingCatalogue.All.GroupBy(entry => entry.Link).SelectMany(group => group.SelectMany(Section)
            .Prepend("").Prepend($"## {Links[group.Key]}")).SkipLast(1),
    ];

    private static IEnumerable<string> Section(FindingEntry entry)
    {
        string[] command = entry.Command is null ? []
            : ["```powershell", Spell(entry, entry.Command, word => word.ToUpperInvariant()), "```", ""];
        return
        [
            $"### {entry.Id}", "",
            $"*{entry.Severity}. Whose turn: {entry.Turn}.*"
                + (entry.Repair is null ? "" : " Repair-VpcPeering repairs it."),
            "",
            Spell(entry, entry.Cause, word => $"{{{word}}}"), "",
            $"**Do:** {Spell(entry, entry.Remedy, word => $"{{{word}}}")}", "",
            .. command,
        ];
    }

    /// <summary>A text of the catalogue with words in place of its values.</summary>
    private static string Spell(FindingEntry entry, string text, Func<string, string> show)
    {
        var words = FindingWords.All.TryGetValue(entry.Id, out var spelling) ? spelling.Split(", ") : [];
        var count = Number().Matches(text)
            .Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        Assert.True(count <= words.Length,
            $"The finding {entry.Id} has a value {{{count}}} without a word for the documents: add it to "
            + $"{nameof(FindingWords)}.");
        return CatalogueFormat.Fill(text, [new AnyPeering(), .. words.Select(show)]);
    }

    [GeneratedRegex(@"\{(\d+)(?::\w+)?\}")]
    private static partial Regex Number();
}
