using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>What is not known of the platforms has an id, and the first real run says what it saw of each.</summary>
public sealed partial class OpenFactTests
{
    [Fact]
    public void Each_open_fact_is_in_the_list_of_the_first_real_run()
    {
        string[] facts =
        [
            .. new[] { "sandbox.md", "sandbox-aws.md" }
                .SelectMany(page => Row().Matches(Read("docs", page))).Select(row => row.Groups[1].Value),
        ];
        Assert.NotEmpty(facts);
        Assert.Equal(facts.Distinct(), facts);
        Assert.Equal(facts, Entry().Matches(Read("tests", "live", "first-real-run.ps1"))
            .Select(entry => entry.Groups[1].Value));
    }

    private static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Repository.Root, .. path]));

    [GeneratedRegex(@"^\| `(U-[A-Z]+-\d\d)` \| \S", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^    '(U-[A-Z]+-\d\d)' = \{", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
