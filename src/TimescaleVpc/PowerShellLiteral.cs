using System.Text;
using System.Text.RegularExpressions;

namespace TimescaleVpc;

/// <summary>
/// Texts as PowerShell source that stands for exactly that text, whatever characters it has, and in which each of them
/// can be seen. PowerShell takes typographic quotation marks for quotes, too; a test holds this against its own
/// escaping for every character.
/// </summary>
internal static partial class PowerShellLiteral
{
    /// <summary>An argument of a command: bare where PowerShell takes it as it is.</summary>
    public static string Argument(string text) => IsBare(text) ? text : Of(text);

    /// <summary>A string literal, in single quotes where all of it can be seen.</summary>
    public static string Of(string text) =>
        DisplayText.IsVisible(text) ? $"'{SingleQuotes().Replace(text, "$0$0")}'" : Expandable(text);

    /// <summary>A string literal in double quotes.</summary>
    public static string Expandable(string text)
    {
        var source = new StringBuilder("\"", text.Length + 8);
        for (var at = 0; at < text.Length;)
        {
            var length = DisplayText.Read(text, at, out var isHidden);
            if (isHidden) source.Append(DisplayText.Escape(text, at, length));
            else if (text[at] is '`' or '$' or '"' or '\u201c' or '\u201d' or '\u201e')
                source.Append('`').Append(text[at]);
            else source.Append(text, at, length);
            at += length;
        }

        return source.Append('"').ToString();
    }

    /// <summary>Text within a block comment, which it cannot end.</summary>
    public static string Comment(string text) => DisplayText.Of(text)
        .Replace("<#", "<`#", StringComparison.Ordinal).Replace("#>", "#`>", StringComparison.Ordinal);

    /// <summary>
    /// Whether PowerShell takes it for a text without quotes. What begins with a digit would be taken for a number, and
    /// ids of Timescale Cloud are made of digits.
    /// </summary>
    public static bool IsBare(string text) => Bare().IsMatch(text);

    [GeneratedRegex(@"\A[A-Za-z_/*][A-Za-z0-9_./:-]*\z")]
    private static partial Regex Bare();

    [GeneratedRegex("['\u2018\u2019\u201a\u201b]")]
    private static partial Regex SingleQuotes();
}
