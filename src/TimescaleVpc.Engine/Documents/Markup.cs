namespace TimescaleVpc.Engine.Documents;

/// <summary>
/// Outside text as data in each form that a file has. In all of them what cannot be seen is written by its number, so
/// that nothing breaks a line, turns its direction or hides.
/// </summary>
internal static class Markup
{
    /// <summary>Whatever means something in Markdown, at any place of a line.</summary>
    private const string MarkdownSigns = "\\`*_{}[]()#+!|~@$^=";

    /// <summary>As content, or as the value of an attribute in double quotes, in HTML and in XML.</summary>
    public static string Html(string? text) => WebUtility.HtmlEncode(DisplayText.Of(text));

    /// <summary>As text in Markdown, in a table as well. An address or a name is no link.</summary>
    public static string Markdown(string? text)
    {
        var markdown = new StringBuilder();
        foreach (var letter in DisplayText.Of(text))
        {
            markdown.Append(letter switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                _ when MarkdownSigns.Contains(letter, StringComparison.Ordinal) => $"\\{letter}",
                _ => $"{letter}",
            });
        }

        // An entity is no part of an address, so that none begins.
        return markdown.Replace("://", "&#58;//").Replace("www.", "www&#46;").ToString();
    }

    /// <summary>As code in Markdown, in a table as well.</summary>
    public static string MarkdownCode(string? text)
    {
        var code = DisplayText.Of(text);
        var longestRun = 0;
        var run = 0;
        foreach (var letter in code)
        {
            run = letter == '`' ? run + 1 : 0;
            longestRun = Math.Max(longestRun, run);
        }

        var fence = new string('`', longestRun + 1);
        var space = longestRun > 0 ? " " : "";
        return code.Length == 0 ? ""
            : $"{fence}{space}{code.Replace("|", "\\|", StringComparison.Ordinal)}{space}{fence}";
    }
}
