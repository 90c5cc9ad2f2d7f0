using System.Xml.Linq;
using TimescaleVpc.HelpBuilder;

namespace TimescaleVpc.Tests.Help;

/// <summary>What the builder makes of a page, and what it says of one that is not as it must be.</summary>
public sealed class HelpBuilderTests
{
    private const string Name = "Get-Thing";

    private const string Page = """
        ---
        external help file: Things.dll-Help.xml
        online version:
        ---

        # Get-Thing

        ## SYNOPSIS

        Gets `things`.

        ## SYNTAX

        ### Name (Default)
        ```
        Get-Thing [[-Name] <string[]>] [-Kind <string>] [-All]
         [<CommonParameters>]
        ```

        ### Id
        ```
        Get-Thing [-Id] <int> [<CommonParameters>]
        ```

        ## DESCRIPTION

        Text over
        two lines, with a [link](https://example.org) and [another](Set-Thing.md).

        - one
        - two, which
          goes on

        ## EXAMPLES

        In a `new` session.

        ### Example 1: First

        With an account.

        ```powershell
        Get-Thing a |
            Out-Null
        ```

        ```output
        Name
        ```

        Remark.

        ## PARAMETERS

        ### -All

        All of them.

        ```yaml
        Type: SwitchParameter
        Parameter Sets: Name
        Aliases:

        Required: False
        Position: Named
        Default value: False
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### -Id

        The id.

        ```yaml
        Type: Int32
        Parameter Sets: Id
        Aliases: Number

        Required: True
        Position: 0
        Default value: None
        Accept pipeline input: True (ByValue)
        Accept wildcard characters: False
        ```

        ### -Kind

        The kind.

        ```yaml
        Type: String
        Parameter Sets: Name
        Aliases:
        Accepted values: Big, Small

        Required: False
        Position: Named
        Default value: Big
        Accept pipeline input: False
        Accept wildcard characters: False
        ```

        ### -Name

        The name.

        ```yaml
        Type: String[]
        Parameter Sets: Name
        Aliases:

        Required: False
        Position: 0
        Default value: None
        Accept pipeline input: False
        Accept wildcard characters: True
        ```

        ### CommonParameters

        The usual ones.

        ## INPUTS

        ### System.Int32

        An id.

        ## OUTPUTS

        ### System.String

        ## NOTES

        A note.

        ## RELATED LINKS

        [Set-Thing](Set-Thing.md)

        """;

    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    [Fact]
    public void Syntax_has_each_set_with_what_may_be_left_out_and_what_has_a_position()
    {
        var page = Read(Page);
        Assert.Equal(
            [
                [new("Name", "string[]", false, 0), new("Kind", "string", false, null), new("All", null, false, null)],
                [new SyntaxParameter("Id", "int", true, 0)],
            ],
            page.Syntax.Select(line => line.Parameters));
    }

    [Fact]
    public void Maml_holds_what_the_page_says()
    {
        var maml = Maml.Write([Read(Page)], "https://example.org").Root!.Element(Command + "command")!;

        Assert.Equal("Gets things.", maml.Element(Command + "details")!.Element(Text + "description")!.Value);
        Assert.Equal(
            ["Text over two lines, with a link (https://example.org) and another.", "- one", "- two, which goes on"],
            maml.Element(Text + "description")!.Elements().Select(para => para.Value));
        var parameters = maml.Element(Command + "parameters")!.Elements().ToDictionary(
            item => item.Element(Text + "name")!.Value);
        Assert.Equal(["All", "Id", "Kind", "Name"], parameters.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("true", "0", "True (ByValue)", "Number"), (
            parameters["Id"].Attribute("required")!.Value, parameters["Id"].Attribute("position")!.Value,
            parameters["Id"].Attribute("pipelineInput")!.Value, parameters["Id"].Attribute("aliases")!.Value));
        Assert.Equal(("true", "true"), (
            parameters["Name"].Attribute("globbing")!.Value, parameters["Name"].Attribute("variableLength")!.Value));
        Assert.Equal(["Big", "Small"],
            parameters["Kind"].Element(Command + "parameterValueGroup")!.Elements().Select(value => value.Value));
        Assert.Equal("Big", parameters["Kind"].Element(Dev + "defaultValue")!.Value);

        var example = maml.Element(Command + "examples")!.Elements().Single();
        Assert.Contains("Example 1: First", example.Element(Text + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal(["In a new session.\n\n", "With an account.\n\n"],
            example.Element(Text + "introduction")!.Elements().Select(para => para.Value));
        Assert.Equal("Get-Thing a |\n    Out-Null", example.Element(Dev + "code")!.Value);
        Assert.Equal(["Output:", "Name", "Remark.", " "],
            example.Element(Dev + "remarks")!.Elements().Select(para => para.Value));
    }

    [Theory]
    [InlineData("https://example.org", "https://example.org/blob/main/docs/en-US/Get-Thing.md", "")]
    [InlineData("", "")]
    public void A_page_leads_to_the_web_only_if_it_is_known_where_the_project_is(string address, params string[] links)
    {
        var maml = Maml.Write([Read(Page)], address);
        Assert.Equal(links, maml.Descendants(Text + "uri").Where(uri => uri.Parent!.Name == Text + "navigationLink")
            .Select(uri => uri.Value));
    }

    [Fact]
    public void A_switch_has_no_value_in_the_syntax()
    {
        var syntax = Maml.Write([Read(Page)], "https://example.org").Descendants(Command + "syntaxItem").First();
        var all = syntax.Elements(Command + "parameter").Single(item => item.Element(Text + "name")!.Value == "All");
        Assert.Null(all.Element(Command + "parameterValue"));
    }

    [Theory]
    [InlineData("# Get-Thing", "# Get-Other", 1, "# Get-Thing")]
    [InlineData("## NOTES", "## REMARKS", 134, "## NOTES")]
    [InlineData("## RELATED LINKS\n\n[Set-Thing](Set-Thing.md)\n", "", 136, "RELATED LINKS")]
    [InlineData("external help file: Things.dll-Help.xml\n", "", 1, "external help file")]
    [InlineData("online version:", "online version", 3, "name: value")]
    [InlineData("Gets `things`.", "", 8, "one paragraph")]
    [InlineData("[-All]", "[-All", 16, "no parameter of a syntax")]
    [InlineData("Get-Thing [-Id]", "Get-Other [-Id]", 21, "begins with 'Get-Thing'")]
    [InlineData("[-Kind <string>] ", "[-Colour <string>] ", 53, "-Colour")]
    [InlineData("The id.", "", 71, "not described")]
    [InlineData("Position: Named\nDefault value: Big", "Default value: Big", 91, "'Position: …'")]
    [InlineData("Aliases: Number", "Aliases Number", 78, "name: value")]
    [InlineData("```powershell", "```", 38, "powershell")]
    [InlineData("Remark.", "| a | b |", 51, "takes no more")]
    [InlineData("Remark.", "1. Remark", 51, "takes no more")]
    [InlineData("Remark.", "<!-- Remark. -->", 51, "takes no more")]
    [InlineData("Remark.", "```powershell\nSecond\n```", 51, "one block of code")]
    [InlineData("In a `new` session.\n", "", 34, "in which session")]
    [InlineData("[Set-Thing](Set-Thing.md)\n", "Set-Thing\n", 140, "one link")]
    public void A_page_that_is_not_as_it_must_be_is_named_with_its_line(
        string replace, string by, int line, string words)
    {
        Assert.Contains(replace, Page, StringComparison.Ordinal);
        var error = Assert.Throws<PageException>(() => Read(Page.Replace(replace, by, StringComparison.Ordinal)));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"docs/Get-Thing.md({line}): error HELP: ", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\nname: value", 1, "no end")]
    [InlineData("```\ncode", 1, "no end")]
    public void What_is_opened_must_be_closed(string text, int line, string words)
    {
        var error = Assert.Throws<PageException>(() => MarkdownDocument.Read("page.md", text));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Fact]
    public void An_about_topic_is_plain_text_of_80_columns()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 30)).TrimEnd();
        var text = About($"""
            # about_Things

            ## Short description

            What **things** are.

            ## More

            {words}

            - {words}

            ```powershell
            Get-Thing
            ```
            """);
        Assert.Equal(
            ["TOPIC", "    about_Things", "", "SHORT DESCRIPTION", "    What things are.", "", "MORE", ""],
            text.Split('\n')[..8]);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80));
        Assert.Contains("\n    - word", text, StringComparison.Ordinal);
        Assert.Contains("\n        Get-Thing\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# about_Others\n\n## Short description\n\nText.")]
    [InlineData("# about_Things\n\nText.")]
    [InlineData("# about_Things\n\n## Short description\n\nA description that has more than the one line from which "
        + "PowerShell takes the synopsis.")]
    public void An_about_topic_begins_with_its_name_and_a_short_description(string text) =>
        Assert.Throws<PageException>(() => About(text));

    private static CommandPage Read(string text) =>
        CommandPageReader.Read(MarkdownDocument.Read("docs/Get-Thing.md", text), Name);

    private static string About(string text) =>
        AboutText.Write(MarkdownDocument.Read("about_Things.md", text), "about_Things");
}
