namespace TimescaleVpc;

/// <summary>
/// A record, or a reference to one, that one text stands for. A record's <c>ToString</c> shows that text; the engine
/// compares the text itself.
/// </summary>
internal interface ILabelled
{
    /// <summary>The text, with whatever characters it has.</summary>
    string Label { get; }

    /// <summary>The text that stands for the rest of a truncated value.</summary>
    static string Of(object? thing) => thing is ILabelled item ? item.Label : $"{thing}";

    /// <summary>
    /// The text by which users know a thing; null for what they never gave or got, whose text would show how this
    /// module works inside.
    /// </summary>
    static string? Known(object? thing) => thing switch
    {
        null => null,
        ILabelled item => item.Label,
        _ => thing.GetType().IsVisible ? $"{thing}" : null,
    };
}
