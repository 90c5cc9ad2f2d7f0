using System.Globalization;
using System.Xml.Linq;

namespace TimescaleVpc.HelpBuilder;

/// <summary>Writes pages in MAML, the XML that Get-Help reads.</summary>
internal static class Maml
{
    /// <summary>Stands between the code of an example and what it shows.</summary>
    public const string OutputWord = "Output:";

    private static readonly XNamespace Root = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <param name="pages">The pages of one help file.</param>
    /// <param name="address">Where the project is on the web; empty leaves the links out.</param>
    public static XDocument Write(IEnumerable<CommandPage> pages, string address) => new(
        new XElement(Root + "helpItems", new XAttribute("schema", "maml"), pages.Select(page => Of(page, address))));

    private static XElement Of(CommandPage page, string address) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Text), new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name), new XElement(Command + "verb", page.Name.Split('-')[0]),
            new XElement(Command + "noun", page.Name.Split('-')[1]), Description([new Paragraph(0, page.Synopsis)])),
        Description(page.Description),
        new XElement(Command + "syntax", page.Syntax.Select(line => new XElement(
            Command + "syntaxItem", new XElement(Text + "name", page.Name),
            line.Parameters.Select(parameter => Parameter(
                page.Parameters.First(help => help.Name == parameter.Name), parameter.IsRequired, parameter.Position,
                withValue: parameter.Type is not null))))),
        new XElement(Command + "parameters", page.Parameters.Select(help => Parameter(
            help, help["Required"] == "True", Number(help["Position"]), withValue: true))),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => Type("inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => Type("returnValue", type))),
        new XElement(Text + "alertSet", new XElement(Text + "alert", Paragraphs(page.Notes))),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(
            Command + "relatedLinks",
            // Get-Help -Online opens the first address.
            address.Length > 0 ? Link("Online version:", $"{address}/blob/main/docs/en-US/{page.Name}.md") : null,
            page.Links.Select(link => Link(link.Words, link.Target))));

    private static XElement Parameter(ParameterHelp help, bool isRequired, int? position, bool withValue)
    {
        var type = help["Type"];
        return new(
            Command + "parameter",
            new XAttribute("required", isRequired ? "true" : "false"),
            new XAttribute("variableLength", type.EndsWith("[]", StringComparison.Ordinal) ? "true" : "false"),
            new XAttribute("globbing", help["Accept wildcard characters"] == "True" ? "true" : "false"),
            new XAttribute("pipelineInput", help["Accept pipeline input"]),
            new XAttribute("position", position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", help["Aliases"] is { Length: > 0 } aliases ? aliases : "none"),
            new XElement(Text + "name", help.Name),
            Description(help.Text),
            withValue && help.AcceptedValues.Length > 0
                ? new XElement(
                    Command + "parameterValueGroup", help.AcceptedValues.Select(value => Value(value, false)))
                : null,
            withValue ? Value(type, type != "SwitchParameter") : null,
            new XElement(Dev + "type", new XElement(Text + "name", type), new XElement(Text + "uri")),
            new XElement(Dev + "defaultValue", help["Default value"]));
    }

    private static XElement Value(string text, bool isRequired) => new(
        Command + "parameterValue", new XAttribute("required", isRequired ? "true" : "false"),
        new XAttribute("variableLength", "false"), text);

    private static XElement Type(string element, TypeHelp type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Text + "name", type.Name)), Description(type.Text));

    private static XElement Example(Example example) => new(
        Command + "example",
        new XElement(Text + "title", $"---------- {Inline.Plain(example.Title)} ----------"),
        // Get-Help writes the introduction and the code on one line, if nothing keeps them apart.
        example.Introduction.Count == 0 ? null : new XElement(
            Text + "introduction", example.Introduction.Select(paragraph => new XElement(
                Text + "para", Inline.Plain(paragraph.Text) + "\n\n"))),
        new XElement(Dev + "code", example.Code.Text),
        // The empty paragraph keeps the next example apart.
        new XElement(
            Dev + "remarks",
            example.Output is { } output ? Paragraphs([new Paragraph(0, OutputWord), output]) : null,
            Paragraphs(example.Remarks), new XElement(Text + "para", " ")));

    private static XElement Link(string words, string target) => new(
        Text + "navigationLink", new XElement(Text + "linkText", words),
        new XElement(Text + "uri", Inline.IsAddress(target) ? target : ""));

    private static XElement Description(IEnumerable<Block> blocks) =>
        new(Text + "description", Paragraphs(blocks));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<Block> blocks) => blocks.SelectMany(Lines)
        .Select(line => new XElement(Text + "para", line));

    private static IEnumerable<string> Lines(Block block) => block switch
    {
        Paragraph paragraph => [Inline.Plain(paragraph.Text)],
        BulletList list => list.Items.Select(item => "- " + Inline.Plain(item)),
        Code code => [code.Text],
        _ => [],
    };

    private static int? Number(string position) =>
        int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
