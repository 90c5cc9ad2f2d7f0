using System.Diagnostics;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>The notices that ship with the module against what is laid out.</summary>
public sealed partial class NoticesTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Module, "THIRD-PARTY-NOTICES"));

    [Fact]
    public void Every_foreign_assembly_is_named_once_and_no_other()
    {
        var laidOut = Directory.EnumerateFiles(Repository.Module, "*.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(file))
            .Where(name => !name.StartsWith("TimescaleVpc.", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(laidOut);
        Assert.Equal(laidOut.Order(StringComparer.Ordinal),
            Assemblies().Matches(Text).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_entry_has_package_version_licence_and_copyright()
    {
        var entries = Entries().Matches(Text);
        Assert.Equal(Assemblies().Count(Text), entries.Count);
        foreach (Match entry in entries)
        {
            // Which package a file is from, the file itself knows in most cases.
            var file = Path.Combine(Repository.Module, "bin", "engine", entry.Groups["assembly"].Value);
            Assert.StartsWith(entry.Groups["package"].Value, Path.GetFileName(file), StringComparison.Ordinal);
            var version = Version.Parse(entry.Groups["version"].Value);
            var heading = $"{entry.Groups["package"].Value} {version}";
            Assert.Equal(version.Major, FileVersionInfo.GetVersionInfo(file).FileMajorPart);

            // Its text stands below: of the licence, or the package's own.
            var licence = entry.Groups["licence"].Value;
            var title = licence.EndsWith("below", StringComparison.Ordinal)
                ? $"^{Regex.Escape(heading)}: .*licen[cs]e.*$" : $"^Licence {Regex.Escape(licence)}$";
            Assert.Matches(new Regex(title, RegexOptions.Multiline | RegexOptions.IgnoreCase), Text);
        }
    }

    [Theory]
    [InlineData("MIT", "The above copyright notice and this permission notice shall be included")]
    [InlineData("Apache-2.0", "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION")]
    [InlineData("PostgreSQL", "provided that the above copyright notice and this paragraph")]
    public void The_text_of_a_licence_stands_in_it_once(string licence, string sentence)
    {
        var sections = Text.Split(new string('-', 80) + "\n");
        var at = Array.IndexOf(sections, $"Licence {licence}\n");
        Assert.True(at > 0, licence);
        Assert.Contains(sentence, sections[at + 1], StringComparison.Ordinal);
        Assert.Equal(at, Array.LastIndexOf(sections, $"Licence {licence}\n"));
    }

    [GeneratedRegex(@"^  assembly:   (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Assemblies();

    [GeneratedRegex("""
        ^(?<package>\S+)\ (?<version>[\d.]+)\S*\n
        \ \ assembly:\ \ \ (?<assembly>\S+)\n
        \ \ licence:\ \ \ \ (?<licence>.+)\n
        \ \ copyright:\ \ .+\n
        """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Entries();
}
