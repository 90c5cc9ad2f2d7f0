using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Writes what the cmdlets of a session did, or what a plan would do, into a file for a change ticket.
/// </summary>
[Cmdlet(VerbsData.Export, "VpcChange", SupportsShouldProcess = true)]
[OutputType(typeof(VpcDocument))]
public sealed class ExportVpcChangeCommand : ConnectedCommand
{
    /// <summary>The file to write; it ends in <c>.md</c>, <c>.json</c> or <c>.html</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>
    /// The changes: those of Get-VpcChange, or objects that a cmdlet wrote under -WhatIf, for what is to be done.
    /// Without it all of the session's.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ChangeTransformation]
    public VpcChange[]? Change { get; set; }

    /// <summary>Overwrites a file that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override StageRequest Request => Ask(new ExportChangeRequest()) with
    {
        Path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path),
    };

    private protected override IEnumerable<object?> Items => [Change];
}
