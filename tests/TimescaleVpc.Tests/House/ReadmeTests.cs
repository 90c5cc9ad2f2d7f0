using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>The README is one page that leads everywhere; what it promises is there.</summary>
public sealed partial class ReadmeTests
{
    /// <summary>Of a page that is read to its end; code and the table of cmdlets count.</summary>
    private const int MostWords = 1_000;

    private static string Readme { get; } = Read("README.md");

    [Fact]
    public void It_is_one_page() => Assert.InRange(Word().Count(Readme), MostWords / 2, MostWords);

    [Fact]
    public void It_lists_each_cmdlet_once_with_a_link_to_its_page()
    {
        var exported = Exported().Match(Read("TimescaleVpc.psd1")).Groups[1].Value;
        var cmdlets = Quoted().Matches(exported).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.NotEmpty(cmdlets);
        var rows = Row().Matches(Readme).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);
        Assert.Equal(cmdlets, rows);
    }

    /// <summary>A reader with a clone and the SDK pastes these two; the gate of a change runs the second.</summary>
    [Theory]
    [InlineData("dotnet run --project src/TimescaleVpc.Sandbox.Server -- demo")]
    [InlineData("dotnet test")]
    public void It_has_the_commands_of_a_clone(string command) => Assert.Contains(command, Readme.Split('\n'));

    [Fact]
    public void The_gate_runs_its_test_command() =>
        Assert.Contains("\ndotnet test ", Read(".ci/run"), StringComparison.Ordinal);

    [Fact]
    public void The_index_names_each_document()
    {
        var index = Read("docs/README.md");
        var documents = Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(Path.GetFileName)
            .Where(name => name != "README.md");
        Assert.All(documents, name => Assert.Contains($"]({name})", index, StringComparison.Ordinal));
    }

    private static string Read(string file) =>
        File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");

    /// <summary>A word of the text: lines of a table and bullets are none.</summary>
    [GeneratedRegex(@"\S*\w\S*")]
    private static partial Regex Word();

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex Exported();

    [GeneratedRegex("'([A-Za-z]+-[A-Za-z]+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?m)^\| \[([A-Za-z]+-[A-Za-z]+)\]\(docs/en-US/\1\.md\) \| ")]
    private static partial Regex Row();
}
