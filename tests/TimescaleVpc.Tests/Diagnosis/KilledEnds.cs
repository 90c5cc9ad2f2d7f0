using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Diagnosis;

/// <summary>A scenario that is cut off at one of its changes, at once or long afterwards looked at.</summary>
internal sealed class KilledEnds
{
    private const string Later = " later";
    private const string Group = "Aws.SecurityGroup";

    /// <summary>What a peering consists of. A group for egress is looked at apart: not every user wants one.</summary>
    private static readonly string[] Kinds =
    [
        "Entra.Application", "Entra.ServicePrincipal", "Entra.Credential", "Arm.RoleDefinition", "Arm.RoleAssignment",
        "Arm.Peering", "Mst.Peering", "Cloud.Peering", "Aws.Peering", "Aws.RouteTable",
    ];

    private readonly Scenario scenario;
    private readonly string[] beginning;
    private readonly string[] end;
    private readonly int links;

    private KilledEnds(
        Scenario scenario, string[] beginning, string[] end, int links, IReadOnlyList<string> names)
    {
        (this.scenario, this.beginning, this.end, this.links) = (scenario, beginning, end, links);
        Names = names;
    }

    /// <summary>All cases, by their names.</summary>
    public IReadOnlyList<string> Names { get; }

    public static async Task<KilledEnds> OfAsync(string name)
    {
        var scenario = AllScenarios.Find(name);
        var world = await BeginAsync(scenario);
        var (beginning, line) = (Parts(world).Parts, new KillLine());
        var before = world.Requests.Length;
        var run = new Run(world, line);
        await run.PlayAsync(scenario.Steps);
        Assert.Empty(run.Errors);
        world.Clock.Advance(scenario.Settling);
        var changes = world.Requests.Skip(before).Where(request => request.Mutates).Select(request => request.Kind)
            .ToHashSet();
        return new(
            scenario, beginning, Parts(world).Parts, world.Inventory().Count(item => item.Kind == "Mst.Peering"),
            [.. line.Requests.Where(request => changes.Contains(request.Kind))
                .SelectMany(request => new[] { $"{name}: {request}", $"{name}: {request}{Later}" })]);
    }

    /// <summary>Tries a case by its name.</summary>
    public static async Task AgainAsync(string text) =>
        await (await OfAsync(text.Split(": ", 2)[0])).TryAsync(text);

    public async Task TryAsync(string text)
    {
        var isLater = text.EndsWith(Later, StringComparison.Ordinal);
        var request = text.Split(": ", 2)[1];
        var world = await BeginAsync(scenario);
        var run = new Run(world, new KillLine(
            RequestId.Parse(isLater ? request[..^Later.Length] : request), Kill.After));
        await run.PlayAsync(scenario.Steps);
        Assert.True(run.IsDead, "The run has not come to its end there.");
        if (isLater) world.Clock.Advance(TimeSpan.FromHours(1));
        await EndState.ExplainAsync(world, () => HalfDone(world));
    }

    private static async Task<WatchedWorld> BeginAsync(Scenario scenario)
    {
        var world = scenario.NewWorld();
        await new Run(world).PlayAsync(scenario.Before);
        return world;
    }

    /// <summary>What is neither as it was at the beginning nor as it is at the end.</summary>
    private IEnumerable<string> HalfDone(WatchedWorld world)
    {
        var (parts, groups) = Parts(world);
        // A group that was made for the service lets its ports out, and nothing else.
        foreach (var group in groups.Where(text => text.Contains(Marks.Own, StringComparison.Ordinal)
            && (!text.Contains("egress:tcp:", StringComparison.Ordinal)
                || text.Contains("0.0.0.0/0", StringComparison.Ordinal)))) yield return group;
        if (links > 1)
        {
            // One of them may be whole, and the other one not begun.
            foreach (var half in world.Inventory().Where(item => item.Kind is "Arm.Peering" or "Mst.Peering"
                && !item.Properties.Contains("state=Connected", StringComparison.Ordinal)
                && !item.Properties.Contains("state=ACTIVE", StringComparison.Ordinal))) yield return $"{half}";
        }
        else if (!parts.SequenceEqual(beginning) && !parts.SequenceEqual(end))
        {
            foreach (var part in parts.Except(beginning.Intersect(end))) yield return part;
            foreach (var part in end.Except(parts)) yield return $"(not there) {part}";
        }
    }

    private static (string[] Parts, string[] Groups) Parts(WatchedWorld world)
    {
        var items = world.Inventory();
        return (Lines(items.Where(item => Kinds.Contains(item.Kind))), Lines(items.Where(item => item.Kind == Group)));

        string[] Lines(IEnumerable<SandboxItem> some) => NormalForm.Of(some, world.Start);
    }
}
