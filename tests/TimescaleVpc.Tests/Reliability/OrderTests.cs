using TimescaleVpc.Tests.Scenarios;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>One seed gives one run: the same requests in the same order, however busy the machine is.</summary>
public sealed class OrderTests(ITestOutputHelper output)
{
    private static readonly int Repeats = Nightly.IsOn ? 20 : 4;

    [Theory]
    [InlineData("azure, two VNets", "Arm.PutRoleAssignment")]
    [InlineData("undo azure", "Arm.DeletePeering")]
    [InlineData("aws", "Ec2.CreateRoute")]
    public async Task A_killed_run_is_the_same_each_time_under_load(string name, string kind)
    {
        using var load = new Load();
        var runs = new List<string[]>();
        for (var count = 0; count < Repeats; count++)
            runs.Add(await KilledAndFinishedAsync(AllScenarios.Find(name), kind, 1));
        output.WriteLine($"{name}, killed at {kind}: {runs[0].Length} requests, {Repeats} times the same");
        Assert.All(runs, run => Assert.Equal(runs[0], run));
    }

    [Fact]
    public async Task Another_seed_is_another_order()
    {
        var scenario = AllScenarios.Find("azure, two VNets");
        var orders = new HashSet<string>();
        for (var seed = 1; seed <= 5; seed++)
            orders.Add(string.Join('\n', await KilledAndFinishedAsync(scenario, "Arm.PutRoleAssignment", seed)));
        Assert.True(orders.Count >= 4, $"{orders.Count} orders of 5 seeds");
    }

    private static async Task<string[]> KilledAndFinishedAsync(Scenario scenario, string kind, int seed)
    {
        var matrix = await KillMatrix.OfAsync(scenario, seed);
        var at = matrix.Requests.First(request => request.Kind == kind);
        var world = scenario.NewWorld(seed);
        await ToTheEndAsync(world, scenario.Before);
        var killedRun = new Run(world, new KillLine(at, Kill.ReplyLost));
        await killedRun.PlayAsync(scenario.Steps);
        Assert.True(killedRun.IsDead);
        foreach (var pipeline in scenario.Steps.OfType<Pipeline>())
            await new Run(world).PlayAsync(pipeline with { Plans = true });
        await ToTheEndAsync(world, scenario.Steps);
        return [.. world.Requests.Select(request =>
            $"{request.Time:O} {request.Kind} {request.Path} {request.Status}")];
    }

    private static async Task ToTheEndAsync(WatchedWorld world, Step[] steps)
    {
        var run = new Run(world);
        await run.PlayAsync(steps);
        Assert.Empty(run.Errors);
    }

    /// <summary>Keeps all processors busy, and the threads that work would go on with.</summary>
    private sealed class Load : IDisposable
    {
        private readonly CancellationTokenSource end = new();
        private readonly Thread[] threads;
        private uint result;

        public Load()
        {
            threads = [.. Enumerable.Range(0, Environment.ProcessorCount + 1).Select(_ => new Thread(Spin))];
            foreach (var thread in threads) thread.Start();
        }

        public void Dispose()
        {
            end.Cancel();
            foreach (var thread in threads) thread.Join();
            end.Dispose();
        }

        /// <remarks>
        /// It computes in managed code, which the runtime can stop. .NET 8 cannot stop a long SpinWait: a garbage
        /// collection waits for it, and with that every thread of the process, for minutes on few processors.
        /// </remarks>
        private void Spin()
        {
            for (var number = 1u; !end.IsCancellationRequested; number = (number * 31) + 7)
                Volatile.Write(ref result, number);
        }
    }
}
