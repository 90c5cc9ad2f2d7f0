using System.Management.Automation.Language;

namespace TimescaleVpc.Commands;

/// <summary>Breaks a command line where PowerShell goes on reading, so that its lines run as one when pasted.</summary>
internal static class CommandLines
{
    private const string Indent = "  ";
    private const string Continuation = " `";

    /// <param name="command">A command line.</param>
    /// <param name="width">The columns of a line; only an argument that is longer by itself exceeds them.</param>
    public static string[] Of(string command, int width)
    {
        Parser.ParseInput(command, out var tokens, out var errors);
        if (command.Length <= width || errors.Length > 0) return [command];

        var lines = new List<string>();
        var line = "";
        foreach (var unit in Units(command, tokens))
        {
            var isFull = line.Length + 1 + unit.Length + Continuation.Length > width;
            if (line.Trim().Length > 0 && (GoesOn(line) || isFull))
            {
                lines.Add(GoesOn(line) ? line : line + Continuation);
                line = line.EndsWith(';') ? "" : Indent;
            }

            line += line.Trim().Length == 0 ? unit : $" {unit}";
        }

        return [.. lines, line];
    }

    /// <summary>What stays together: a parameter and its value, and what ends a part of a pipeline.</summary>
    private static IEnumerable<string> Units(string command, Token[] tokens)
    {
        var (start, end) = (0, 0);
        Token? previous = null;
        foreach (var token in tokens.Where(token => token.Kind != TokenKind.EndOfInput))
        {
            var stays = previous is null || token.Extent.StartOffset == end || IsEnd(token)
                || previous.Kind == TokenKind.Parameter && token.Kind != TokenKind.Parameter;
            if (!stays)
            {
                yield return command[start..end];
                start = token.Extent.StartOffset;
            }

            (previous, end) = (token, token.Extent.EndOffset);
        }

        yield return command[start..end];
    }

    private static bool IsEnd(Token token) => token.Kind is TokenKind.Pipe or TokenKind.Semi or TokenKind.Comma;

    private static bool GoesOn(string line) => line.EndsWith('|') || line.EndsWith(';');
}
