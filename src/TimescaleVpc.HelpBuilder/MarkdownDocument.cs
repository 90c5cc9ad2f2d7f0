using System.Text.RegularExpressions;

namespace TimescaleVpc.HelpBuilder;

/// <summary>
/// A page as a list of blocks. The pages use a small part of Markdown: a front matter, headings of three levels,
/// paragraphs, lists of one level and fenced code. Anything else that is Markdown elsewhere (tables, quotes, numbered
/// lists, headings by underlines) is an error, lest it looks fine on the web and like rubble in Get-Help; so is a
/// comment, which no reader would see.
/// </summary>
internal sealed partial record MarkdownDocument(
    string File, IReadOnlyDictionary<string, string> FrontMatter, IReadOnlyList<Block> Blocks)
{
    private const string Fence = "```";
    private const string Comment = "<!--";

    public static MarkdownDocument Read(string file, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var at = 0;
        var front = ReadFrontMatter(file, lines, ref at);
        var blocks = new List<Block>();
        while (at < lines.Length)
        {
            if (lines[at].Trim().Length == 0) at++;
            else blocks.Add(ReadBlock(file, lines, ref at));
        }

        return new(file, front, blocks);
    }

    public PageException Problem(int line, string message) => new(File, line, message);

    private static Dictionary<string, string> ReadFrontMatter(string file, string[] lines, ref int at)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (lines[0].Trim() != "---") return values;
        for (at = 1; at < lines.Length; at++)
        {
            if (lines[at].Trim() == "---")
            {
                at++;
                return values;
            }

            var parts = lines[at].Split(':', 2);
            if (parts.Length != 2)
                throw new PageException(file, at + 1, "The front matter takes lines of 'name: value'.");
            values[parts[0].Trim()] = parts[1].Trim();
        }

        throw new PageException(file, 1, "The front matter has no end: a second line of '---' is missing.");
    }

    private static Block ReadBlock(string file, string[] lines, ref int at)
    {
        var line = lines[at];
        if (line.StartsWith(Fence, StringComparison.Ordinal)) return ReadCode(file, lines, ref at);
        if (HeadingLine().Match(line) is { Success: true } heading)
        {
            at++;
            return new Heading(at, heading.Groups[1].Length, heading.Groups[2].Value.Trim());
        }

        if (line.StartsWith("- ", StringComparison.Ordinal)) return ReadList(lines, ref at);
        if (Unsupported().IsMatch(line))
        {
            throw new PageException(file, at + 1,
                $"'{line.Trim()}' is no heading, paragraph, list of hyphens or code; the help takes no more.");
        }

        var start = at;
        while (at < lines.Length && IsText(lines[at])) at++;
        return new Paragraph(start + 1, string.Join(' ', lines[start..at].Select(item => item.Trim())));
    }

    private static Code ReadCode(string file, string[] lines, ref int at)
    {
        var start = at;
        var language = lines[at][Fence.Length..].Trim();
        for (at++; at < lines.Length; at++)
        {
            if (lines[at].TrimEnd() == Fence) return new(start + 1, language, lines[(start + 1)..at++]);
        }

        throw new PageException(file, start + 1, "The code has no end: a second line of three backticks is missing.");
    }

    private static BulletList ReadList(string[] lines, ref int at)
    {
        var (start, items) = (at, new List<string>());
        for (; at < lines.Length && lines[at].Trim().Length > 0; at++)
        {
            if (lines[at].StartsWith("- ", StringComparison.Ordinal)) items.Add(lines[at][2..].Trim());
            else if (lines[at].StartsWith("  ", StringComparison.Ordinal)) items[^1] += " " + lines[at].Trim();
            else break;
        }

        return new(start + 1, items);
    }

    private static bool IsText(string line) => line.Trim().Length > 0
        && !line.StartsWith(Fence, StringComparison.Ordinal) && !line.StartsWith("- ", StringComparison.Ordinal)
        && !line.StartsWith(Comment, StringComparison.Ordinal) && !HeadingLine().IsMatch(line);

    [GeneratedRegex("^(#{1,3}) +(.+)$")]
    private static partial Regex HeadingLine();

    [GeneratedRegex(@"^(\s|\||>|<!--|\* |\+ |\d+\. |#|===|---)")]
    private static partial Regex Unsupported();
}
