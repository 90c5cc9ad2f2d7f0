using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Lets a parameter for peerings take what names one: the peering that was undone, and a row, or a record read from a
/// file. Such a record is only a name: what it says beside is looked up, not believed.
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
