using System.Diagnostics;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Serving;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>A server of its own, on which one run after the other is killed and finished.</summary>
internal sealed class KillLane : IAsyncDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    /// <summary>What the program's commands do.</summary>
    private static readonly Dictionary<string, Step[]> Scripts = new()
    {
        ["azure"] = [AllScenarios.Azure()],
        ["aws"] = [AllScenarios.Aws()],
        ["undo"] =
        [
            AllScenarios.Undo(Walk.West, "Network-RG/Prod-VNet"), AllScenarios.Undo("prod", AwsGuide.East),
        ],
    };

    private readonly ServerProcess server;
    private readonly RemoteWorld world;
    private readonly string line;

    private KillLane(ServerProcess server)
    {
        this.server = server;
        world = server.Join();
        line = Path.Combine(Directory.CreateTempSubdirectory("timescalevpc-").FullName, "server.json");
        File.WriteAllText(line, server.Line);
    }

    public static async Task<KillLane> StartAsync() => new(await ServerProcess.StartAsync(
        "--speed", Brisk.Speed.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>A world in which nothing was done yet.</summary>
    public void Begin()
    {
        world.Reset();
        Brisk.Set(world);
    }

    /// <summary>
    /// Does a whole scenario in this process, as a new session. It spares the start of another process.
    /// </summary>
    public async Task FinishAsync(string scenario)
    {
        var run = new Run(world)
        {
            SignIn = new() { Sandbox = true, SessionId = 1, Server = new SandboxServerRef(server.Info, null) },
        };
        await run.PlayAsync(Scripts[scenario]);
        Assert.True(
            run.Errors.Count == 0,
            string.Join(" | ", run.Errors.Select(error => $"{error.ErrorId}: {error.Message}")));
    }

    /// <summary>
    /// Runs a scenario in a process without interruption, and returns its duration and the time of its first change.
    /// </summary>
    public async Task<(TimeSpan Begin, TimeSpan End)> RunAsync(string scenario)
    {
        var before = world.Requests.Length;
        var watch = Stopwatch.StartNew();
        using var process = Start(scenario);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var exitCode = await ServerProcess.EndAsync(process);
        Assert.True(exitCode == 0, $"The run ended with {exitCode}.\n{await errors}\n{await output}");
        var requests = world.Requests.Skip(before).ToArray();
        var working = requests[^1].Time - requests.First(request => request.Mutates).Time;
        return (watch.Elapsed - (working / Brisk.Speed), watch.Elapsed);
    }

    /// <summary>Runs a scenario in a process and kills it after a while, with no chance to clean up.</summary>
    /// <returns>Whether it was struck while at work: it had sent a request, and had not ended.</returns>
    public async Task<bool> KillAsync(string scenario, TimeSpan after)
    {
        var before = world.Requests.Length;
        using var process = Start(scenario);
        _ = process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(after);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            return world.Requests.Length > before;
        }
    }

    public SandboxItem[] Inventory() => world.Inventory();

    /// <summary>What is there once the platforms have done all that they had begun.</summary>
    public (SandboxItem[] Items, SandboxItem[] Bin) Settled()
    {
        world.Clock.Advance(Settling);
        return (world.Inventory(), world.RecycleBin());
    }

    public int Changes => world.Requests.Count(request => request.Mutates);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.GetParent(line)!.Delete(recursive: true);
    }

    private Process Start(string scenario) => ServerProcess.Launch("demo", scenario, "--server", line);
}
