using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Makes a VPC on the Timescale side, and waits until it can be used.</summary>
[Cmdlet(VerbsCommon.New, "TimescaleVpc", SupportsShouldProcess = true, DefaultParameterSetName = "CloudName")]
[OutputType(typeof(Vpc))]
public sealed class NewTimescaleVpcCommand : WaitingCommand
{
    /// <summary>A name for the VPC. Timescale Cloud needs one; the managed service has none.</summary>
    [Parameter(ParameterSetName = "Region", Position = 0)]
    [Trimmed]
    public string? Name { get; set; }

    /// <summary>
    /// The managed service's cloud and region in one word, for example <c>timescale-azure-westeurope</c>.
    /// </summary>
    [Parameter(ParameterSetName = "CloudName", Mandatory = true)]
    [ArgumentCompleter(typeof(CloudCompleter))]
    [Trimmed]
    public string? CloudName { get; set; }

    /// <summary>The cloud's own name of the region.</summary>
    [Parameter(ParameterSetName = "Region", Mandatory = true)]
    [ArgumentCompleter(typeof(VpcRegionCompleter))]
    [Trimmed]
    public string? Region { get; set; }

    /// <summary>The address range, for example <c>10.200.0.0/24</c>. No network to be peered may overlap it.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [Trimmed]
    public string Cidr { get; set; } = "";

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    private protected override StageRequest Request => Ask(new NewVpcRequest());
}
