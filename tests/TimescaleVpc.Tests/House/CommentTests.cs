using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>Comments are statements about the code, in the style of .NET's own documents.</summary>
public sealed partial class CommentTests
{
    [Fact]
    public void A_comment_is_a_statement_about_the_code()
    {
        var findings =
            from folder in new[] { "src", "tests" }
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            where !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")
            from item in File.ReadAllLines(file).Select((line, index) => (Text: line.Trim(), Number: index + 1))
            where item.Text.StartsWith("//", StringComparison.Ordinal) && Informal().IsMatch(item.Text)
            select $"{Path.GetRelativePath(Repository.Root, file)}:{item.Number}: {item.Text}";

        Assert.Equal("", string.Join(Environment.NewLine, findings));
    }

    [Theory]
    [InlineData("/// <summary>Does the name resolve?</summary>", true)]
    [InlineData("/// Is it ours? Then it goes.", true)]
    [InlineData("/// <summary>Where nobody waits.</summary>", true)]
    [InlineData("/// <summary>Whoever asks.</summary>", true)]
    [InlineData("// The order of then.", true)]
    [InlineData("// What mends it.", true)]
    [InlineData("// Takes up changed ranges.", true)]
    [InlineData("/// <summary>PowerShell's wildcards: <c>*</c>, <c>?</c> and <c>[set]</c>.</summary>", false)]
    [InlineData("/// <summary>Whether the name resolves.</summary>", false)]
    public void A_question_and_a_person_without_a_name_are_found(string comment, bool isFound) =>
        Assert.Equal(isFound, Informal().IsMatch(comment));

    /// <summary>A question, a person without a name in place of a party or a program, or a private word.</summary>
    [GeneratedRegex(
        @"\w\?( |</|$)|\b(some|no|any|every)body\b|\bwhoever\b|\bof then\b"
        + @"|\bmend(s|ed|ing)?\b|\btak(es?|en|ing) up\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Informal();
}
