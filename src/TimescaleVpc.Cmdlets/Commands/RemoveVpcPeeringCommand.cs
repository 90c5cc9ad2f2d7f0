using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Removes both halves of a peering, and reports what is left. Asks for confirmation, unless <c>-Confirm:$false</c> is
/// given.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "VpcPeering",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByObject)]
[OutputType(typeof(PeeringUndo), typeof(VpcPeering))]
public sealed class RemoveVpcPeeringCommand : NamedPeeringCommand
{
    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override StageRequest Request => Ask(new RemovePeeringRequest());
}
