using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>What runs on GitHub: foreign code by its hash, and commands that are there.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows"))
            .Select(path => Path.GetFileName(path)!)];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Actions_are_pinned_by_hash_and_say_which_version_that_is(string name)
    {
        var actions = Lines(name).Where(line => Uses().IsMatch(line)).ToArray();
        Assert.NotEmpty(actions);
        Assert.All(actions, line => Assert.Matches(Pinned(), line));
        // One version of each action.
        Assert.All(actions.Select(line => Pinned().Match(line)).GroupBy(match => match.Groups["action"].Value),
            group => Assert.Single(group.Select(match => match.Value).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Commands_of_the_project_are_there(string name)
    {
        var build = File.ReadAllText(Path.Combine(Repository.Root, "build.ps1"));
        var tasks = Tasks().Match(build).Groups["names"].Value;
        var count = 0;
        foreach (var line in Lines(name))
        {
            foreach (Match script in Scripts().Matches(line))
            {
                count++;
                Assert.True(File.Exists(Path.Combine(Repository.Root, script.Groups["file"].Value)), line);
                if (script.Groups["file"].Value == "build.ps1")
                    Assert.Contains($"'{script.Groups["word"].Value}'", tasks, StringComparison.Ordinal);
            }

            foreach (Match test in Filter().Matches(line))
                Assert.NotNull(Array.Find(
                    typeof(WorkflowTests).Assembly.GetTypes(), type => type.Name == test.Groups["name"].Value));
        }

        Assert.NotEqual(0, count);
    }

    private static string[] Lines(string name) =>
        File.ReadAllLines(Path.Combine(Repository.Root, ".github", "workflows", name));

    [GeneratedRegex(@"^\s*(- )?uses:")]
    private static partial Regex Uses();

    [GeneratedRegex(@"uses: (?<action>[\w.-]+/[\w./-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(?<![\w/.$])(\./)?(?<file>(\.ci/run|(?:[\w.-]+/)*[\w.-]+\.(ps1|sh)))\b(?: (?<word>[A-Za-z]+))?")]
    private static partial Regex Scripts();

    [GeneratedRegex(@"ValidateSet\((?<names>'Bootstrap'[^)]*)\)")]
    private static partial Regex Tasks();

    [GeneratedRegex(@"FullyQualifiedName!?[~=](?<name>\w+)")]
    private static partial Regex Filter();
}
