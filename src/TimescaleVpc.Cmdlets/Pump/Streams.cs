using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// The only access of a cmdlet to PowerShell's streams and prompts; it makes invisible characters visible. For the
/// pipeline thread only.
/// </summary>
internal sealed class Streams(PSCmdlet cmdlet)
{
    internal void Error(Exception error, object? input) => cmdlet.WriteError(ErrorRecords.From(error, input));

    internal void Throw(Exception error, object? input = null) =>
        cmdlet.ThrowTerminatingError(ErrorRecords.From(error, input));

    internal void Warning(string text) => cmdlet.WriteWarning(DisplayText.Of(text));

    internal void Verbose(string text) => cmdlet.WriteVerbose(DisplayText.Of(text));

    internal void Debug(string text) => cmdlet.WriteDebug(DisplayText.Of(text));

    /// <summary>Shows a text as Write-Host does.</summary>
    internal void Host(string text) =>
        cmdlet.WriteInformation(new HostInformationMessage { Message = DisplayText.Of(text) }, ["PSHOST"]);

    internal void Progress(ProgressRecord record) => cmdlet.WriteProgress(record);

    /// <summary>Asks, or shows under -WhatIf, with the words around the sentence that PowerShell itself uses.</summary>
    internal bool ShouldProcess(PeeringStep step) => cmdlet.ShouldProcess(
        $"{step}", $"Are you sure you want to perform this action?{Environment.NewLine}{step}", "Confirm");

    internal bool ShouldContinue(string question, string caption) =>
        cmdlet.ShouldContinue(DisplayText.Of(question), DisplayText.Of(caption));
}
