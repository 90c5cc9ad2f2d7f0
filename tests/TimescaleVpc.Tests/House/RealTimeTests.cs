using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.House;

/// <summary>
/// No test depends on how fast the machine is. A hang may be given up, after a time that all share and that is long
/// (<see cref="Hang"/>, $HangLimit); how long something took may be reported, in the files that are named here.
/// </summary>
public sealed partial class RealTimeTests
{
    /// <summary>Files that look at a real watch, and what for.</summary>
    private static readonly Dictionary<string, string> Watches = new()
    {
        ["KilledProcessTests.cs"] = "reports how long the rounds took",
        ["KillLane.cs"] = "chooses the moment of a kill by the length of a run, and moves it until it strikes",
    };

    [Theory]
    [InlineData("Assert.True(watch.Elapsed < TimeSpan.FromSeconds(1));", true)]
    [InlineData("var before = Environment.TickCount64;", true)]
    [InlineData("(Measure-Command { Get-AzureVNet }).TotalSeconds | Should -BeLessThan 2", true)]
    [InlineData("$seconds = ((Get-Date) - $before).TotalSeconds", true)]
    [InlineData("await run.WaitAsync(TimeSpan.FromSeconds(30));", true)]
    [InlineData("using var limit = new CancellationTokenSource(30_000);", true)]
    [InlineData("if (-not $process.WaitForExit(5000)) { throw }", true)]
    [InlineData("await run.WaitAsync(Hang.Limit);", false)]
    [InlineData("using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(20), _clock);", false)]
    [InlineData("Assert.Equal(TimeSpan.FromSeconds(7), walk.World.Clock.UtcNow - before);", false)]
    [InlineData("($job.Sandbox.Clock.Now - $job.Notes).TotalMinutes | Should -BeLessThan 150", false)]
    [InlineData("$process.WaitForExit($HangLimit)", false)]
    public void What_counts_as_real_time(string line, bool isRealTime) =>
        Assert.Equal(isRealTime, Watch().IsMatch(line) || ShortGuard().IsMatch(line));

    [Fact]
    public void No_test_looks_at_a_real_watch()
    {
        var lines = Lines().Where(line => Watch().IsMatch(line.Text)).ToArray();
        Assert.DoesNotContain(lines, line => !Watches.ContainsKey(Path.GetFileName(line.File)));
        Assert.Equal(Watches.Keys.Order(), lines.Select(line => Path.GetFileName(line.File)).Distinct().Order());
    }

    [Fact]
    public void What_hangs_is_given_up_after_the_time_that_all_share() =>
        Assert.DoesNotContain(Lines(), line => ShortGuard().IsMatch(line.Text));

    /// <summary>
    /// .NET 8 cannot stop a thread in a long SpinWait, so a garbage collection stops all others until it is over.
    /// </summary>
    [Fact]
    public void No_test_spins_where_the_runtime_cannot_stop_it() =>
        Assert.DoesNotContain(Lines(), line => line.Text.Contains(".SpinWait(", StringComparison.Ordinal));

    private static IEnumerable<Line> Lines() =>
        from folder in new[] { "Pester", "TimescaleVpc.Tests" }
        from file in Directory.EnumerateFiles(
            Path.Combine(Repository.Root, "tests", folder), "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".cs" or ".ps1"
            && Path.GetFileName(file) != "RealTimeTests.cs"
            && !BuildOutput().IsMatch(Path.GetRelativePath(Repository.Root, file))
        from text in File.ReadLines(file)
        select new Line(file, text.Trim());

    [GeneratedRegex("""
        \bStopwatch\b | \bTickCount | \bMeasure-Command\b
        | (Get-Date|\bNow)\b .* \)\.Total(Milli)?[A-Z] (?<! Clock\.Now .*)
        | \$\w+\.Elapsed\b | \b(watch|stopwatch)\.Elapsed
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Watch();

    [GeneratedRegex("""
        (WaitAsync|WaitForExit|WaitOne|CancelAfter|new\ CancellationTokenSource) \((TimeSpan\.\w+\([\d.]+\)|[\d_]+)\)
        | Hang\ =
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex ShortGuard();

    [GeneratedRegex(@"[\\/](bin|obj)[\\/]")]
    private static partial Regex BuildOutput();

    private sealed record Line(string File, string Text);
}
