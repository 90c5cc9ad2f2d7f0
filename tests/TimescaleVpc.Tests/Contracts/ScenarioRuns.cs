using System.Collections.Concurrent;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Contracts;

/// <summary>
/// All that the engine and the sandbox say to each other in the walkthroughs, their variants and what takes them back.
/// They run once for all tests.
/// </summary>
internal static class ScenarioRuns
{
    private static readonly Lazy<Task<WireExchange[]>> Recorded = new(RecordAsync);

    public static async Task<WireExchange[]> ToAsync(string host) =>
        [.. (await Recorded.Value).Where(item => item.Host.EndsWith(host, StringComparison.Ordinal))];

    /// <summary>Plays a scenario to its end, with something between it and the world.</summary>
    public static async Task<WatchedWorld> PlayAsync(Scenario scenario, params Part[] parts)
    {
        var world = scenario.NewWorld();
        var run = new Run(world, parts);
        await run.PlayAsync(scenario.Before);
        await run.PlayAsync(scenario.Steps);
        Assert.True(run.Errors.Count == 0,
            $"{scenario}: {string.Join(" | ", run.Errors.Select(error => $"{error.ErrorId}: {error.Message}"))}");
        world.Clock.Advance(scenario.Settling);
        return world;
    }

    private static async Task<WireExchange[]> RecordAsync()
    {
        var exchanges = new ConcurrentQueue<WireExchange>();
        var recorder = new Listener(async (exchange, response) =>
            exchanges.Enqueue(await WireExchange.OfAsync(exchange.Request, exchange.Body, response)));
        foreach (var scenario in AllScenarios.Walkthroughs.Concat(AllScenarios.Variants))
            await PlayAsync(scenario, recorder);
        return [.. exchanges];
    }
}
