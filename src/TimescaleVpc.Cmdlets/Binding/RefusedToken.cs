using System.Management.Automation;
using System.Management.Automation.Language;

namespace TimescaleVpc.Commands;

/// <summary>Stands for a token that was given as plain text; the text itself is dropped at once.</summary>
internal sealed class RefusedToken
{
    private RefusedToken() { }

    internal static RefusedToken Instance { get; } = new();

    /// <inheritdoc/>
    public override string ToString() => "(refused)";

    internal static TimescaleVpcException Error() => new(
        "PlainTextToken",
        ErrorKind.InvalidArgument,
        "-Token takes no plain text: it would stay in the history, in transcripts and in logs, as it may have already.",
        "Give a SecureString or a PSCredential: -Token (Get-Secret mst), -Token (Read-Host -AsSecureString), or set "
            + "AIVEN_TOKEN. Revoke a token that was typed into a command line.");

    /// <summary>An error record quotes the line it came from; with a token in it, it must not.</summary>
    internal static void HideLine(InvocationInfo invocation)
    {
        const string Line = "Connect-Timescale -Token (refused)";
        invocation.DisplayScriptPosition = new ScriptExtent(
            new ScriptPosition("", 1, 1, Line), new ScriptPosition("", 1, Line.Length + 1, Line));
    }
}
