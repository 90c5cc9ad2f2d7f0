using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary> Converts the forms of a service: the result of a test, a row, or a record read from a file. </summary>
internal sealed class ServiceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Row.Bare(inputData) switch
    {
        ServiceVpc => inputData,
        _ when Row.Of(inputData) is { IsService: true, Names: var names } => Inputs.From(
            new ServiceVpc
            {
                Service = names["Service"] ?? names["ServiceId"]!, ServiceId = names["ServiceId"] ?? "",
                Platform = names["Platform"] ?? "", Project = names["Project"] ?? "",
            },
            inputData),

        // Left as it is, it does not bind, and PowerShell tries the next way.
        _ => inputData,
    };
}
