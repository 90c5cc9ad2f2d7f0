using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Converts the forms of a peering: the peering of an undo, a row, or a record read from a file. Such a record is only
/// a name: its other values are read anew, not trusted.
/// </summary>
internal sealed class PeeringTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Row.Bare(inputData) switch
    {
        VpcPeering => inputData,
        PeeringUndo undo => Inputs.From(undo.Peering with { }, inputData),
        _ when Row.Of(inputData) is { IsPeering: true } => Inputs.From(new VpcPeering(), inputData),

        // Left as it is, it does not bind, and PowerShell tries the next way.
        _ => inputData,
    };
}
