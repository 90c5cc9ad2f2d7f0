using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Puts database services into a VPC, or with <c>-Public</c> back on the public internet, and waits until they moved.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ServiceVpc", SupportsShouldProcess = true, DefaultParameterSetName = "Peering")]
[OutputType(typeof(ServiceVpc))]
public sealed class SetServiceVpcCommand : WaitingCommand
{
    /// <summary>
    /// A peering of the VPC to move to. Of several, each service moves once, after the last has arrived.
    /// </summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>The VPC to move to: an object, an id, a name or a cloud name.</summary>
    [Parameter(ParameterSetName = "Vpc", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [VpcTransformation]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>Detaches the services. It asks; <c>-Force</c> or <c>-Confirm:$false</c> answers.</summary>
    [Parameter(ParameterSetName = "Public", Mandatory = true)]
    public SwitchParameter Public { get; set; }

    /// <summary>The names of the services.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Service { get; set; } = [];

    /// <summary>Does not ask before detaching.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override StageRequest StageRequest =>
        new SetServiceRequest { Service = Service, Public = Public, Force = Force, NoWait = NoWait };

    private protected override IEnumerable<object?> Items => [(object?)Peering ?? Vpc?.Value];
}
