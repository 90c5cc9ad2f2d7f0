using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Writes what a session has asked and was answered, without secrets and with stand-ins for names, as a file that can
/// be handed on and replayed.
/// </summary>
[Cmdlet(VerbsData.Export, "VpcReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(VpcReport))]
public sealed class ExportVpcReportCommand : ConnectedCommand
{
    /// <summary>The report to write, a file that ends in <c>.json</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>A finding of Test-VpcPeering, to be written into the report.</summary>
    [Parameter(ValueFromPipeline = true)]
    [FindingTransformation]
    public PeeringFinding? Finding { get; set; }

    /// <summary>
    /// A recording of <c>Connect-Timescale -Record</c> to make the report from, of a session that is over.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Recording { get; set; }

    /// <summary>Leaves names and ids as they are.</summary>
    [Parameter]
    public SwitchParameter KeepNames { get; set; }

    /// <summary>Overwrites files that are there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override StageRequest Request => Ask(new ExportReportRequest()) with
    {
        Path = Full(Path),
        Recording = Recording is null ? null : Full(Recording),
    };

    private protected override IEnumerable<object?> Items => [Finding];

    private string Full(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
}
