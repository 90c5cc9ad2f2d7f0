using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Lets a parameter for findings take one that was read from a file. It is only a name: which kind of finding, and of
/// which peering.
/// </summary>
internal sealed class FindingTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (Row.Bare(inputData) is not (PSCustomObject or IDictionary) || Text("Id") is not { } id
            || Text("Severity") is not { } severity) return inputData;

        return Inputs.From(
            new PeeringFinding
            {
                Id = id, Severity = severity, Subject = Text("Subject") ?? "", SubjectId = Text("SubjectId"),
                Cause = Text("Cause") ?? "", Remedy = Text("Remedy") ?? "", Turn = Text("Turn") ?? "",
                Platform = Text("Platform") ?? "", Project = Text("Project") ?? "", VpcId = Text("VpcId") ?? "",
                NetworkId = Text("NetworkId"),
            },
            inputData);

        string? Text(string column) => Row.Column(inputData, column);
    }
}
