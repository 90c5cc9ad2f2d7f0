using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Applies changed address ranges of your network, on Azure also of the platform's. If the peering must be created
/// anew, it asks for confirmation, unless <c>-Force</c> or <c>-Confirm:$false</c> is given.
/// </summary>
[Cmdlet(VerbsData.Update, "VpcPeering", SupportsShouldProcess = true)]
[OutputType(typeof(VpcPeering))]
public sealed class UpdateVpcPeeringCommand : WaitingCommand
{
    /// <summary>The peering, or a row that names its VPC and your network.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PeeringTransformation]
    public VpcPeering Peering { get; set; } = null!;

    /// <summary>The AWS account that the platform's new request must come from.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [Trimmed]
    public string? RequesterAccountId { get; set; }

    /// <summary>
    /// Changes nothing if neither <c>-RequesterAccountId</c> nor a peering that was approved before names the account
    /// that the new request must come from.
    /// </summary>
    [Parameter]
    public SwitchParameter RequireKnownRequester { get; set; }

    /// <summary>Does not ask before the peering is created anew.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// On Azure: makes the peering anew where the platform's half lacks a range, rather than wait for the platform.
    /// </summary>
    [Parameter]
    public SwitchParameter Recreate { get; set; }

    /// <summary>
    /// On Azure: an ephemeral key credential instead of a secret, for tenants whose policy forbids secrets.
    /// </summary>
    [Parameter]
    public SwitchParameter UseCertificate { get; set; }

    private protected override StageRequest Request => Ask(new UpdatePeeringRequest());

    private protected override IEnumerable<object?> Items => [Naming.Peering(Peering)];
}
