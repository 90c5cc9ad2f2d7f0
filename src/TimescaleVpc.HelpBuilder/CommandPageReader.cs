using System.Text.RegularExpressions;

namespace TimescaleVpc.HelpBuilder;

/// <summary>Reads the page of a cmdlet, in the format of platyPS, and reports missing parts.</summary>
internal sealed partial class CommandPageReader
{
    private const string CommonParameters = "CommonParameters";

    private static readonly string[] Sections =
    [
        "SYNOPSIS", "SYNTAX", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS",
    ];

    private static readonly string[] Facts =
    [
        "Type", "Parameter Sets", "Aliases", "Required", "Position", "Default value", "Accept pipeline input",
        "Accept wildcard characters",
    ];

    private readonly MarkdownDocument document;
    private readonly string name;
    private readonly Dictionary<string, (Heading Heading, Block[] Blocks)> sections;

    private CommandPageReader(MarkdownDocument document, string name)
    {
        (this.document, this.name) = (document, name);
        sections = SplitSections();
    }

    public static CommandPage Read(MarkdownDocument document, string name) =>
        new CommandPageReader(document, name).Read();

    private CommandPage Read()
    {
        var syntax = Of("SYNTAX").OfType<Code>().Select(code => SyntaxReader.Read(document, code, name)).ToArray();
        if (syntax.Length == 0) throw Problem("SYNTAX", "A syntax needs at least one block of code.");

        var parameters = Parts("PARAMETERS").Where(part => part.Title != CommonParameters).Select(Parameter).ToArray();
        foreach (var syntaxParameter in syntax.SelectMany(line => line.Parameters))
        {
            if (!parameters.Any(parameter => parameter.Name == syntaxParameter.Name))
                throw Problem("PARAMETERS", $"The syntax has -{syntaxParameter.Name}, but no section describes it.");
        }

        return new()
        {
            Name = name,
            HelpFile = Front("external help file"),
            Synopsis = Of("SYNOPSIS") is [Paragraph paragraph] ? Inline.Plain(paragraph.Text)
                : throw Problem("SYNOPSIS", "A synopsis is one paragraph."),
            Syntax = syntax,
            Description = Prose("DESCRIPTION"),
            Examples = Examples(),
            Parameters = parameters,
            Inputs = [.. Parts("INPUTS").Select(Type)],
            Outputs = [.. Parts("OUTPUTS").Select(Type)],
            Notes = Prose("NOTES"),
            Links = [.. Of("RELATED LINKS").Select(Link)],
        };
    }

    private Dictionary<string, (Heading Heading, Block[] Blocks)> SplitSections()
    {
        if (document.Blocks is not [Heading { Level: 1 } title, ..] || title.Text != name)
            throw document.Problem(1, $"The page of a cmdlet begins with its name: '# {name}'.");

        var sections = new Dictionary<string, (Heading, Block[])>(StringComparer.Ordinal);
        for (var rest = document.Blocks.Skip(1).ToArray(); rest.Length > 0;)
        {
            var next = Sections.ElementAtOrDefault(sections.Count);
            if (rest[0] is not Heading { Level: 2 } heading || heading.Text != next)
                throw document.Problem(rest[0].Line, next is null
                    ? $"Nothing comes after the section {Sections[^1]}." : $"Here the section '## {next}' must begin.");

            var length = 1 + rest.Skip(1).TakeWhile(block => block is not Heading { Level: 2 }).Count();
            sections.Add(heading.Text, (heading, rest[1..length]));
            rest = rest[length..];
        }

        return sections.Count == Sections.Length ? sections
            : throw document.Problem(
                document.Blocks[^1].Line, $"The section '## {Sections[sections.Count]}' is missing.");
    }

    private Block[] Of(string section) => sections[section].Blocks;

    private PageException Problem(string section, string message) =>
        document.Problem(sections[section].Heading.Line, message);

    private string Front(string key) =>
        document.FrontMatter.TryGetValue(key, out var value) && value.Length > 0 ? value
            : throw document.Problem(1, $"The front matter needs '{key}: …'.");

    private Block[] Prose(string section) => Of(section) is { Length: > 0 } blocks ? blocks
        : throw Problem(section, $"The section {section} is empty.");

    /// <summary>The parts below each heading of the third level.</summary>
    private IEnumerable<(Heading Heading, string Title, Block[] Blocks)> Parts(string section) =>
        Parts(section, Prose(section));

    private IEnumerable<(Heading Heading, string Title, Block[] Blocks)> Parts(string section, Block[] blocks)
    {
        for (var at = 0; at < blocks.Length;)
        {
            if (blocks[at] is not Heading heading)
                throw document.Problem(blocks[at].Line, $"A part of {section} begins with '### …'.");
            var length = blocks.Skip(at + 1).TakeWhile(block => block is not Heading).Count();
            yield return (heading, heading.Text, blocks[(at + 1)..(at + 1 + length)]);
            at += 1 + length;
        }
    }

    /// <summary>
    /// A paragraph that says in which session the examples run, then the examples. Get-Help has no place for the
    /// paragraph, so the first example has it.
    /// </summary>
    private Example[] Examples()
    {
        if (Prose("EXAMPLES") is not [Paragraph session, .. var blocks])
            throw Problem("EXAMPLES", "The examples begin with a paragraph that says in which session they run.");
        var examples = Parts("EXAMPLES", blocks).Select(Example).ToArray();
        if (examples is [var first, ..]) examples[0] = first with { Introduction = [session, .. first.Introduction] };
        return examples;
    }

    private Example Example((Heading Heading, string Title, Block[] Blocks) part)
    {
        var introduction = part.Blocks.TakeWhile(block => block is Paragraph).Cast<Paragraph>().ToArray();
        if (part.Blocks[introduction.Length..] is not [Code { Language: "powershell" } code, .. var rest])
            throw document.Problem(part.Heading.Line, "An example has one block of powershell, then text.");
        var output = rest is [Code { Language: "output" } block, ..] ? block : null;
        var remarks = output is null ? rest : rest[1..];
        return Array.Find(remarks, remark => remark is Code) is { } second
            ? throw document.Problem(second.Line, "An example has one block of code and one of output at most.")
            : new(part.Title, introduction, code, output, remarks);
    }

    private ParameterHelp Parameter((Heading Heading, string Title, Block[] Blocks) part)
    {
        if (!part.Title.StartsWith('-'))
            throw document.Problem(part.Heading.Line, $"A parameter begins with a hyphen: '### -{part.Title}'.");

        var text = part.Blocks.TakeWhile(block => block is not Code).ToArray();
        if (text.Length == 0)
            throw document.Problem(part.Heading.Line, $"The parameter {part.Title} is not described.");
        var blocks = part.Blocks[text.Length..];
        if (blocks.Length == 0 || blocks.Any(block => block is not Code { Language: "yaml" }))
            throw document.Problem(part.Heading.Line, $"The parameter {part.Title} needs its yaml at the end.");
        var facts = blocks.Cast<Code>().Select(Yaml).ToArray();
        return new(part.Title[1..], text, facts[0]);
    }

    /// <summary>Lines of 'name: value'. A parameter that differs between sets has a block for each.</summary>
    private Dictionary<string, string> Yaml(Code code)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (line, index) in code.Lines.Select((line, index) => (line, index)))
        {
            if (line.Trim().Length == 0) continue;
            var match = Fact().Match(line);
            if (!match.Success)
                throw document.Problem(code.Line + 1 + index, "Yaml takes lines of 'name: value' here.");
            facts[match.Groups[1].Value] = match.Groups[2].Value.Trim();
        }

        var missingFact = Array.Find(Facts, fact => !facts.ContainsKey(fact));
        return missingFact is null ? facts : throw document.Problem(code.Line, $"The yaml lacks '{missingFact}: …'.");
    }

    private TypeHelp Type((Heading Heading, string Title, Block[] Blocks) part) => new(part.Title, part.Blocks);

    private (string Words, string Target) Link(Block block) =>
        (block as Paragraph)?.Text is { } text && Inline.Link(text) is { } link ? link
            : throw document.Problem(block.Line, "A related link is a paragraph of one link, '[words](target)'.");

    [GeneratedRegex("^([A-Z][A-Za-z ]+):(.*)$")]
    private static partial Regex Fact();
}
