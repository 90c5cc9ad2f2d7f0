using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>What is said often has one spelling, so that a search finds all of it.</summary>
public sealed partial class SpellingTests
{
    [Fact]
    public void Texts_are_equal_ignoring_case_by_one_function()
    {
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories);
        var findings = files.Where(file => EqualIgnoringCase().IsMatch(File.ReadAllText(file)));
        Assert.Equal(["IgnoringCase.cs"], findings.Select(Path.GetFileName));
    }

    [GeneratedRegex(
        @"Equals\([^;{}]*?StringComparison\.(?:OrdinalIgnoreCase|InvariantCultureIgnoreCase)\)"
        + @"|To(?:Upper|Lower)Invariant\(\)\s+(?:is|==|!=) ")]
    private static partial Regex EqualIgnoringCase();
}
