using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>No loop of a stage is without end: each looks at the deadline, or counts.</summary>
public sealed partial class LoopTests
{
    [Fact]
    public void Every_open_loop_looks_at_the_deadline_or_counts()
    {
        var stages = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine", "Stages");
        var loops = Directory.EnumerateFiles(stages, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => OpenLoop().Matches(File.ReadAllText(file))
                .Select(match => (File: Path.GetFileName(file), Text: match.Value))).ToArray();
        Assert.InRange(loops.Length, 20, 200);
        Assert.All(loops, loop => Assert.True(Bound().IsMatch(loop.Text), $"{loop.File}: {loop.Text}"));
    }

    /// <summary>From the head of a loop without a condition to the end of the member that it is in.</summary>
    [GeneratedRegex(@"(while \(true\)|for \([^;]*;\s*;)[\s\S]*?\n    }")]
    private static partial Regex OpenLoop();

    [GeneratedRegex(@"DeadlinePassed|MayTryAgain|IsLate|deadline|Longest\w+|RetryHandler\.Attempts|[Aa]ttempt\w* [<=]")]
    private static partial Regex Bound();
}
