using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Puts database services into a VPC, or with <c>-Public</c> back on the public internet, and waits until they moved.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ServiceVpc", SupportsShouldProcess = true, DefaultParameterSetName = ToPeering)]
[OutputType(typeof(ServiceVpc))]
public sealed class SetServiceVpcCommand : WaitingCommand
{
    private const string ToPeering = "Peering";
    private const string ToVpc = "Vpc";
    private const string ToPublic = "Public";
    private const string ObjectToVpc = "InputObjectVpc";
    private const string ObjectToPublic = "InputObjectPublic";

    /// <summary>
    /// A peering of the VPC to move to. Of several, each service moves once, after the last has arrived.
    /// </summary>
    [Parameter(ParameterSetName = ToPeering, Mandatory = true, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>The services, as Get-, Set- or Test-ServiceVpc wrote them, or rows that name them.</summary>
    [Parameter(ParameterSetName = ObjectToVpc, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ObjectToPublic, Mandatory = true, ValueFromPipeline = true)]
    [ServiceTransformation]
    public ServiceVpc? InputObject { get; set; }

    /// <summary>The VPC to move to: an object, an id, a name or a cloud name.</summary>
    [Parameter(ParameterSetName = ToVpc, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ObjectToVpc, Mandatory = true)]
    [ValidateNotNull]
    [VpcTransformation(OfServices = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>Detaches the services. It asks; <c>-Force</c> or <c>-Confirm:$false</c> answers.</summary>
    [Parameter(ParameterSetName = ToPublic, Mandatory = true)]
    [Parameter(ParameterSetName = ObjectToPublic, Mandatory = true)]
    public SwitchParameter Public { get; set; }

    /// <summary>The names of the services.</summary>
    [Parameter(ParameterSetName = ToPeering, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ToVpc, Mandatory = true, Position = 0)]
    [Parameter(ParameterSetName = ToPublic, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ServiceCompleter))]
    [Trimmed]
    public string[] Service { get; set; } = [];

    /// <summary>Does not ask before detaching.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override StageRequest Request => Ask(new SetServiceRequest());

    private protected override IEnumerable<object?> Items => InputObject is { } service
        ? [new ServiceTarget(service, Vpc?.Value)]
        : [(object?)Peering ?? Vpc?.Value];
}
