using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace TimescaleVpc.Commands;

/// <summary>
/// The tables that New-VpcSandbox takes, ready to be filled in. Within a table PowerShell asks no completer, so a whole
/// one is offered: for a fault, a latency and a setting one for each of the sandbox's words, which may be typed first.
/// </summary>
internal sealed class SandboxTableCompleter : IArgumentCompleter
{
    private static readonly Lazy<VpcSandbox?> AnyWorld = new(NewWorld);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            var word = wordToComplete.Trim('\'', '"', '@');
            return
            [
                .. Tables(parameterName).Where(table => table.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                    .OrderBy(table => table.Word, StringComparer.OrdinalIgnoreCase).Select(table =>
                        new CompletionResult(table.Text, table.Word, CompletionResultType.ParameterValue, table.Tip)),
            ];
        }
        catch (Exception)
        {
            // PowerShell would show nothing either, and the error would stay in $Error.
            return [];
        }
    }

    private static IEnumerable<(string Word, string Text, string Tip)> Tables(string parameter)
    {
        if (AnyWorld.Value is not { } world || !world.PartKeys.TryGetValue(parameter, out var keys)) return [];
        var tip = keys.Optional.Length == 0 ? "it takes no other key" : $"also: {string.Join(", ", keys.Optional)}";
        return parameter switch
        {
            "Fault" => world.RequestKinds.Append("*").Select(kind => (kind, Table([("Kind", Of(kind))]), tip)),
            "Latency" => keys.Optional.Select(kind => (kind, Table([(kind, Of("00:00:01"))]), "time of each request")),
            "Setting" => keys.Optional.Select(name =>
                (name, Table([(name, Setting(world.Settings, name))]), "with its default")),
            _ => [(string.Join(", ", keys.Required), Table(keys.Required.Select(key => (key, Of("")))), tip)],
        };
    }

    private static string Table(IEnumerable<(string Key, string Value)> pairs) =>
        $"@{{ {string.Join("; ", pairs.Select(pair => $"{Key(pair.Key)} = {pair.Value}"))} }}";

    private static string Key(string text) => text.All(char.IsAsciiLetterOrDigit) ? text : Of(text);

    /// <summary>The value of a setting that was not changed, as a script writes it.</summary>
    private static string Setting(SandboxSettings settings, string name) =>
        typeof(SandboxSettings).GetProperty(name)!.GetValue(settings) switch
        {
            bool flag => flag ? "$true" : "$false",
            int number => number.ToString(CultureInfo.InvariantCulture),
            TimeSpan span => Of(span.ToString("c", CultureInfo.InvariantCulture)),
            var other => Of($"{other}"),
        };

    private static string Of(string text) => PowerShellLiteral.Of(text);

    private static VpcSandbox? NewWorld()
    {
        var sink = new CompletionSink();
        EngineLoader.Engine.Open(new BuildSandboxRequest(), sink).ProcessAsync(null, CancellationToken.None)
            .GetAwaiter().GetResult();
        return sink.World;
    }
}
