using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Lets traffic out to the service: a new security group with nothing but that, a rule in an existing one, or a check
/// of the default one.
/// </summary>
[Cmdlet(VerbsSecurity.Grant, "AwsPeerEgress", SupportsShouldProcess = true, DefaultParameterSetName = "New")]
[OutputType(typeof(VpcPeering))]
public sealed class GrantAwsPeerEgressCommand : WaitingCommand
{
    /// <summary>The peering, or a row that names its VPC and your network.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PeeringTransformation]
    public VpcPeering Peering { get; set; } = null!;

    /// <summary>An existing security group of your VPC; it gets the rule and nothing else.</summary>
    [Parameter(ParameterSetName = "Existing", Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Trimmed(Lower = true)]
    public string? SecurityGroupId { get; set; }

    /// <summary>Your VPC's default group: it is checked, not changed.</summary>
    [Parameter(ParameterSetName = "Default", Mandatory = true)]
    public SwitchParameter UseDefault { get; set; }

    /// <summary>The service's ports; without it 5432.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int[] Port { get; set; } = [];

    /// <summary>Instances (<c>i-</c>) or network interfaces (<c>eni-</c>) that get the group.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Trimmed(Lower = true)]
    public string[] AttachTo { get; set; } = [];

    /// <summary>Tags for the security group that is made, beside those of this module.</summary>
    [Parameter(ParameterSetName = "New")]
    [ValidateNotNull]
    public Hashtable Tag { get; set; } = [];

    private protected override StageRequest Request => Ask(new GrantEgressRequest());

    private protected override IEnumerable<object?> Items => [Naming.Peering(Peering)];
}
