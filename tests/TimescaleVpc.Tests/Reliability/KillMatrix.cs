using System.Collections.Concurrent;
using TimescaleVpc.Engine.Peering;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// One case: where the first run dies and how, the same of the second run, and whether plans are compared.
/// </summary>
internal sealed record KillCase(int At, Kill Kill, int SecondAt = 0, Kill Second = Kill.Before, bool Plans = false)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static KillCase Parse(string text)
    {
        var words = text.Split(' ');
        var plans = words[^1] == "plan";
        return words.Length - (plans ? 1 : 0) > 2
            ? new(Number(0), Way(1), Number(2), Way(3), plans) : new(Number(0), Way(1), Plans: plans);

        int Number(int at) => int.Parse(words[at], System.Globalization.CultureInfo.InvariantCulture);
        Kill Way(int at) => Enum.Parse<Kill>(words[at]);
    }

    public override string ToString() =>
        $"{At} {Kill}{(SecondAt > 0 ? $" {SecondAt} {Second}" : "")}{(Plans ? " plan" : "")}";
}

/// <summary>
/// Runs a scenario, kills it, and runs it again: the world must end as after a run that nobody disturbed.
/// </summary>
internal sealed class KillMatrix
{
    /// <summary>What a credential may outlive its making by: the longest that an item takes, and some more.</summary>
    private static readonly TimeSpan CredentialBudget = TimeSpan.FromMinutes(30);

    /// <summary>A run that does not end would hang the tests; none takes more than a second or two.</summary>

    private readonly Scenario scenario;
    private readonly string[] inventory;
    private readonly string[] bin;
    private readonly ConcurrentQueue<string> failures = new();
    private int kills;
    private int seconds;
    private int plans;
    private int most;

    private KillMatrix(Scenario scenario, string[] inventory, string[] bin, int requests)
    {
        this.scenario = scenario;
        this.inventory = inventory;
        this.bin = bin;
        Requests = requests;
    }

    /// <summary>How many requests the undisturbed run makes.</summary>
    public int Requests { get; }

    /// <summary>One line for each case that did not converge.</summary>
    public IReadOnlyCollection<string> Failures => failures;

    public string Summary => $"{scenario}: {Requests} requests; {kills} kill points tried, {kills - failures.Count} "
        + $"converged; {seconds} with a second kill; {plans} plans compared; at most {most} requests to converge";

    /// <summary>The run that nobody disturbs, to compare with.</summary>
    public static async Task<KillMatrix> OfAsync(Scenario scenario)
    {
        var (world, start) = await NewWorldAsync(scenario);
        var run = new Run(world);
        await run.ScriptAsync(scenario.Pipelines);
        Assert.True(run.Errors.Count == 0, $"{scenario}: {Texts(run)}");
        world.Clock.Advance(scenario.Settling);
        if (scenario.EndsAsItBegan)
            Compare($"{scenario}", NormalForm.Of(start, start), NormalForm.Of(world.Inventory(), start));
        return new(scenario, NormalForm.Of(world.Inventory(), start), NormalForm.Of(world.RecycleBin(), start),
            run.Line.Requests);
    }

    public async Task TryAsync(KillCase one)
    {
        try
        {
            await CaseAsync(one).WaitAsync(Hang.Limit);
        }
        catch (Exception error)
        {
            var text = error is TimeoutException ? "a run does not end" : error.Message;
            failures.Enqueue($"TIMESCALEVPC_KILL='{scenario}: {one}': {text}");
        }
    }

    private async Task CaseAsync(KillCase one)
    {
        var (world, start) = await NewWorldAsync(scenario);
        if (!await KilledAsync(world, one.At, one.Kill)) return;
        Interlocked.Increment(ref kills);
        if (one.SecondAt > 0 && await KilledAsync(world, one.SecondAt, one.Second)) Interlocked.Increment(ref seconds);

        var run = new Run(world);
        foreach (var pipeline in scenario.Pipelines)
        {
            var plan = one.Plans ? await PlanAsync(world, pipeline) : null;
            await run.PipelineAsync(pipeline);
            Assert.True(run.Errors.Count == 0, Texts(run));
            if (plan is null) continue;
            Interlocked.Increment(ref plans);
            Assert.True(plan.SetEquals(run.Steps), $"planned, not done: {Texts(plan.Except(run.Steps))}; done, not "
                + $"planned: {Texts(run.Steps.Except(plan))}");
        }

        InterlockedMax(run.Line.Requests);
        Assert.True(run.Line.Requests <= (2 * Requests) + 20, $"{run.Line.Requests} requests instead of {Requests}");
        Assert.DoesNotContain(world.Inventory(), item => item.Kind == "Entra.Credential");
        world.Clock.Advance(scenario.Settling);
        Compare("the world", inventory, NormalForm.Of(world.Inventory(), start));
        Compare("the recycle bins", bin, NormalForm.Of(world.RecycleBin(), start));
    }

    /// <summary>A run that dies. Whatever it leaves, it leaves no credential that nobody finds or that stays.</summary>
    /// <returns>False if the run was over before.</returns>
    private async Task<bool> KilledAsync(VpcSandbox world, int at, Kill kill)
    {
        var run = new Run(world, new Line(at, kill));
        await run.ScriptAsync(scenario.Pipelines);
        foreach (var item in world.Inventory().Where(item => item.Kind == "Entra.Credential"))
        {
            Assert.StartsWith(Names.CredentialPrefix, item.Name, StringComparison.Ordinal);
            var ends = item.Properties.Split(' ').Single(text => text.StartsWith("ends=", StringComparison.Ordinal));
            Assert.True(DateTimeOffset.Parse(ends[5..], null) <= world.Clock.UtcNow + CredentialBudget, ends);
        }

        if (kill == Kill.Outage) Assert.DoesNotContain(run.Errors, error => error.ErrorId == "UnexpectedError");
        return run.Line.IsCut;
    }

    /// <summary>The plan of one pipeline; it must change nothing.</summary>
    private static async Task<HashSet<(string Action, string Target)>> PlanAsync(VpcSandbox world, Pipeline pipeline)
    {
        var before = world.Requests.Length;
        var run = new Run(world, planning: true);
        await run.PipelineAsync(pipeline);
        Assert.True(run.Errors.Count == 0, $"the plan: {Texts(run)}");
        Assert.DoesNotContain(world.Requests.Skip(before), request => request.Mutates);
        Assert.True(run.Steps.SetEquals(run.Shown), "The plan differs from what -WhatIf shows: "
            + Texts(run.Steps.Except(run.Shown).Concat(run.Shown.Except(run.Steps))));
        return run.Steps;
    }

    private static async Task<(SandboxWorld World, SandboxItem[] Start)> NewWorldAsync(Scenario scenario)
    {
        var world = new SandboxWorld();
        var start = world.Inventory();
        var earlier = new Run(world);
        await earlier.ScriptAsync(scenario.Earlier);
        Assert.True(earlier.Errors.Count == 0, $"{scenario}, before: {Texts(earlier)}");
        await scenario.Meanwhile(await Walk.StartAsync(
            new ConnectRequest { Sandbox = true, World = world, SessionId = 1 }));
        return (world, start);
    }

    private static void Compare(string what, string[] expected, string[] actual)
    {
        if (expected.SequenceEqual(actual)) return;
        Assert.Fail($"{what}: missing {Texts(Without(expected, actual))}; too many {Texts(Without(actual, expected))}");
    }

    private static string[] Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var left = others.ToList();
        return [.. lines.Where(line => !left.Remove(line))];
    }

    private static string Texts<T>(IEnumerable<T> items)
    {
        var text = string.Join(" | ", items);
        return text.Length == 0 ? "nothing" : text;
    }

    private static string Texts(Run run) => Texts(run.Errors.Select(error => $"{error.ErrorId}: {error.Message}"));

    private void InterlockedMax(int value)
    {
        for (var now = Volatile.Read(ref most); value > now; now = Volatile.Read(ref most))
            if (Interlocked.CompareExchange(ref most, value, now) == now) return;
    }
}
