using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Finds peerings, and shows both halves of each.</summary>
[Cmdlet(VerbsCommon.Get, "VpcPeering", DefaultParameterSetName = Azure)]
[OutputType(typeof(VpcPeering))]
public sealed class GetVpcPeeringCommand : ConnectedCommand
{
    private const string Azure = "Azure";

    /// <summary>The VPC: an object, an id, a name or a cloud name; without it all VPCs of the project.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcId", "CloudName")]
    [ValidateNotNull]
    [VpcTransformation]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    /// <summary>The VNet: an object, an ARM id or a name.</summary>
    [Parameter(ParameterSetName = Azure)]
    [SupportsWildcards]
    [ValidateNotNull]
    [VNetTransformation]
    [ArgumentCompleter(typeof(PeerVNetCompleter))]
    public VNetIdentity? VNet { get; set; }

    /// <summary>The VNet's resource group.</summary>
    [Parameter(ParameterSetName = Azure)]
    [ArgumentCompleter(typeof(ResourceGroupCompleter))]
    public string? ResourceGroupName { get; set; }

    /// <summary>The AWS VPC: an object or an id.</summary>
    [Parameter(ParameterSetName = "Aws", Mandatory = true)]
    [SupportsWildcards]
    [AwsVpcTransformation]
    [ArgumentCompleter(typeof(PeerAwsVpcCompleter))]
    public AwsVpcIdentity? AwsVpc { get; set; }

    /// <summary>The platform's word for the state, for example <c>ACTIVE</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PeeringStateCompleter))]
    public string? State { get; set; }

    private protected override StageRequest StageRequest => new GetPeeringRequest
    {
        VNet = VNet?.ToString() ?? AwsVpc?.ToString(),
        ResourceGroupName = ResourceGroupName,
        State = State,
    };

    private protected override IEnumerable<object?> Items => [Vpc?.Value];
}
