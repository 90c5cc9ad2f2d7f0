namespace TimescaleVpc.HelpBuilder;

/// <summary>The content of the page of a cmdlet.</summary>
internal sealed record CommandPage
{
    public required string Name { get; init; }

    /// <summary>The help file that PowerShell looks for: the assembly's name and -Help.xml.</summary>
    public required string HelpFile { get; init; }

    public required string Synopsis { get; init; }

    public required IReadOnlyList<SyntaxLine> Syntax { get; init; }

    public required IReadOnlyList<Block> Description { get; init; }

    public required IReadOnlyList<Example> Examples { get; init; }

    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<Block> Notes { get; init; }

    /// <summary>Words and target, which is another page or an address.</summary>
    public required IReadOnlyList<(string Words, string Target)> Links { get; init; }
}

/// <summary>One parameter set, as a line of SYNTAX.</summary>
internal sealed record SyntaxLine(IReadOnlyList<SyntaxParameter> Parameters);

/// <summary>A parameter in a line of SYNTAX.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its value; null for a switch.</param>
/// <param name="IsRequired">Not in brackets.</param>
/// <param name="Position">Its position; null if it is named only.</param>
internal sealed record SyntaxParameter(string Name, string? Type, bool IsRequired, int? Position);

/// <summary>An example as a reader sees it.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Introduction">What a session must have for it. The first one has that of the whole page.</param>
/// <param name="Code">What is pasted.</param>
/// <param name="Output">What it shows then, if the page tells.</param>
/// <param name="Remarks">The text after it.</param>
internal sealed record Example(
    string Title, IReadOnlyList<Paragraph> Introduction, Code Code, Code? Output, IReadOnlyList<Block> Remarks);

/// <summary>A parameter: its text, and the yaml of its first block.</summary>
internal sealed record ParameterHelp(string Name, IReadOnlyList<Block> Text, IReadOnlyDictionary<string, string> Facts)
{
    public string this[string fact] => Facts[fact];

    public string[] AcceptedValues => Facts.TryGetValue("Accepted values", out var values)
        ? values.Split(", ") : [];
}

/// <summary>An input or output type, with its description.</summary>
internal sealed record TypeHelp(string Name, IReadOnlyList<Block> Text);
