using System.Management.Automation.Host;
using System.Text.RegularExpressions;

namespace TimescaleVpc.Commands;

/// <summary>
/// Lists and blocks whose lines break between words. PowerShell does that itself in some languages only, and cuts words
/// in all others (measured: in English and German it does, in Dutch and without a language it does not).
/// </summary>
public static partial class ViewText
{
    /// <summary>A value as <see cref="Text"/> shows it, in lines that the screen has room for.</summary>
    /// <param name="value">A property of a record, live or from a file.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="indent">The columns before the value.</param>
    public static object? Lines(object? value, object? host, int indent) =>
        Text(value) is string text ? Wrapped(text, host, indent) : Text(value);

    /// <summary>A list, an item in a paragraph of its own, in lines that the screen has room for.</summary>
    /// <param name="items">The items.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="indent">The columns before each line.</param>
    public static string Column(object? items, object? host, int indent) =>
        Wrapped(string.Join('\n', Texts(items)), host, indent);

    /// <summary>Ids of networks, those of VNets as GROUP/NAME, in lines that the screen has room for.</summary>
    /// <param name="ids">An id, or several.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="indent">The columns before each line.</param>
    public static string Networks(object? ids, object? host, int indent) => Wrapped(Networks(ids), host, indent);

    /// <summary>
    /// A text in a column of a table that wraps. PowerShell would break it anywhere, so that of many networks of one
    /// group none could be read.
    /// </summary>
    /// <param name="value">A property of a record, live or from a file.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="width">The column's width.</param>
    public static string Cell(object? value, object? host, int width) => string.Join('\n', $"{Text(value)}".Split('\n')
        .SelectMany(line => Broken(
            line, width, word => Columns(host) is not null && Bare(host) is PSHost { UI.RawUI: { } screen }
                ? screen.LengthInBufferCells(word) : word.Length)));

    /// <summary>The same in the last column, which has the rest of the screen.</summary>
    /// <param name="value">A property of a record, live or from a file.</param>
    /// <param name="host">PowerShell's $Host.</param>
    /// <param name="indent">The columns before it.</param>
    public static string LastCell(object? value, object? host, int indent) =>
        Columns(host) is { } width && width > indent ? Cell(value, host, width - indent) : $"{Text(value)}";

    /// <summary>Breaks lines between words; a word that is longer than a line is left to PowerShell.</summary>
    private static string Wrapped(string text, object? host, int indent) =>
        Columns(host) is { } width && Bare(host) is PSHost { UI.RawUI: { } screen }
            ? string.Join('\n', text.Split('\n').SelectMany(
                line => Broken(line, Math.Max(width - indent, 1), word => screen.LengthInBufferCells(word))))
            : text;

    private static IEnumerable<string> Broken(string line, int width, Func<string, int> measure)
    {
        if (measure(line) <= width) return [line];
        var margin = line[..(line.Length - line.TrimStart(' ').Length)];
        var (lines, current) = (new List<string>(), "");
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var gap = current.Length == 0 ? margin : " ";
            foreach (var part in Parts(word, width, measure))
            {
                if (current.Length > 0 && measure(current + gap + part) > width)
                {
                    lines.Add(current);
                    (current, gap) = ("", margin);
                }

                (current, gap) = (current + gap + part, "");
            }
        }

        return [.. lines, current];
    }

    /// <summary>
    /// The parts of a word that is longer than a line: of GROUP/NAME each, then what ends with a sign, then words that
    /// were written together.
    /// </summary>
    private static IEnumerable<string> Parts(string word, int width, Func<string, int> measure) =>
        new[] { Slash(), Sign(), Hump() }.Aggregate<Regex, IEnumerable<string>>([word], (parts, end) =>
            parts.SelectMany(part => measure(part) <= width ? [part] : end.Split(part).Where(item => item.Length > 0)));

    [GeneratedRegex("(?<=/)")]
    private static partial Regex Slash();

    [GeneratedRegex("(?<=[.:,_-])")]
    private static partial Regex Sign();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Hump();

    /// <summary>
    /// The columns that PowerShell writes in; null without a screen, as in a file or a pipe, whose reader breaks lines.
    /// </summary>
    private static int? Columns(object? host)
    {
        if (Console.IsOutputRedirected && $"{Value(host, "Name")}" == "ConsoleHost") return null;
        try
        {
            // As PowerShell does: the last column stays free.
            return Bare(host) is PSHost { UI.RawUI: { } screen } && screen.BufferSize.Width > 1
                ? Math.Min(screen.BufferSize.Width, screen.WindowSize.Width) - 1 : null;
        }
        catch (Exception error) when (error is HostException or InvalidOperationException or NotSupportedException
            or NotImplementedException or IOException)
        {
            return null;
        }
    }
}
