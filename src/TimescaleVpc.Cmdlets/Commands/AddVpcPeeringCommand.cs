using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Asks the platform for a peering, and waits until it is our turn.</summary>
[Cmdlet(VerbsCommon.Add, "VpcPeering", SupportsShouldProcess = true, DefaultParameterSetName = "Grant")]
[OutputType(typeof(VpcPeering))]
public sealed class AddVpcPeeringCommand : WaitingCommand
{
    private const string Aws = "Aws";

    /// <summary>The output of Grant-AzurePeerRole.</summary>
    [Parameter(ParameterSetName = "Grant", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [GrantTransformation]
    public AzurePeerGrant? Grant { get; set; }

    /// <summary>A peering to ask for again.</summary>
    [Parameter(ParameterSetName = "Peering", Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public VpcPeering? Peering { get; set; }

    /// <summary>
    /// The VPC: an object, an id, a name or a cloud name. Of rows the columns VpcId, VpcName and CloudName count.
    /// </summary>
    [Parameter(ParameterSetName = Aws, Mandatory = true, ValueFromPipeline = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation(OfLivePeerings = false)]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>
    /// Your AWS VPCs: objects of this module or of AWS.Tools, or ids. Of rows the column AwsVpcId counts.
    /// </summary>
    [Parameter(ParameterSetName = Aws, Mandatory = true, ValueFromPipeline = true)]
    [Alias("AwsVpcId")]
    [AwsVpcTransformation(OfLivePeerings = false)]
    [ArgumentCompleter(typeof(AwsVpcCompleter))]
    public AwsVpcIdentity[] AwsVpc { get; set; } = [];

    /// <summary>The region of AWS VPCs given by id; without it the session's own.</summary>
    [Parameter(ParameterSetName = Aws)]
    [ArgumentCompleter(typeof(AwsRegionCompleter))]
    [Trimmed(Lower = true)]
    public string? AwsRegion { get; set; }

    /// <summary>The account of AWS VPCs given by id; without it the one of the sign-in.</summary>
    [Parameter(ParameterSetName = Aws)]
    [ValidatePattern("^[0-9]{12}$")]
    [Trimmed]
    public string? AwsAccountId { get; set; }

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override StageRequest Request => Ask(new AddPeeringRequest
    {
        IsForAws = MyInvocation.BoundParameters.ContainsKey(nameof(AwsVpc)),
    });

    private protected override IEnumerable<object?> Items =>
        ParameterSetName == Aws ? AwsVpc.Select(Pair) : [(object?)Grant ?? Peering];

    private AwsPeerPair Pair(AwsVpcIdentity awsVpc)
    {
        if (Naming.IsSameText(Vpc, awsVpc)) throw Ambiguity.OfText($"{Vpc}", "AWS VPC", "-AwsVpc");
        return new AwsPeerPair(
            Naming.Vpc(Vpc!, awsVpc: awsVpc), Naming.AwsVpc(awsVpc, Vpc, AwsRegion, AwsAccountId));
    }
}
