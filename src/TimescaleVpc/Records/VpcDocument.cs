namespace TimescaleVpc;

/// <summary>The output of Export-VpcChange and Export-VpcTopology: a file that was written.</summary>
public sealed record VpcDocument : ILabelled
{
    /// <summary>The file.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>
    /// Its form: <c>Markdown</c>, <c>Html</c>, <c>Json</c>, <c>Svg</c>, <c>Mermaid</c> or <c>Text</c>.
    /// </summary>
    public string Form { get; internal init; } = "";

    /// <summary>What is in it, in a few words: how many changes, or how many peerings.</summary>
    public string Summary { get; internal init; } = "";

    /// <summary>True if this object stands for a plan (<c>-WhatIf</c>) and nothing was written.</summary>
    public bool Planned { get; internal init; }

    /// <summary>The text of the file, in a plan only.</summary>
    public string? Content { get; internal init; }

    /// <summary>The file and what is in it.</summary>
    public override string ToString() => DisplayText.Of(this);

    string ILabelled.Label => $"{Path}: {Summary}";
}
