using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>Lines of sources and scripts end at column 120.</summary>
public sealed partial class LineTests
{
    private const int Columns = 120;

    [Fact]
    public void No_line_is_longer_than_120_columns()
    {
        var findings =
            from file in Sources()
            from item in File.ReadAllLines(file).Select((line, index) => (Text: line, Number: index + 1))
            where item.Text.Length > Columns && !TableRow().IsMatch(item.Text)
            select $"{Path.GetRelativePath(Repository.Root, file)}:{item.Number} has {item.Text.Length} columns";

        Assert.Equal("", string.Join(Environment.NewLine, findings));
    }

    private static IEnumerable<string> Sources()
    {
        string[] tops = [.. Directory.GetFiles(Repository.Root, "*.ps*1")];
        var below = new[] { "src", "tests" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories));
        return tops.Concat(below.Where(path => Path.GetExtension(path) is ".cs" or ".ps1" or ".psd1" or ".sh")
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")));
    }

    /// <summary>A row of a table of cases, whose cells stand below each other.</summary>
    [GeneratedRegex(@"^\s*[^|""]+( +\| +[^|""]+){6,}$")]
    private static partial Regex TableRow();
}
