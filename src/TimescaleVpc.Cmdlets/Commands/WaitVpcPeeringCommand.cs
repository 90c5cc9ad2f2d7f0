using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Waits until a peering is ACTIVE; any other end is an error of its own.</summary>
[Cmdlet(VerbsLifecycle.Wait, "VpcPeering", DefaultParameterSetName = ByObject)]
[OutputType(typeof(VpcPeering))]
public sealed class WaitVpcPeeringCommand : NamedPeeringCommand
{
    /// <summary>Lets a plan pass through; this cmdlet only waits, and changes nothing.</summary>
    [Parameter]
    public SwitchParameter WhatIf { get; set; }

    private protected override StageRequest Request => Ask(new WaitPeeringRequest());
}
