using System.Management.Automation;
using System.Management.Automation.Language;

namespace TimescaleVpc.Commands;

/// <summary>The text typed so far: a prefix or a pattern, with or without an opening quote.</summary>
internal sealed class CompletionWord
{
    private readonly char quote;
    private readonly string text;

    internal CompletionWord(string? word)
    {
        text = word ?? "";
        if (text.Length == 0) return;

        // PowerShell takes typographic quotation marks, too, each of them for any of its kind.
        quote = text[0] switch
        {
            '\'' or '\u2018' or '\u2019' or '\u201a' or '\u201b' => '\'',
            '"' or '\u201c' or '\u201d' or '\u201e' => '"',
            _ => '\0',
        };
        if (quote != '\0') text = Literal(text) ?? Literal(text + quote) ?? text[1..];
    }

    /// <summary>The value of a literal; null for anything else, and for a literal without its closing quote.</summary>
    private static string? Literal(string source)
    {
        var ast = Parser.ParseInput(source, out _, out var errors);
        return errors.Length == 0
            && ast.EndBlock.Statements is [PipelineAst { PipelineElements: [CommandExpressionAst expression] }]
            ? (expression.Expression as StringConstantExpressionAst)?.Value : null;
    }

    /// <summary>The items that fit by their name, else those that fit by their id.</summary>
    internal IEnumerable<CompletionResult> Choose(IEnumerable<CompletionItem> items)
    {
        var fits = Test();
        var all = items.OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase).ToArray();
        var matches = all.Where(item => fits(item.Text) || item.Alias is { } alias && fits(alias)).ToArray();
        return matches.Length > 0
            ? matches.Select(item => Result(item.Text, item.ToolTip))
            : all.Where(item => fits(item.Id)).Select(item => Result(item.Id, item.ToolTip));
    }

    private Func<string, bool> Test()
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text)) return Begins;
        try
        {
            var pattern = new WildcardPattern(text + "*", WildcardOptions.IgnoreCase);
            pattern.IsMatch("");
            return pattern.IsMatch;
        }
        catch (WildcardPatternException)
        {
            // A bracket that is not closed yet.
            return Begins;
        }
    }

    private bool Begins(string text) => text.StartsWith(this.text, StringComparison.OrdinalIgnoreCase);

    // Both the text and the tooltip are shown to the user before they are accepted.
    private CompletionResult Result(string text, string toolTip) => new(
        Quoted(text), DisplayText.Of(text), CompletionResultType.ParameterValue,
        DisplayText.Of(toolTip.Length == 0 ? text : toolTip));

    private string Quoted(string text) => quote switch
    {
        '\0' => PowerShellLiteral.Argument(text),
        '\'' => PowerShellLiteral.Of(text),
        _ => PowerShellLiteral.Expandable(text),
    };
}
