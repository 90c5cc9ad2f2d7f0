using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Says what is wrong with peerings, or would go wrong before one is made: the first broken link of the chain, with
/// evidence and the command that repairs it. It reads only.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "VpcPeering", DefaultParameterSetName = Azure)]
[OutputType(typeof(PeeringFinding))]
public sealed class TestVpcPeeringCommand : PeeringQueryCommand
{
    /// <summary>The names of services that should be in the VPC.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [Trimmed]
    public string[] Service { get; set; } = [];

    /// <summary>Ends with the error DriftFound if something is to be repaired, or is not known.</summary>
    [Parameter]
    public SwitchParameter FailOnDrift { get; set; }

    private protected override StageRequest Request => Ask(new TestPeeringRequest());

    private protected override object? Known(VpcPeering peering) => Naming.Peering(peering);
}
