using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// One seed gives one run only if the world knows of all work that can reach it. Work that does not count is found at
/// the door, with its stack.
/// </summary>
public sealed partial class CountedWorkTests : IDisposable
{
    /// <summary>The delay of each turn, in which uncounted work shows up. A longer one only costs time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(3);

    /// <summary>Where the engine may begin work beside work, and why.</summary>
    private static readonly Dictionary<string, string> Forks = new(StringComparer.Ordinal)
    {
        ["Transport/WorkClock.cs"] = "it counts each piece",
        ["Work/WarmUp.cs"] = "it speaks to responses of its own",
        ["Aws/Sdk/ProfileKeys.cs"] = "profiles are read in real sessions only",
        ["Reachability/Bounded.cs"] = "real sockets; in a sandbox the world is asked at once",
    };

    private readonly WatchedWorld world = new();
    private readonly HttpClient http;

    public CountedWorkTests() => http = new HttpClient(world.CreateHandler());

    public static TheoryData<string> Scripts => [.. AllScenarios.All.Select(item => item.Name)];

    public void Dispose() => http.Dispose();

    /// <summary>
    /// Two branches of one piece of work are a second piece that is not counted, whatever SDK starts them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task All_work_of_a_script_counts(string name)
    {
        var scenario = AllScenarios.Find(name);
        scenario.Habits(world.Settings);
        Crew.ClockOf(world).Watch(Patience);
        foreach (var steps in new[] { scenario.Before, scenario.Steps })
        {
            var run = new Run(world);
            await run.PlayAsync(steps);
            Assert.Empty(run.Errors);
        }

        Crew.AssertCounted(world);
    }

    [Fact]
    public async Task Branches_that_do_not_count_are_found_with_their_stack()
    {
        // No turn comes while the test runs: the first request still waits when the second is sent, however slow the
        // machine is.
        Crew.ClockOf(world).Watch(TimeSpan.FromMinutes(1));
        using var work = Crew.WorkClockOf(world).Work();
        using var stop = new CancellationTokenSource();
        var branches = Task.WhenAll(AskAsync(stop.Token), AskAsync(stop.Token));

        var report = Assert.Single(Crew.ClockOf(world).Uncounted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => branches);
        Assert.Contains(nameof(AskAsync), report, StringComparison.Ordinal);
        Assert.Contains($"The work began\n", report, StringComparison.Ordinal);
        Assert.Contains(nameof(Branches_that_do_not_count_are_found_with_their_stack),
            report[report.IndexOf("The work began", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_in_the_background_is_found_with_its_stack()
    {
        using var work = Crew.WorkClockOf(world).Work();
        Task background;
        using (ExecutionContext.SuppressFlow()) background = Task.Run(AskAsync);
        await background;

        var report = Assert.Single(Crew.ClockOf(world).Uncounted);
        Assert.Contains(nameof(AskAsync), report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_while_nobody_works_is_found()
    {
        await AskAsync();
        Assert.Single(Crew.ClockOf(world).Uncounted);
    }

    [Fact]
    public async Task Pieces_side_by_side_count()
    {
        Crew.ClockOf(world).Watch(Patience);
        var clock = Crew.WorkClockOf(world);
        using var work = clock.Work();
        await clock.SideBySideAsync(AskAsync, AskAsync, () => clock.SideBySideAsync(AskAsync, AskAsync));
        await AskAsync();
        Crew.AssertCounted(world);
    }

    /// <summary>What runs beside other work is begun where it is counted.</summary>
    [Fact]
    public void The_engine_begins_work_beside_work_in_one_place()
    {
        var folder = Path.Combine(Repository.Root, "src", "TimescaleVpc.Engine");
        var findings = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(folder, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Name.StartsWith("obj/", StringComparison.Ordinal) && Fork().IsMatch(file.Text))
            .Select(file => file.Name);
        Assert.Equal(Forks.Keys.Order(StringComparer.Ordinal), findings.Order(StringComparer.Ordinal));
    }

    private Task AskAsync() => AskAsync(CancellationToken.None);

    private async Task AskAsync(CancellationToken cancel) =>
        await http.GetAsync(new Uri("https://api.aiven.io/v1/me"), cancel);

    [GeneratedRegex(
        @"Task\.(?:Run|WhenAll|WhenAny|WhenEach)\b|TaskFactory|ContinueWith|\w+Task\)? = |" +
        @"\bParallel\.|new Thread\b|ThreadPool\.")]
    private static partial Regex Fork();
}
