using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Finds VPCs on the Timescale side.</summary>
[Cmdlet(VerbsCommon.Get, "TimescaleVpc", DefaultParameterSetName = ByName)]
[OutputType(typeof(Vpc))]
public sealed class GetTimescaleVpcCommand : ReadingCommand
{
    private const string ByName = "Name";

    /// <summary>The VPC's name; a VPC without one is known by its cloud name.</summary>
    [Parameter(ParameterSetName = ByName, Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VpcNameCompleter))]
    [Trimmed]
    public string? Name { get; set; }

    /// <summary>
    /// Cloud and region, for example <c>timescale-azure-westeurope</c>; without wildcards it names one VPC.
    /// </summary>
    [Parameter(ParameterSetName = ByName)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CloudNameCompleter))]
    [Trimmed]
    public string? CloudName { get; set; }

    /// <summary>The platform's id of the VPC.</summary>
    [Parameter(ParameterSetName = ByName)]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [Trimmed]
    public string? VpcId { get; set; }

    /// <summary>A VPC: an object, a peering, a grant, a service, a row, an id, a name or a cloud name.</summary>
    [Parameter(ParameterSetName = "Vpc", Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [VpcTransformation]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity? Vpc { get; set; }

    private protected override StageRequest Request => Ask(new GetVpcRequest());

    private protected override IEnumerable<object?> Items => [Vpc?.Value];
}
