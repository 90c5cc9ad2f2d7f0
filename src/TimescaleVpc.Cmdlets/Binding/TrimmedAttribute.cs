using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Trims blanks and line breaks, which files and vaults often add. Every text parameter has it; invalid characters
/// within a text are refused by the engine, which names the parameter.
/// </summary>
internal sealed class TrimmedAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether capitals mean nothing: ids and regions of AWS have none.</summary>
    public bool Lower { get; init; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Row.Bare(inputData) switch
    {
        string text => Clean(text),
        IList list when list.Cast<object?>().All(item => Row.Bare(item) is string) =>
            list.Cast<object?>().Select(item => Clean((string)Row.Bare(item)!)).ToArray(),
        _ => inputData,
    };

    private string Clean(string text) => Lower ? text.Trim().ToLowerInvariant() : text.Trim();
}
