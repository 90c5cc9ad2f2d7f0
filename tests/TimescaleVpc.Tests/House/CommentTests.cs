using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>Documentation comments are statements about the code, in the style of .NET's own documents.</summary>
public sealed partial class CommentTests
{
    [Fact]
    public void A_summary_is_a_statement_about_the_code()
    {
        var findings =
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            from item in File.ReadAllLines(file).Select((line, index) => (Text: line.Trim(), Number: index + 1))
            where item.Text.StartsWith("///", StringComparison.Ordinal) && Informal().IsMatch(item.Text)
            select $"{Path.GetRelativePath(Repository.Root, file)}:{item.Number}: {item.Text}";

        Assert.Equal("", string.Join(Environment.NewLine, findings));
    }

    [Theory]
    [InlineData("/// <summary>Does the name resolve?</summary>", true)]
    [InlineData("/// Is it ours? Then it goes.", true)]
    [InlineData("/// <summary>Where nobody waits.</summary>", true)]
    [InlineData("/// <summary>Whoever asks.</summary>", true)]
    [InlineData("/// <summary>PowerShell's wildcards: <c>*</c>, <c>?</c> and <c>[set]</c>.</summary>", false)]
    [InlineData("/// <summary>Whether the name resolves.</summary>", false)]
    public void A_question_and_a_person_without_a_name_are_found(string comment, bool isFound) =>
        Assert.Equal(isFound, Informal().IsMatch(comment));

    /// <summary>A question, or a person without a name in place of a party, a caller or a program.</summary>
    [GeneratedRegex(
        @"\w\?( |</|$)|\b(some|no|any|every)body\b|\bwhoever\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Informal();
}
