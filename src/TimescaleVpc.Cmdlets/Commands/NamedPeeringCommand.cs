using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A cmdlet for peerings that exist: by object, or by the names of their VPC and your network.</summary>
public abstract class NamedPeeringCommand : WaitingCommand
{
    /// <summary>The parameter set that takes a peering as an object.</summary>
    protected const string ByObject = "Peering";

    private const string ByName = "Name";

    private protected NamedPeeringCommand() { }

    /// <summary>The peering.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>
    /// The peering's VPC: an object, an id, a name or a cloud name. By property name only as VpcId or CloudName.
    /// </summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>The peering's VNet: an object, an ARM id or a name. By property name only as VNetId.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Alias("VNetId")]
    [VNetTransformation]
    [ArgumentCompleter(typeof(PeerVNetCompleter))]
    public VNetIdentity? VNet { get; set; }

    /// <summary>The resource group of a VNet given by name.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The peering's AWS VPC: an object or an id. By property name only as AwsVpcId.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipelineByPropertyName = true)]
    [Alias("AwsVpcId")]
    [AwsVpcTransformation]
    [ArgumentCompleter(typeof(PeerAwsVpcCompleter))]
    public AwsVpcIdentity? AwsVpc { get; set; }

    // One set for both networks: a peering that was read from JSON or a job has VNetId and AwsVpcId, one of them null,
    // and in sets of their own the null would end the binding (measured).
    private protected override IEnumerable<object?> Items
    {
        get
        {
            if (Peering is not null) return [Peering];
            if (VNet is null != AwsVpc is null)
                return [new PeeringRef(null, Vpc!.Value, AwsVpc?.Network ?? VNet!.In(ResourceGroupName))];

            WriteError(ErrorRecords.From(Ambiguity.OfNetworks(Vpc!.Value)));
            return [];
        }
    }
}
