using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Makes a <see cref="VpcIdentity"/> of what names a VPC.</summary>
internal sealed class VpcTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Vpc vpc => new VpcIdentity(new VpcRef(vpc, null)),
            string { Length: > 0 } text => new VpcIdentity(new VpcRef(null, text)),
            Guid id => new VpcIdentity(new VpcRef(null, id.ToString())),

            // Left as it is, it does not bind, and PowerShell tries the next way; an exception would end the binding.
            _ => inputData,
        };
}
