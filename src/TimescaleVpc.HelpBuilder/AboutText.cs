using System.Text;

namespace TimescaleVpc.HelpBuilder;

/// <summary>
/// An about topic as plain text, as Get-Help shows it: headings in capitals, text indented and wrapped.
/// </summary>
internal static class AboutText
{
    private const int Width = 80;
    private const string Indent = "    ";

    public static string Write(MarkdownDocument document, string name)
    {
        RequireForm(document, name);
        var text = new StringBuilder("TOPIC\n").Append(Indent).Append(name).Append('\n');
        text.Append("\nSHORT DESCRIPTION\n").Append(Indent).Append(Inline.Plain(Short(document))).Append('\n');
        foreach (var block in document.Blocks.Skip(3))
        {
            text.Append('\n');
            switch (block)
            {
                case Heading { Level: 2 } heading:
                    text.Append(Inline.Plain(heading.Text).ToUpperInvariant()).Append('\n');
                    break;
                case Heading heading:
                    text.Append("  ").Append(Inline.Plain(heading.Text)).Append('\n');
                    break;
                case Paragraph paragraph:
                    Wrap(text, Inline.Plain(paragraph.Text), Indent, Indent);
                    break;
                case BulletList list:
                    foreach (var item in list.Items) Wrap(text, Inline.Plain(item), Indent + "- ", Indent + "  ");
                    break;
                case Code code:
                    foreach (var line in code.Lines) text.Append((Indent + Indent + line).TrimEnd()).Append('\n');
                    break;
            }
        }

        return text.ToString();
    }

    private static string Short(MarkdownDocument document) => ((Paragraph)document.Blocks[2]).Text;

    /// <summary>
    /// Get-Help takes the topic's synopsis from the fifth line of the text, so that must be the whole of it.
    /// </summary>
    private static void RequireForm(MarkdownDocument document, string name)
    {
        if (document.Blocks is not [Heading { Level: 1 } title, ..] || title.Text != name)
            throw document.Problem(1, $"An about topic begins with its name: '# {name}'.");
        if (document.Blocks is not [_, Heading { Level: 2, Text: "Short description" }, Paragraph, ..])
            throw document.Problem(title.Line, "After its name comes '## Short description' with one paragraph.");
        if (Indent.Length + Inline.Plain(Short(document)).Length > Width)
            throw document.Problem(document.Blocks[2].Line, "The short description has more than one line of help.");
    }

    private static void Wrap(StringBuilder text, string words, string first, string other)
    {
        var line = new StringBuilder(first);
        var isEmpty = true;
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                text.Append(line).Append('\n');
                line.Clear().Append(other);
                isEmpty = true;
            }

            if (!isEmpty) line.Append(' ');
            line.Append(word);
            isEmpty = false;
        }

        text.Append(line).Append('\n');
    }
}
