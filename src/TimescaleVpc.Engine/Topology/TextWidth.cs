namespace TimescaleVpc.Engine.Topology;

/// <summary>
/// How wide a text is, in cells of a font whose letters are of one width; wide letters take two. What is drawn is
/// pressed into that width, whichever font there is.
/// </summary>
internal static class TextWidth
{
    /// <summary>The cells of a box's line.</summary>
    public const int LineCells = 32;

    /// <summary>The longest text that is shown; the rest of a longer one is in the description only.</summary>
    private const int MostLines = 5;

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>The text in lines that are not wider than a box, broken after a sign if there is one.</summary>
    public static IReadOnlyList<string> Wrap(string text)
    {
        var lines = new List<string>();
        var line = new StringBuilder();
        var (cells, lastBreak) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (cells + Of(rune) > LineCells)
            {
                var rest = lastBreak > LineCells / 3 ? line.ToString(lastBreak, line.Length - lastBreak) : "";
                lines.Add(line.ToString(0, line.Length - rest.Length).Trim());
                line.Clear().Append(rest);
                (cells, lastBreak) = (Of(rest), 0);
            }

            line.Append(rune);
            cells += Of(rune);
            if (rune.Value is ' ' or '/' or '-' or '.' or ',' or ':' or '_') lastBreak = line.Length;
        }

        if (line.Length > 0) lines.Add(line.ToString().Trim());
        lines.RemoveAll(one => one.Length == 0);
        return lines.Count <= MostLines ? lines : [.. lines.Take(MostLines - 1), "…"];
    }

    /// <summary>East Asian wide letters and pictures; marks that stand on another letter take a cell, too.</summary>
    private static int Of(Rune rune) => rune.Value is (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0xa4cf)
        or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f)
        or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) or >= 0x1f000 ? 2 : 1;
}
