using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Repairs what findings of Test-VpcPeering name, as far as this module can, and hands the rest back with whose turn it
/// is. It asks before each step; <c>-Confirm:$false</c> answers.
/// </summary>
[Cmdlet(VerbsDiagnostic.Repair, "VpcPeering", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(PeeringRepair))]
public sealed class RepairVpcPeeringCommand : WaitingCommand
{
    /// <summary>A finding of Test-VpcPeering, or one that was read from a file.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [FindingTransformation]
    public PeeringFinding Finding { get; set; } = null!;

    private protected override StageRequest Request => Ask(new RepairPeeringRequest());

    private protected override IEnumerable<object?> Items => [Finding];
}
