using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Asks the platform for a peering, and waits until it is our turn.</summary>
[Cmdlet(VerbsCommon.Add, "VpcPeering", SupportsShouldProcess = true, DefaultParameterSetName = "Grant")]
[OutputType(typeof(VpcPeering))]
public sealed class AddVpcPeeringCommand : WaitingCommand
{
    private const string Aws = "Aws";

    /// <summary>What Grant-AzurePeerRole wrote.</summary>
    [Parameter(ParameterSetName = "Grant", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public AzurePeerGrant? Grant { get; set; }

    /// <summary>A peering to ask for again.</summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>
    /// The VPC: an object, an id, a name or a cloud name. By property name only as VpcId or CloudName.
    /// </summary>
    [Parameter(ParameterSetName = Aws, Mandatory = true,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>
    /// Your AWS VPCs: objects of this module or of AWS.Tools, or ids. By property name only as AwsVpcId.
    /// </summary>
    [Parameter(ParameterSetName = Aws, Mandatory = true,
        ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("AwsVpcId")]
    [AwsVpcTransformation]
    [ArgumentCompleter(typeof(AwsVpcCompleter))]
    public AwsVpcIdentity[] AwsVpc { get; set; } = [];

    /// <summary>The region of AWS VPCs given by id; without it the session's own.</summary>
    [Parameter(ParameterSetName = Aws)]
    [ArgumentCompleter(typeof(AwsRegionCompleter))]
    public string? AwsRegion { get; set; }

    /// <summary>The account of AWS VPCs given by id; without it the one of the sign-in.</summary>
    [Parameter(ParameterSetName = Aws)]
    [ValidatePattern("^[0-9]{12}$")]
    public string? AwsAccountId { get; set; }

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override StageRequest StageRequest =>
        new AddPeeringRequest { NoWait = NoWait, AwsRegion = AwsRegion, AwsAccountId = AwsAccountId };

    private protected override IEnumerable<object?> Items =>
        ParameterSetName == Aws ? AwsVpc.Select(Pair) : [(object?)Grant ?? Peering];

    private AwsPeerPair Pair(AwsVpcIdentity awsVpc)
    {
        var pair = new AwsPeerPair(Vpc!.Value, awsVpc.Value);
        return pair.Vpc.Text is null || !ReferenceEquals(pair.Vpc.Text, pair.AwsVpc.Id)
            ? pair
            : throw Ambiguity.OfText(pair.Vpc.Text, "AWS VPC", "-AwsVpc");
    }
}
