using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>No loop of the engine is without end: each looks at the deadline, or counts.</summary>
public sealed partial class LoopTests
{
    /// <summary>
    /// Each round of it waits for a request that another caller has under way, and that has its own limit.
    /// </summary>
    private static readonly string[] BoundElsewhere = ["AzureTokens.cs", "JoinedReads.cs"];

    [Fact]
    public void Every_open_loop_looks_at_the_deadline_or_counts()
    {
        var engine = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        var loops = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(file => !BoundElsewhere.Contains(Path.GetFileName(file)))
            .SelectMany(file => OpenLoop().Matches(File.ReadAllText(file))
                .Select(match => (File: Path.GetFileName(file), Text: match.Value))).ToArray();
        Assert.InRange(loops.Length, 20, 200);
        Assert.All(loops, loop => Assert.True(Bound().IsMatch(loop.Text), $"{loop.File}: {loop.Text}"));
    }

    /// <summary>From the head of a loop without a condition to the end of the member that it is in.</summary>
    [GeneratedRegex(@"(while \(true\)|for \([^;]*;\s*;)[\s\S]*?\n    }")]
    private static partial Regex OpenLoop();

    [GeneratedRegex(
        @"DeadlinePassed|MayTryAgain|MostPages|IsLate|deadline|Longest\w+|RetryHandler\.Attempts|[Aa]ttempt\w* [<=]")]
    private static partial Regex Bound();
}
