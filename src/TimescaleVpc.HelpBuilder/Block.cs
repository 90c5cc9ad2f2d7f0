namespace TimescaleVpc.HelpBuilder;

/// <summary>A piece of a page, with the line on which it begins.</summary>
internal abstract record Block(int Line);

/// <summary># to ###.</summary>
internal sealed record Heading(int Line, int Level, string Text) : Block(Line);

/// <summary>Lines without an empty one among them, joined to one.</summary>
internal sealed record Paragraph(int Line, string Text) : Block(Line);

/// <summary>Items that begin with a hyphen; lines that are indented go on with the item.</summary>
internal sealed record BulletList(int Line, IReadOnlyList<string> Items) : Block(Line);

/// <summary>The text between two fences, unchanged.</summary>
internal sealed record Code(int Line, string Language, IReadOnlyList<string> Lines) : Block(Line)
{
    public string Text => string.Join('\n', Lines);
}
