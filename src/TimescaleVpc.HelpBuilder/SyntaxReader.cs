using System.Text.RegularExpressions;

namespace TimescaleVpc.HelpBuilder;

/// <summary>
/// Reads a line such as <c>Get-Thing [[-Name] &lt;string&gt;] -Id &lt;int&gt; [&lt;CommonParameters&gt;]</c>.
/// </summary>
internal static partial class SyntaxReader
{
    public static SyntaxLine Read(MarkdownDocument document, Code code, string command)
    {
        // A parameter and its value are on one line, however the page is wrapped.
        var text = string.Join(' ', code.Lines.Select(line => line.Trim())).Trim();
        var parameters = new List<SyntaxParameter>();
        var match = Command().Match(text);
        if (!match.Success || match.Groups[1].Value != command)
            throw document.Problem(code.Line, $"A syntax begins with '{command}'.");

        var (at, position) = (match.Length, 0);
        for (; at < text.Length; at += match.Length)
        {
            match = Item().Match(text, at);
            if (!match.Success)
                throw document.Problem(code.Line + 1, $"This is no parameter of a syntax: '{text[at..]}'");
            if (match.Groups["common"].Success) continue;

            parameters.Add(new(
                match.Groups["name"].Value, match.Groups["type"] is { Success: true } type ? type.Value : null,
                !match.Groups["optional"].Success, match.Groups["positional"].Success ? position++ : null));
        }

        return new(parameters);
    }

    [GeneratedRegex(@"^([A-Za-z]+-[A-Za-z]+) *")]
    private static partial Regex Command();

    // [[-Name] <Type>], [-Name] <Type>, [-Name <Type>], [-Name], -Name <Type> or -Name.
    [GeneratedRegex(
        @"\G(?:(?<common>\[<CommonParameters>\])"
        + @"|(?<optional>\[)(?<positional>\[)-(?<name>\w+)\] <(?<type>[\w.\[\]]+)>\]"
        + @"|(?<positional>\[)-(?<name>\w+)\] <(?<type>[\w.\[\]]+)>"
        + @"|(?<optional>\[)-(?<name>\w+)(?: <(?<type>[\w.\[\]]+)>)?\]"
        + @"|-(?<name>\w+)(?: <(?<type>[\w.\[\]]+)>)?)(?: +|$)")]
    private static partial Regex Item();
}
