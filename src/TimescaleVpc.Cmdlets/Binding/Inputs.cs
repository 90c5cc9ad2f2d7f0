using System.Collections;
using System.Runtime.CompilerServices;

namespace TimescaleVpc.Commands;

/// <summary>A parameter's value that knows what it was made of.</summary>
internal interface IInput
{
    /// <summary>What was given.</summary>
    object Given { get; }
}

/// <summary>
/// What records were made of that stand for a row. A record of ours has no room for it: users would see it.
/// </summary>
internal static class Inputs
{
    private static readonly ConditionalWeakTable<object, object> Origins = [];

    /// <summary>Remembers what a record stands for.</summary>
    internal static T From<T>(T record, object input) where T : class
    {
        Origins.AddOrUpdate(record, input);
        return record;
    }

    /// <summary>The row that a record stands for; null of a live one.</summary>
    internal static Row? RowOf(object record) =>
        Origins.TryGetValue(record, out var input) && Row.Bare(input) is not PeeringUndo ? Row.Of(input) : null;

    /// <summary>What a parameter was given, as it was given.</summary>
    internal static object? Given(object? value) => value switch
    {
        null => null,
        IInput input => input.Given,
        Array { Length: > 0 } list => Given(((IList)list)[0]),
        _ => Origins.TryGetValue(value, out var input) ? input : value,
    };
}
