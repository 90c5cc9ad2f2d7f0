using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// What a method holds is named by what it is, a noun: a participle alone says what happened to it, and the next one in
/// the same method says the same. A bool may be <c>isKnown</c>.
/// </summary>
public sealed partial class LocalNameTests
{
    private const string Participle = "[a-z]+(?:ed|ing)";

    private const string Words =
        "absent|accepted|added|approved|asked|assigned|begun|broken|brought|captured|chosen|cleared|closing|"
        + "created|dead|declared|declined|denied|done|dry|due|ended|existing|failed|fired|fitting|foreign|"
        + "found|given|going|gone|heard|held|joined|kept|killed|known|labelled|left|listed|lost|made|marked|"
        + "meant|mine|missing|moved|moving|named|needed|old|oldest|opened|ours|own|parsed|peered|pending|"
        + "permitted|placed|planned|ready|refused|removed|renewed|reported|requested|retrying|routed|running|"
        + "said|seen|sent|shared|shown|signed|skipped|spared|spelled|stale|started|stopped|stopping|struck|"
        + "stuck|taken|thrown|translated|tried|trimmed|trusted|uncounted|undone|unfinished|unknown|unnamed|"
        + "unreadable|unseen|unsigned|untouched|usual|waiting|wanted|watched|wrapped|wrong";

    /// <summary>What ends as a participle does and is a noun; <c>disposing</c> is .NET's own word.</summary>
    private static readonly string[] Nouns =
    [
        "beginning", "disposing", "drawing", "finding", "heading", "keeping", "need", "opening", "padding", "peering",
        "reading", "recording", "seed", "setting", "speed", "thing", "warning",
    ];

    [Fact]
    public void No_variable_is_named_by_a_participle_alone()
    {
        var findings = string.Join('\n',
            from folder in new[] { "src", "tests" }
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            from item in File.ReadAllLines(file).Select((line, index) => (Text: line, Number: index + 1))
            where Word().IsMatch(item.Text)
            from match in Declaration().Matches(Text().Replace(item.Text, ""))
            let name = match.Groups["name"].Value
            // Tests have the words of the list; the product has no participle but nouns.
            where ListedWord().IsMatch(name) || (folder == "src" && !Nouns.Contains(name))
            select $"{Path.GetRelativePath(Repository.Root, file)}:{item.Number}: {name}");

        Assert.True(findings.Length == 0, findings);
    }

    [Theory]
    [InlineData("var found = all.First();")]
    [InlineData("if (half is { Id: not null } known) return;")]
    [InlineData("if (item is VpcRef wanted)")]
    [InlineData("foreach (var (id, seen) in all)")]
    [InlineData("foreach (var left in all)")]
    [InlineData("all.Where(found => found.Id == id)")]
    [InlineData("private int unknown;")]
    [InlineData("var overlapped = range;")]
    [InlineData("Vpc vpc, List<Vpc>? known, CancellationToken cancel)")]
    public void A_declaration_is_recognised(string line) => Assert.Matches(Declaration(), line);

    [Theory]
    [InlineData("/// <summary>The Vpc found, if one is known.</summary>")]
    [InlineData("throw Wrong($\"VPC {id} found, {list} left\");")]
    [InlineData("var foundPeering = peering.Known;")]
    [InlineData("return known.Id;")]
    public void Other_text_is_none(string line) => Assert.DoesNotMatch(Declaration(), Text().Replace(line, ""));

    /// <summary>A comment, and what stands in quotation marks.</summary>
    [GeneratedRegex("""//.*|"(?:\\.|[^"\\])*"?""")]
    private static partial Regex Text();

    [GeneratedRegex($@"\b(?:{Words}|{Participle})\b")]
    private static partial Regex Word();

    [GeneratedRegex($"^(?:{Words})$")]
    private static partial Regex ListedWord();

    [GeneratedRegex(
        @"(?:\bvar (?:\([^()]*?)?|\{ [^{}]*\} |"
        + @"(?:\b[A-Z][\w.]*(?:<[^()]*>)?|\b(?:int|long|string|object|byte))(?:\[\])?\?? )"
        + $@"\b(?<name>{Words}|{Participle})\b(?= =[^>=]| in |[,;)]| =>|\s*$|\s[&|?:])"
        + $@"|(?<![\w.] ?)\b(?<name>{Words}|{Participle}) =>")]
    private static partial Regex Declaration();
}
