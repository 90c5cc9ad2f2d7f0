using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A cmdlet for peerings that exist: by object, or by the names of their VPC and your network.</summary>
public abstract class NamedPeeringCommand : WaitingCommand
{
    /// <summary>The parameter set that takes a peering as an object.</summary>
    protected const string ByObject = "Peering";

    private const string ByName = "Name";
    private const string ByAwsName = "AwsName";

    private protected NamedPeeringCommand() { }

    /// <summary>The peering.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>The peering's VPC: an object, an id, a name or a cloud name. By property name only as VpcId.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = ByAwsName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcId")]
    [VpcTransformation]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>The peering's VNet: an object, an ARM id or a name. By property name only as VNetId.</summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VNetId")]
    [VNetTransformation]
    public VNetIdentity? VNet { get; set; }

    /// <summary>The resource group of a VNet given by name.</summary>
    [Parameter(ParameterSetName = ByName)]
    public string? ResourceGroupName { get; set; }

    /// <summary>The peering's AWS VPC: an object or an id. By property name only as AwsVpcId.</summary>
    [Parameter(ParameterSetName = ByAwsName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AwsVpcId")]
    [AwsVpcTransformation]
    public AwsVpcIdentity? AwsVpc { get; set; }

    private protected override IEnumerable<object?> Items =>
        [(object?)Peering ?? new PeeringRef(null, Vpc!.Value, AwsVpc?.Network ?? VNet!.In(ResourceGroupName))];
}
