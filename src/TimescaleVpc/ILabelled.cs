namespace TimescaleVpc;

/// <summary>
/// A record that one text stands for. <c>ToString</c> shows that text; the engine compares the text itself.
/// </summary>
internal interface ILabelled
{
    /// <summary>The text, with whatever characters it has.</summary>
    string Label { get; }

    /// <summary>The text that stands for the rest of a truncated value.</summary>
    static string Of(object? thing) => thing is ILabelled item ? item.Label : $"{thing}";
}
