using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Removes a VPC on the Timescale side, and waits until it is gone. Asks for confirmation, unless
/// <c>-Confirm:$false</c> is given.
/// </summary>
[Cmdlet(VerbsCommon.Remove, "TimescaleVpc", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(Vpc))]
public sealed class RemoveTimescaleVpcCommand : WaitingCommand
{
    /// <summary>The VPC: an object, an id, a name or a cloud name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity Vpc { get; set; } = null!;

    /// <summary>Returns as soon as the platform has taken the request.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Writes the VPC that it has removed, with its changes.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override StageRequest Request => Ask(new RemoveVpcRequest());

    private protected override IEnumerable<object?> Items => [Vpc.Value];
}
