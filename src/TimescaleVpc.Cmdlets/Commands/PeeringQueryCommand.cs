using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// A cmdlet that looks at peerings: one by object or by names, all of a VPC, or, without any input, all of the project.
/// </summary>
public abstract class PeeringQueryCommand : ReadingCommand
{
    /// <summary>The parameter set of VNets, and of no name at all.</summary>
    protected const string Azure = "Azure";

    /// <summary>The parameter set of AWS VPCs.</summary>
    protected const string Aws = "Aws";

    private protected PeeringQueryCommand() { }

    /// <summary>
    /// The peering itself: as any cmdlet wrote it, or a row that names its VPC and your network. Nothing comes out if
    /// it is there no more.
    /// </summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, ValueFromPipeline = true)]
    [PeeringTransformation]
    public VpcPeering? Peering { get; set; }

    /// <summary>The VPC: an object, an id, a name or a cloud name; without it all VPCs of the project.</summary>
    [Parameter(ParameterSetName = Azure, Position = 0, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = Aws, Position = 0, ValueFromPipeline = true)]
    [Alias("VpcId", "CloudName")]
    [ValidateNotNull]
    [VpcTransformation(OfPeerings = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>The VNet: an object, an ARM id or a name.</summary>
    [Parameter(ParameterSetName = Azure, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNull]
    [VNetTransformation(OfPeerings = false)]
    [ArgumentCompleter(typeof(PeerVNetCompleter))]
    public VNetIdentity? VNet { get; set; }

    /// <summary>The VNet's resource group.</summary>
    [Parameter(ParameterSetName = Azure)]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    [Trimmed]
    public string? ResourceGroupName { get; set; }

    /// <summary>The subscription, by id, of a VNet given by name; without it the sign-in's own.</summary>
    [Parameter(ParameterSetName = Azure)]
    [Trimmed]
    public string? SubscriptionId { get; set; }

    /// <summary>The AWS VPC: an object or an id.</summary>
    [Parameter(ParameterSetName = Aws, Mandatory = true, ValueFromPipeline = true)]
    [SupportsWildcards]
    [AwsVpcTransformation(OfPeerings = false)]
    [ArgumentCompleter(typeof(PeerAwsVpcCompleter))]
    public AwsVpcIdentity? AwsVpc { get; set; }

    private protected override IEnumerable<object?> Items => [Peering is null ? Named : Known(Peering)];

    /// <summary>What a given peering means.</summary>
    private protected abstract object? Known(VpcPeering peering);

    private PeeringRef Named
    {
        get
        {
            if (Naming.IsSameText(Vpc, VNet)) throw Ambiguity.OfText($"{Vpc}", "VNet", "-VNet");
            if (Naming.IsSameText(Vpc, AwsVpc)) throw Ambiguity.OfText($"{Vpc}", "AWS VPC", "-AwsVpc");
            var vpc = Vpc is null ? null : Naming.Vpc(Vpc, VNet, AwsVpc);
            // Without a name, all networks that lie where the columns beside the VPC say.
            return new PeeringRef(null, vpc, AwsVpc is not null ? Naming.AwsVpc(AwsVpc, Vpc)
                : VNet is not null ? Naming.VNet(VNet, Vpc, ResourceGroupName, SubscriptionId) : null);
        }
    }
}
