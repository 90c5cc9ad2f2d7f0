using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Gives a VPC another name, where the platform has names.</summary>
[Cmdlet(VerbsCommon.Rename, "TimescaleVpc", SupportsShouldProcess = true)]
[OutputType(typeof(Vpc))]
public sealed class RenameTimescaleVpcCommand : ConnectedCommand
{
    /// <summary>The VPC: an object, an id, a name or a cloud name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("VpcId", "CloudName")]
    [VpcTransformation]
    [ArgumentCompleter(typeof(VpcCompleter))]
    public VpcIdentity Vpc { get; set; } = null!;

    /// <summary>The new name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    [Trimmed]
    public string NewName { get; set; } = "";

    private protected override StageRequest Request => Ask(new RenameVpcRequest());

    private protected override IEnumerable<object?> Items => [Vpc.Value];
}
