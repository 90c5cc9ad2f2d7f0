using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Makes our half of a peering. On Azure: the link from your VNet to the platform's network in its own tenant. On AWS:
/// accepts the platform's request, and no other one, and adds the routes.
/// </summary>
[Cmdlet(VerbsLifecycle.Approve, "VpcPeering", SupportsShouldProcess = true, DefaultParameterSetName = ByObject)]
[OutputType(typeof(VpcPeering))]
public sealed class ApproveVpcPeeringCommand : NamedPeeringCommand
{
    /// <summary>
    /// On Azure: an ephemeral key credential instead of a secret, for tenants whose policy forbids secrets.
    /// </summary>
    [Parameter]
    public SwitchParameter UseCertificate { get; set; }

    /// <summary>On AWS: the account that the platform's request must come from.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [Trimmed]
    public string? RequesterAccountId { get; set; }

    /// <summary>
    /// On AWS: refuses the request if neither <c>-RequesterAccountId</c> nor a peering that was approved before names
    /// the account that it must come from.
    /// </summary>
    [Parameter]
    public SwitchParameter RequireKnownRequester { get; set; }

    /// <summary>On AWS: the route tables that get the route; without it every table in use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Trimmed(Lower = true)]
    public string[] RouteTableId { get; set; } = [];

    /// <summary>On AWS: the subnets whose route tables get the route; by default all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Trimmed(Lower = true)]
    public string[] SubnetId { get; set; } = [];

    /// <summary>On AWS: adds no route.</summary>
    [Parameter]
    public SwitchParameter NoRoute { get; set; }

    /// <summary>On AWS: points a route that leads elsewhere to this peering.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>On AWS: lets names resolve to private addresses over the peering.</summary>
    [Parameter]
    [Alias("AllowDnsResolution")]
    public SwitchParameter AllowDns { get; set; }

    /// <summary>
    /// On Azure: lets traffic pass between the networks. Without it, what stands stays; a new half does.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowVirtualNetworkAccess { get; set; }

    /// <summary>
    /// On Azure: lets the platform's network use a gateway of your VNet. Without it, what stands stays; a new half does
    /// not.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowGatewayTransit { get; set; }

    /// <summary>
    /// On Azure: lets traffic in that did not start in the platform's network. Without it, what stands stays; a new
    /// half does not.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowForwardedTraffic { get; set; }

    /// <summary>On AWS: tags for your side of the peering connection, beside those of this module.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable Tag { get; set; } = [];

    private protected override StageRequest Request => Ask(new ApprovePeeringRequest());
}
