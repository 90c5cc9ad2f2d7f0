using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TimescaleVpc.Commands;

/// <summary> Completes an argument from the session's data. It never fails and never delays typing. </summary>
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
            // PowerShell would show nothing either, and the error would stay in $Error.
            return [];
        }
    }

    /// <summary>The possible values of the argument, in any order.</summary>
    private protected abstract IEnumerable<CompletionItem> Suggest(CompletionPlace place);

    /// <summary>A fixed word.</summary>
    private protected static CompletionItem Word(string text) => new(text, text, text);
}
