using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Commands;

/// <summary>What was typed so far: a prefix or a pattern, with or without a quote before it.</summary>
internal sealed partial class CompletionWord
{
    private readonly char _quote;
    private readonly string _text;

    internal CompletionWord(string? word)
    {
        _text = word ?? "";
        if (_text.Length == 0 || _text[0] is not ('\'' or '"')) return;

        _quote = _text[0];
        _text = _text[1..];
        if (_text.EndsWith(_quote)) _text = _text[..^1];
        _text = _text.Replace($"{_quote}{_quote}", $"{_quote}", StringComparison.Ordinal);
    }

    /// <summary>The items that fit by their name, else those that fit by their id.</summary>
    internal IEnumerable<CompletionResult> Choose(IEnumerable<CompletionItem> items)
    {
        var fits = Test();
        var all = items.OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase).ToArray();
        var named = all.Where(item => fits(item.Text) || item.Alias is { } alias && fits(alias)).ToArray();
        return named.Length > 0
            ? named.Select(item => Result(item.Text, item.ToolTip))
            : all.Where(item => fits(item.Id)).Select(item => Result(item.Id, item.ToolTip));
    }

    private Func<string, bool> Test()
    {
        if (!WildcardPattern.ContainsWildcardCharacters(_text)) return Begins;
        try
        {
            var pattern = new WildcardPattern(_text + "*", WildcardOptions.IgnoreCase);
            pattern.IsMatch("");
            return pattern.IsMatch;
        }
        catch (WildcardPatternException)
        {
            // A bracket that is not closed yet.
            return Begins;
        }
    }

    private bool Begins(string text) => text.StartsWith(_text, StringComparison.OrdinalIgnoreCase);

    private CompletionResult Result(string text, string toolTip) => new(
        Quoted(text), text, CompletionResultType.ParameterValue, toolTip.Length == 0 ? text : toolTip);

    // What begins with a digit would be taken for a number, and ids of Timescale Cloud are made of digits.
    private string Quoted(string text) => _quote switch
    {
        '"' => $"\"{Special().Replace(text, "`$0")}\"",
        '\0' when Bare().IsMatch(text) => text,
        _ => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'",
    };

    [GeneratedRegex(@"^[A-Za-z_/*][A-Za-z0-9_./:-]*\z")]
    private static partial Regex Bare();

    [GeneratedRegex("[`\"$]")]
    private static partial Regex Special();
}
