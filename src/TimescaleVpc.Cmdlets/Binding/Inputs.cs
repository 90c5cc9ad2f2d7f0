using System.Collections;
using System.Runtime.CompilerServices;

namespace TimescaleVpc.Commands;

/// <summary>A parameter's value that keeps its original input.</summary>
internal interface IInput
{
    /// <summary>The input as it was given.</summary>
    object Given { get; }
}

/// <summary> The input that each record was read from. A property of the record would be visible to users. </summary>
internal static class Inputs
{
    private static readonly ConditionalWeakTable<object, object> Origins = [];

    /// <summary>Records the input that a record was read from.</summary>
    internal static T From<T>(T record, object input) where T : class
    {
        Origins.AddOrUpdate(record, input);
        return record;
    }

    /// <summary>The row that a record was read from; null for a live one.</summary>
    internal static Row? RowOf(object record) =>
        Origins.TryGetValue(record, out var input) && Row.Bare(input) is not PeeringUndo ? Row.Of(input) : null;

    /// <summary>The value that a parameter was given, before its transformation.</summary>
    internal static object? Given(object? value) => value switch
    {
        null => null,
        IInput input => input.Given,
        Array { Length: > 0 } list => Given(((IList)list)[0]),
        _ => Origins.TryGetValue(value, out var input) ? input : value,
    };
}
