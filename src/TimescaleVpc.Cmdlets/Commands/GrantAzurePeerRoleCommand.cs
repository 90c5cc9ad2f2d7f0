using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Prepares Entra ID and Azure for a peering: application, service principals, least-privilege roles and assignments.
/// </summary>
[Cmdlet(VerbsSecurity.Grant, "AzurePeerRole", SupportsShouldProcess = true, DefaultParameterSetName = Pair)]
[OutputType(typeof(AzurePeerGrant))]
public sealed class GrantAzurePeerRoleCommand : PeerRoleCommand
{
    /// <summary>A peering, for its VPC and VNet.</summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>The built-in role Network Contributor for your application, as the platform's guide has it.</summary>
    [Parameter]
    public SwitchParameter UseNetworkContributor { get; set; }

    /// <summary>
    /// Tags for your application, beside that of this module; Entra ID keeps them as words <c>key=value</c>.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable Tag { get; set; } = [];

    private protected override StageRequest Request => Ask(new GrantPeerRoleRequest());

    private protected override IEnumerable<object?> Items => [(object?)Peering ?? PairItem];
}
