using System.Collections;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Takes blanks and line breaks off the edge of a text, as files and vaults leave them there. Every parameter that is
/// text has it; what is refused inside a text the engine says, by the parameter's name.
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
