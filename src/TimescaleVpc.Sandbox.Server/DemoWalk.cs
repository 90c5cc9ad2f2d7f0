namespace TimescaleVpc.Sandbox.Server;

/// <summary>The engine, the session and the page that the walkthroughs share.</summary>
internal sealed class DemoWalk
{
    private readonly DemoPage page = new();
    private readonly IEngine engine;
    private TimescaleSession? session;

    private DemoWalk(IEngine engine) => this.engine = engine;

    private SandboxClock? Clock => session?.Sandbox?.Clock;

    /// <summary>Opens the session, which is the first stage that is shown.</summary>
    /// <param name="engine">The engine that does the work.</param>
    /// <param name="server">File with the first line of a running server; null stays in process.</param>
    public static async Task<DemoWalk> StartAsync(IEngine engine, string? server)
    {
        var (command, place) = server is null
            ? ("Connect-Timescale -Sandbox", null)
            : ($"Connect-Timescale -SandboxServer {server}", new SandboxServerRef(null, Path.GetFullPath(server)));
        return await StartAsync(engine, command, new ConnectRequest { Sandbox = true, Server = place, SessionId = 1 });
    }

    /// <summary>Opens a session as it is asked for.</summary>
    public static async Task<DemoWalk> StartAsync(IEngine engine, string command, ConnectRequest request)
    {
        var walk = new DemoWalk(engine);
        walk.session = await walk.StageAsync<TimescaleSession>(
            command, request, null,
            it =>
            [
                ("Project", it.Project), ("CloudProject", it.CloudProject), ("Platforms", it.Platforms),
            ]);
        return walk;
    }

    /// <summary>Runs a stage on one object and shows it.</summary>
    /// <param name="title">The command as it would be typed.</param>
    /// <param name="request">What the cmdlet asks of the engine.</param>
    /// <param name="item">The object from the stage before.</param>
    /// <param name="fields">What to show of the result.</param>
    public Task<T> StageAsync<T>(
        string title, StageRequest request, object? item,
        Func<T, IEnumerable<(string Name, object? Value)>> fields) =>
        page.ShowAsync(title, () => Clock, () => RunAsync<T>(request, item), fields);

    public void Summarise()
    {
        var requests = session!.Sandbox!.Requests;
        var changes = requests.Count(request => request.Mutates);
        Terminal.Line();
        Terminal.Line($"{requests.Length} requests, {changes} of them changes; nothing was copied by hand.");
    }

    private async Task<T> RunAsync<T>(StageRequest request, object? item)
    {
        var sink = new ConsoleSink();
        await using var stage = engine.Open(request with { CurrentSession = session }, sink);
        await stage.ProcessAsync(item, CancellationToken.None);
        await stage.EndAsync(CancellationToken.None);
        return (T)sink.Results[0];
    }
}
