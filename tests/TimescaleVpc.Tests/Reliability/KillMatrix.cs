using System.Globalization;
using System.Text.RegularExpressions;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Tests.Diagnosis;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// One case: where the first run dies and how, the same of the second run, and whether plans are compared.
/// </summary>
internal sealed record KillCase(
    RequestId At, Kill Kill, RequestId? SecondAt = null, Kill Second = Kill.Before, bool Plans = false)
{
    private const string Plan = " plan";
    private const string Then = " then ";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static KillCase Parse(string text)
    {
        var plans = text.EndsWith(Plan, StringComparison.Ordinal);
        var (first, second) = text[..^(plans ? Plan.Length : 0)].Split(Then) switch
        {
            [var only] => (One(only), null),
            [var one, var other] => (One(one), One(other)),
            _ => throw new FormatException(text),
        };
        return new(first!.Value.At, first.Value.Kill, second?.At, second?.Kill ?? Kill.Before, plans);

        static (RequestId At, Kill Kill)? One(string words)
        {
            var end = words.LastIndexOf(' ');
            return (RequestId.Parse(words[..end]), Enum.Parse<Kill>(words[(end + 1)..]));
        }
    }

    public override string ToString() =>
        $"{At} {Kill}{(SecondAt is null ? "" : $"{Then}{SecondAt} {Second}")}{(Plans ? Plan : "")}";
}

/// <summary>Runs a scenario, kills it, and runs it again: the world must end as after an undisturbed run.</summary>
internal sealed partial class KillMatrix
{
    private const int MostKills = 2;

    /// <summary>Stands between a script's name and the seed of its order, in the name of a case.</summary>
    private const string OrderMark = " in order ";

    /// <summary>What a credential may outlive its making by: the longest that an item takes, and some more.</summary>
    private static readonly TimeSpan CredentialBudget = TimeSpan.FromMinutes(30);

    private readonly Scenario scenario;
    private readonly int order;
    private readonly string[] inventory;
    private readonly string[] bin;
    private int kills;
    private int seconds;
    private int plans;
    private int most;

    private KillMatrix(
        Scenario scenario, int order, string[] inventory, string[] bin, IReadOnlyList<RequestId> requests)
    {
        this.scenario = scenario;
        this.order = order;
        this.inventory = inventory;
        this.bin = bin;
        Requests = requests;
    }

    /// <summary>The requests that the undisturbed run makes.</summary>
    public IReadOnlyList<RequestId> Requests { get; }

    public string Summary => $"{scenario}: {Requests.Count} requests; {kills} kill points tried; "
        + $"{seconds} with a second kill; {plans} plans compared; at most {most} requests to converge";

    /// <summary>The undisturbed run, for comparison.</summary>
    /// <param name="scenario">The script.</param>
    /// <param name="order">The seed that decides the order of what goes on side by side.</param>
    public static async Task<KillMatrix> OfAsync(Scenario scenario, int order = 1)
    {
        var world = await NewWorldAsync(scenario, order);
        var line = new KillLine();
        var run = new Run(world, line);
        await run.PlayAsync(scenario.Steps);
        Assert.True(run.Errors.Count == 0, $"{scenario}: {Texts(run)}");
        world.Clock.Advance(scenario.Settling);
        var (live, deadItems) = Ends(world);
        if (scenario.EndsAsItBegan) Compare($"{scenario}", NormalForm.Of(world.Start, world.Start), live);
        return new(scenario, order, live, deadItems, line.Requests);
    }

    /// <summary>A case by the name that <see cref="NameOf"/> gave it.</summary>
    public static async Task AgainAsync(string text)
    {
        if (text.Split(": ", 2) is not [var name, var one]) throw new FormatException(text);
        var (script, order) = name.Split(OrderMark) is [var first, var seed]
            ? (first, int.Parse(seed, CultureInfo.InvariantCulture)) : (name, 1);
        var matrix = await OfAsync(AllScenarios.Find(script), order);
        await matrix.TryAsync(KillCase.Parse(one));
    }

    public string NameOf(KillCase one) => $"{scenario}{(order == 1 ? "" : $"{OrderMark}{order}")}: {one}";

    public async Task TryAsync(KillCase one)
    {
        var world = await NewWorldAsync(scenario, order);
        Assert.True(await KilledAsync(world, one.At, one.Kill), "The run has not come to its end there.");
        Interlocked.Increment(ref kills);
        // What the first has done, the second run need not ask for.
        if (one.SecondAt is not null && await KilledAsync(world, one.SecondAt, one.Second))
            Interlocked.Increment(ref seconds);

        var isAnew = await BeginAnewAsync(world);
        var line = new KillLine();
        var run = new Run(world, line);
        foreach (var step in scenario.Steps)
        {
            var plan = one.Plans && step is Pipeline pipeline
                ? await PlanAsync(world, pipeline) : null;
            await run.PlayAsync(step);
            Assert.True(run.Errors.Count == 0, Texts(run));
            if (plan is null) continue;
            Interlocked.Increment(ref plans);
            var openSteps = plan.Except(run.Changes).Where(step => !WasThereUnseen(step.Action, plan)).ToArray();
            var newSteps = run.Changes.Except(plan).ToArray();
            Assert.True(openSteps.Length == 0 && newSteps.Length == 0,
                $"planned, not done: {Texts(openSteps)}; done, not planned: {Texts(newSteps)}");
        }

        var requests = line.Requests.Count;
        InterlockedMax(requests);
        var bound = (2 * Requests.Count) + 20;
        Assert.True(requests <= bound, $"{requests} requests instead of {Requests.Count}");
        Assert.DoesNotContain(world.Inventory(), item => item.Kind == "Entra.Credential");
        // A table that a killed repair left without its route may have been left out on purpose, so a repair leaves it
        // alone; the finding names the command.
        if (scenario.IsRepair) await EndState.ExplainAsync(world, () => []);
        world.Clock.Advance(scenario.Settling);
        var (live, deadItems) = Ends(world);
        Compare("the world", inventory, live);
        if (scenario.IsRepair) CompareBins(bin, deadItems);
        else if (!isAnew) Compare("the recycle bins", bin, deadItems);
    }

    /// <summary>
    /// Where a rerun cannot finish, its error says what to do first; then it is done, and all is made anew.
    /// </summary>
    private async Task<bool> BeginAnewAsync(WatchedWorld world)
    {
        if (scenario.Remedy is not { } remedy) return false;
        var look = new Run(world);
        await look.PlayAsync(scenario.Steps.OfType<Pipeline>().Select(pipeline => pipeline with { Plans = true }));
        if (look.Errors is not [{ ErrorId: var id }] || id != remedy.ErrorId) return false;
        var run = new Run(world);
        await run.PlayAsync(remedy.Step);
        Assert.True(run.Errors.Count == 0, Texts(run));
        return true;
    }

    /// <summary>
    /// A run that is killed. Whatever it leaves, it leaves no credential that stays or cannot be found.
    /// </summary>
    /// <returns>False if the run was over before.</returns>
    private async Task<bool> KilledAsync(WatchedWorld world, RequestId at, Kill kill)
    {
        var run = new Run(world, new KillLine(at, kill));
        await run.PlayAsync(scenario.Steps);
        foreach (var item in world.Inventory().Where(item => item.Kind == "Entra.Credential"))
        {
            Assert.StartsWith(AzureNames.CredentialPrefix, item.Name, StringComparison.Ordinal);
            var ends = item.Properties.Split(' ').Single(text => text.StartsWith("ends=", StringComparison.Ordinal));
            Assert.True(DateTimeOffset.Parse(ends[5..], null) <= world.Clock.UtcNow + CredentialBudget, ends);
        }

        if (kill == Kill.Outage) Assert.DoesNotContain(run.Errors, error => error.ErrorId == "UnexpectedError");
        return run.IsDead;
    }

    /// <summary>The plan of one pipeline; it must change nothing.</summary>
    private static async Task<HashSet<(string Action, string Target)>> PlanAsync(WatchedWorld world, Pipeline pipeline)
    {
        var before = world.Requests.Length;
        var run = new Run(world);
        await run.PlayAsync(pipeline with { Plans = true });
        Assert.True(run.Errors.Count == 0, $"the plan: {Texts(run)}");
        Assert.DoesNotContain(world.Requests.Skip(before), request => request.Mutates);
        Assert.True(run.Changes.SetEquals(run.Shown), "The plan differs from what -WhatIf shows: "
            + Texts(run.Changes.Except(run.Shown).Concat(run.Shown.Except(run.Changes))));
        return run.Changes;
    }

    private static async Task<WatchedWorld> NewWorldAsync(Scenario scenario, int order)
    {
        var world = scenario.NewWorld(order);
        var earlier = new Run(world);
        await earlier.PlayAsync(scenario.Before);
        Assert.True(earlier.Errors.Count == 0, $"{scenario}, before: {Texts(earlier)}");
        return world;
    }

    private static (string[] Live, string[] Dead) Ends(WatchedWorld world) =>
        (NormalForm.Of(world.Inventory(), world.Start), NormalForm.Of(world.RecycleBin(), world.Start));

    /// <summary>
    /// Entra ID shows what the killed run has made a moment later. A plan of that moment makes the principal anew and
    /// assigns its role everywhere; the run waits until the principal shows, and then its later VNets see their
    /// assignments. Which VNet that is depends on the order.
    /// </summary>
    private static bool WasThereUnseen(string action, HashSet<(string Action, string Target)> plan) => action switch
    {
        "AssignOwnRole" => plan.Any(step => step.Action == "CreateOwnPrincipal"),
        "AssignPlatformRole" => plan.Any(step => step.Action == "CreatePlatformPrincipal"),
        _ => false,
    };

    private static void Compare(string what, string[] expected, string[] actual)
    {
        if (expected.SequenceEqual(actual)) return;
        Assert.Fail($"{what}: missing {Texts(Without(expected, actual))}; too many {Texts(Without(actual, expected))}");
    }

    /// <summary>
    /// A half that a killed repair had made the next one may make anew: one more is dead then for each kill, and
    /// nothing else. The labels depend on all that is there, so they are not compared.
    /// </summary>
    private static void CompareBins(string[] expected, string[] actual)
    {
        var (before, after) = (expected.Select(Unlabelled).ToArray(), actual.Select(Unlabelled).ToArray());
        var newItems = Without(after, before);
        Assert.True(Without(before, after).Length == 0
            && newItems.Length <= MostKills && newItems.All(line => Half().IsMatch(line)),
            $"the recycle bins: missing {Texts(Without(before, after))}; too many {Texts(newItems)}");
    }

    private static string Unlabelled(string line) => Label().Replace(line, "<id>");

    private static string[] Without(IEnumerable<string> lines, IEnumerable<string> others)
    {
        var rest = others.ToList();
        return [.. lines.Where(line => !rest.Remove(line))];
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

    /// <summary>The half of a peering, on any platform or cloud.</summary>
    [GeneratedRegex(@"^\w+\.Peering ")]
    private static partial Regex Half();

    /// <summary>What <see cref="NormalForm"/> puts in place of an id.</summary>
    [GeneratedRegex("<[0-9A-F]{10}>")]
    private static partial Regex Label();
}
