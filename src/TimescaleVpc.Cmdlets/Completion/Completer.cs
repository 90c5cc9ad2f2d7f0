using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TimescaleVpc.Commands;

/// <summary>
/// Completes an argument from what the session knows. It may neither fail nor keep anybody waiting who is typing.
/// </summary>
internal abstract class Completer : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            var word = new CompletionWord(wordToComplete);
            return [.. word.Choose(Suggest(new CompletionPlace(fakeBoundParameters)))];
        }
        catch (Exception)
        {
            // PowerShell would show nothing either, and an error in $Error that nobody asked for.
            return [];
        }
    }

    /// <summary>What the argument can be, in any order.</summary>
    private protected abstract IEnumerable<CompletionItem> Suggest(CompletionPlace place);

    /// <summary>A fixed word.</summary>
    private protected static CompletionItem Word(string text) => new(text, text, text);
}
