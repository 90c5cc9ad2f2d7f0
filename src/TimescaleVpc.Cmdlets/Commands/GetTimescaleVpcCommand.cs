using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Finds VPCs on the Timescale side.</summary>
[Cmdlet(VerbsCommon.Get, "TimescaleVpc")]
[OutputType(typeof(Vpc))]
public sealed class GetTimescaleVpcCommand : ConnectedCommand
{
    /// <summary>The VPC's name; a VPC without one is known by its cloud name.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(VpcNameCompleter))]
    public string? Name { get; set; }

    /// <summary>
    /// Cloud and region, for example <c>timescale-azure-westeurope</c>; without wildcards it names one VPC.
    /// </summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CloudNameCompleter))]
    public string? CloudName { get; set; }

    /// <summary>The platform's id of the VPC.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    public string? VpcId { get; set; }

    private protected override StageRequest StageRequest =>
        new GetVpcRequest { Name = Name, CloudName = CloudName, VpcId = VpcId };
}
