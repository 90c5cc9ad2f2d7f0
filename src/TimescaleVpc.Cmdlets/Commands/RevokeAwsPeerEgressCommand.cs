using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Revokes the changes of Grant-AwsPeerEgress: its security group, or its rule in another group.</summary>
[Cmdlet(VerbsSecurity.Revoke, "AwsPeerEgress", SupportsShouldProcess = true)]
[OutputType(typeof(VpcPeering))]
public sealed class RevokeAwsPeerEgressCommand : WaitingCommand
{
    /// <summary>The peering, or a row that names its VPC and your network.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PeeringTransformation]
    public VpcPeering Peering { get; set; } = null!;

    /// <summary>The only group to look at; without it all groups of your VPC.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Trimmed(Lower = true)]
    public string? SecurityGroupId { get; set; }

    /// <summary>Writes the peering that egress was taken from, for the next stage.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override StageRequest Request => Ask(new RevokeEgressRequest());

    private protected override IEnumerable<object?> Items => [Naming.Peering(Peering)];
}
