using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Finds VPCs in your AWS account, with all their address ranges.</summary>
[Cmdlet(VerbsCommon.Get, "AwsVpc", DefaultParameterSetName = "Id")]
[OutputType(typeof(AwsVpc))]
public sealed class GetAwsVpcCommand : ReadingCommand
{
    /// <summary>The ids of the VPCs; without it all of the region.</summary>
    [Parameter(ParameterSetName = "Id", Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AwsVpcCompleter))]
    [Trimmed(Lower = true)]
    public string[] AwsVpcId { get; set; } = [];

    /// <summary>The VPC's Name tag.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true)]
    [SupportsWildcards]
    [Trimmed]
    public string? Name { get; set; }

    /// <summary>The regions to look in; without it the session's own.</summary>
    [Parameter]
    [Alias("Region")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AwsRegionCompleter))]
    [Trimmed(Lower = true)]
    public string[] AwsRegion { get; set; } = [];

    /// <summary>An AWS VPC: an object, a peering, a row or an id.</summary>
    [Parameter(ParameterSetName = "AwsVpc", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AwsVpcTransformation]
    [ArgumentCompleter(typeof(AwsVpcCompleter))]
    public AwsVpcIdentity? AwsVpc { get; set; }

    private protected override StageRequest Request => Ask(new GetAwsVpcRequest());

    private protected override IEnumerable<object?> Items => [AwsVpc?.Value];
}
