using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>A cmdlet for peerings that exist: by object, or by the names of their VPC and your network.</summary>
public abstract class NamedPeeringCommand : WaitingCommand
{
    /// <summary>The parameter set that takes a peering as an object.</summary>
    protected const string ByObject = "Peering";

    private const string ByName = "Name";

    private protected NamedPeeringCommand() { }

    /// <summary>The peering, or a row that names its VPC and your network.</summary>
    [Parameter(ParameterSetName = ByObject, Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [PeeringTransformation]
    public VpcPeering? Peering { get; set; }

    /// <summary>
    /// The peering's VPC: an object, an id, a name or a cloud name. Of rows the columns VpcId, VpcName and CloudName
    /// count.
    /// </summary>
    [Parameter(ParameterSetName = ByName, Mandatory = true, ValueFromPipeline = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation(OfPeerings = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>The peering's VNet: an object, an ARM id or a name. Of rows VNetId, VNet and VNetName count.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipeline = true)]
    [Alias("VNetId", "VNetName")]
    [VNetTransformation(OfPeerings = false)]
    [ArgumentCompleter(typeof(PeerVNetCompleter))]
    public VNetIdentity? VNet { get; set; }

    /// <summary>The resource group of a VNet given by name.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    [Trimmed]
    public string? ResourceGroupName { get; set; }

    /// <summary>The subscription, by id, of a VNet given by name; without it the sign-in's own.</summary>
    [Parameter(ParameterSetName = ByName)]
    [Trimmed]
    public string? SubscriptionId { get; set; }

    /// <summary>The peering's AWS VPC: an object or an id. Of rows the column AwsVpcId counts.</summary>
    [Parameter(ParameterSetName = ByName, ValueFromPipeline = true)]
    [Alias("AwsVpcId")]
    [AwsVpcTransformation(OfPeerings = false)]
    [ArgumentCompleter(typeof(PeerAwsVpcCompleter))]
    public AwsVpcIdentity? AwsVpc { get; set; }

    // One set for both networks: a row may have columns for both, one of them empty, and in sets of their own the
    // empty one would end the binding (measured).
    private protected override IEnumerable<object?> Items
    {
        get
        {
            if (Peering is not null) return [Naming.Peering(Peering)];
            if (Naming.IsSameText(Vpc, VNet)) throw Ambiguity.OfText($"{Vpc}", "network", Ambiguity.Networks);

            // One piped text binds to both; its form decides.
            var isText = Naming.IsSameText(VNet, AwsVpc);
            var awsVpc = isText && !Row.IsAwsVpcId($"{AwsVpc}") ? null : AwsVpc;
            var vnet = isText && awsVpc is not null ? null : VNet;
            var vpc = Naming.Vpc(Vpc!, vnet, awsVpc);
            if (vnet is null == awsVpc is null) throw Ambiguity.OfNetworks(vpc);
            return
            [
                new PeeringRef(null, vpc, awsVpc is not null ? Naming.AwsVpc(awsVpc, Vpc)
                    : Naming.VNet(vnet!, Vpc, ResourceGroupName, SubscriptionId)),
            ];
        }
    }
}
