using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Asks the platform for a peering, and waits until it is our turn.</summary>
[Cmdlet(VerbsCommon.Add, "VpcPeering", SupportsShouldProcess = true, DefaultParameterSetName = "Grant")]
[OutputType(typeof(VpcPeering))]
public sealed class AddVpcPeeringCommand : WaitingCommand
{
    /// <summary>What Grant-AzurePeerRole wrote.</summary>
    [Parameter(ParameterSetName = "Grant", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public AzurePeerGrant? Grant { get; set; }

    /// <summary>A peering to ask for again.</summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override StageRequest StageRequest => new AddPeeringRequest { NoWait = NoWait };

    private protected override IEnumerable<object?> Items => [(object?)Grant ?? Peering];
}
