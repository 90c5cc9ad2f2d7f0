using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Revokes the changes of Grant-AzurePeerRole. It changes only objects that it was given or has created.
/// </summary>
[Cmdlet(VerbsSecurity.Revoke, "AzurePeerRole", SupportsShouldProcess = true, DefaultParameterSetName = ByGrant)]
[OutputType(typeof(AzurePeerGrant))]
public sealed class RevokeAzurePeerRoleCommand : PeerRoleCommand
{
    // The default, for PowerShell tries the default set by property name before any other set by value (measured): with
    // the pair as default, a piped grant or peering would fall apart into its Vpc and VNet.
    private const string ByGrant = "Grant";

    /// <summary>The grant, as Grant-AzurePeerRole wrote it.</summary>
    [Parameter(ParameterSetName = ByGrant, Mandatory = true, ValueFromPipeline = true)]
    [GrantTransformation]
    public AzurePeerGrant? Grant { get; set; }

    /// <summary>The peering whose roles are removed.</summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>Revokes although the peering still exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes what was revoked, for the next stage: VPC, VNet and the changes.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override StageRequest Request => Ask(new RevokePeerRoleRequest());

    private protected override IEnumerable<object?> Items => [(object?)Grant ?? (object?)Peering ?? PairItem];
}
