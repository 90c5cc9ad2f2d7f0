using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Removes everything that this module made for a peering, and nothing else: egress, routes, link, both halves, role
/// assignments, roles, service principals and application, as far as no other peering needs them. Works on
/// half-finished and on half-undone peerings. It asks; <c>-Confirm:$false</c> answers.
/// </summary>
[Cmdlet(VerbsCommon.Undo, "VpcPeering",
    SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = ByObject)]
[OutputType(typeof(PeeringUndo))]
public sealed class UndoVpcPeeringCommand : NamedPeeringCommand
{
    /// <summary>
    /// Moves the services in the VPC to the public internet first, unless another network reaches the VPC.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeService { get; set; }

    /// <summary>The platform's application, where it is not the published one and only names are known.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Trimmed]
    public string? PlatformAppId { get; set; }

    private protected override StageRequest Request => Ask(new UndoPeeringRequest());
}
