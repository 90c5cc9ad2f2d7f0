using System.Text.RegularExpressions;

namespace TimescaleVpc.HelpBuilder;

/// <summary>Converts Markdown within a line to plain text.</summary>
internal static partial class Inline
{
    /// <summary>
    /// Code without its backticks, bold without its stars. Of a link the text stays, and its address if it leads away.
    /// </summary>
    public static string Plain(string text) => Token().Replace(text, match =>
    {
        if (match.Groups["code"].Success) return match.Groups["code"].Value;
        if (match.Groups["bold"].Success) return Plain(match.Groups["bold"].Value);
        if (match.Groups["escaped"].Success) return match.Groups["escaped"].Value;

        var (words, target) = (Plain(match.Groups["words"].Value), match.Groups["target"].Value);
        return IsAddress(target) ? $"{words} ({target})" : words;
    });

    /// <summary>The only link of a line; null if the line is anything else.</summary>
    public static (string Words, string Target)? Link(string text) =>
        Token().Match(text) is { Success: true } match && match.Value == text && match.Groups["target"].Success
            ? (Plain(match.Groups["words"].Value), match.Groups["target"].Value) : null;

    public static bool IsAddress(string target) => Uri.TryCreate(target, UriKind.Absolute, out _);

    [GeneratedRegex(
        @"`(?<code>[^`]+)`|\*\*(?<bold>[^*]+)\*\*|\[(?<words>[^\]]+)\]\((?<target>[^)\s]+)\)"
        + @"|\\(?<escaped>[<>*_`\[\]|\\])")]
    private static partial Regex Token();
}
