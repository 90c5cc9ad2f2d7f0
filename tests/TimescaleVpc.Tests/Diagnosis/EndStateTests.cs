using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>
/// What runs leave: a run that came to its end leaves nothing to find, and what a killed one has left is found, with a
/// command or a repair after which nothing is.
/// </summary>
public sealed class EndStateTests(ITestOutputHelper output)
{
    /// <summary>By day one in so many cases is tried.</summary>
    private const int Share = 10;

    private static readonly string[] Changing = ["Put", "Create", "Add", "Accept", "Remove", "Authorize"];

    private const int Rounds = 3;

    /// <summary>Kinds of which one is there only if something of a peering was made.</summary>
    private static readonly string[] Ours =
        ["Entra.Application", "Mst.Peering", "Tiger.Peering", "Arm.Peering", "Aws.Route"];

    public static TheoryData<string> Scenarios() => new(AllScenarios.All.Select(scenario => scenario.Name));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task A_run_that_came_to_its_end_leaves_nothing_to_find(string name)
    {
        var scenario = AllScenarios.Find(name);
        var world = scenario.NewWorld();
        var run = new Run(world);
        await run.PlayAsync(scenario.Before);
        await run.PlayAsync(scenario.Steps);
        Assert.Empty(run.Errors);
        world.Clock.Advance(scenario.Settling);

        Assert.Equal("", Texts(await FindAsync(world)));
    }

    /// <summary>What is left of a scenario that is cut off is explained, and commands of findings repair it.</summary>
    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task What_is_cut_off_is_explained_and_its_commands_converge(string name)
    {
        var ends = await KilledEnds.OfAsync(name);
        var cases = new Cases("end");
        await cases.RunAsync(ends.Names.Take(Share, one => one), one => one, ends.TryAsync);
        Numbers.Say(output, "endstates.txt",
            $"{name}: {ends.Names.Count} cases, {cases.Count} tried, {cases.Failed} failures; {Rotation.Text(Share)}");
        cases.AssertNone(output);
    }

    [Theory]
    [InlineData("azure")]
    [InlineData("aws")]
    public async Task What_a_killed_run_leaves_is_found_and_mended(string name)
    {
        var scenario = AllScenarios.Find(name);
        var matrix = await KillMatrix.OfAsync(scenario);
        var failures = new List<string>();
        foreach (var request in matrix.Requests.Where(request => IsChange(request.Kind)))
        {
            var world = scenario.NewWorld();
            var run = new Run(world, new KillLine(request, Kill.After));
            await run.PlayAsync(scenario.Steps);
            if (await MendAsync(world) is { } failure) failures.Add($"{request}: {failure}");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    /// <summary>Looks, repairs and looks again.</summary>
    /// <returns>What is wrong with that; null if nothing is.</returns>
    private static async Task<string?> MendAsync(WatchedWorld world)
    {
        var start = world.Start.Select(item => (item.Kind, item.Id)).ToHashSet();
        var rest = world.Inventory().Where(item => !start.Contains((item.Kind, item.Id)) && Ours.Contains(item.Kind))
            .ToArray();
        var walk = await Walk.StartAsync(new ConnectRequest { Sandbox = true, World = world, SessionId = 9 });
        var findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null);
        if (rest.Length > 0 && findings.Length == 0)
            return $"not found: {string.Join(", ", rest.Select(item => $"{item}"))}";
        if (findings.Length > 0 && !findings.Any(finding => finding.Command is not null || finding.CanRepair))
            return $"no next step: {Texts(findings)}";
        if (findings.Length == 0) return null;
        var first = Texts(findings);
        // What stands behind the first broken link shows once that is repaired.
        for (var round = 0; round < Rounds && findings.Length > 0; round++)
        {
            await walk.RunAsync<PeeringRepair>(new RepairPeeringRequest(), null, [.. findings]);
            if (!walk.Said.Errors.IsEmpty)
                return $"{first} -> {string.Join(" | ", walk.Said.Errors.Select(error => error.Message))}";
            findings = await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null);
        }

        return findings.Length == 0 ? null : $"{first} -> {Texts(findings)}";
    }

    private static async Task<PeeringFinding[]> FindAsync(WatchedWorld world)
    {
        var walk = await Walk.StartAsync(new ConnectRequest { Sandbox = true, World = world, SessionId = 9 });
        return await walk.RunAsync<PeeringFinding>(new TestPeeringRequest(), null, (object?)null);
    }

    private static bool IsChange(string kind) =>
        Changing.Any(verb => kind.Split('.')[^1].StartsWith(verb, StringComparison.Ordinal));

    private static string Texts(IEnumerable<PeeringFinding> findings) => string.Join(
        " | ", findings.Select(finding => $"{finding.Id}: {finding.Cause} [{finding.Command}]"));
}
