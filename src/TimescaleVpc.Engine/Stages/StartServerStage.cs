using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Servers;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Starts a sandbox server and waits until it can be used. No platform is asked, so no session is needed.
/// </summary>
internal sealed class StartServerStage(StartServerRequest request, ISink sink) : IStage
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(1);

    private readonly List<ServerProcess> startedServers = [];

    public TimeSpan CleanUpLimit => ServerProcess.EndLimit;

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        var dotnet = Dotnet.Find() ?? throw Catalogue.DotnetMissing.For(Dotnet.Name, Dotnet.Name);
        var recipe = item is VpcSandbox world ? RecipeOf(world) : null;
        RequireFolder(request.ConnectionFile);
        var step = LocalSteps.StartServer.On(
            request.Port == 0 ? "sandbox server on a free port" : $"sandbox server on port {request.Port}");
        if (!await StepRunner.MayAsync(step, sink, cancel)) return;

        var process = ServerProcess.Start(dotnet, Options());
        lock (startedServers) startedServers.Add(process);
        var server = await ReadyAsync(process, request.Timeout ?? UsualTimeout, cancel);
        if (recipe is not null || request.ConnectionFile is not null) server = Equip(process, server, recipe);
        sink.Verbose($"Started {server} with {dotnet}, process {server.ProcessId}.");
        sink.Output(server);
    }

    /// <summary>Ends the servers that were not emitted, side by side.</summary>
    public async ValueTask DisposeAsync() => await WorkClock.Real.SideBySideAsync(
        [.. startedServers.Where(process => !process.IsKept).Select(process => (Func<Task>)process.EndAsync)]);

    /// <summary>Before the server is available: sets up its world, and then writes the connection file.</summary>
    private SandboxServer Equip(ServerProcess process, SandboxServer server, string? recipe)
    {
        var sandbox = SandboxWorlds.Join(server);
        try
        {
            if (recipe is not null) sandbox.Become(recipe);
        }
        catch (Exception error) when (error is SandboxPartException or ArgumentException)
        {
            throw Catalogue.SandboxWorldNotServable.For(null, $"it cannot be made again: {error.Message.TrimEnd('.')}");
        }

        if (request.ConnectionFile is not { } file) return server;
        try
        {
            sandbox.Publish(file);
        }
        catch (ArgumentException error)
        {
            throw Catalogue.ConnectionFileRefused.For(file, file, error.Message.TrimEnd('.'));
        }

        process.ConnectionFile = file;
        return server with { ConnectionFile = file };
    }

    private static string RecipeOf(VpcSandbox world)
    {
        try
        {
            return world.Recipe();
        }
        catch (InvalidOperationException error)
        {
            throw Catalogue.SandboxWorldNotServable.For(null, error.Message);
        }
    }

    private static void RequireFolder(string? file)
    {
        if (file is null) return;
        if (Directory.Exists(file)) throw Catalogue.ConnectionFileRefused.For(file, file, "it is a folder");
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw Catalogue.ConnectionFileRefused.For(file, file, "its folder is not there");
    }

    private static async Task<SandboxServer> ReadyAsync(
        ServerProcess process, TimeSpan timeout, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(timeout);
        try
        {
            return await process.ReadyAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw Catalogue.SandboxServerTimeout.For(null, timeout);
        }
    }

    private string[] Options() =>
    [
        "--port", request.Port.ToString(CultureInfo.InvariantCulture),
        "--speed", request.Speed.ToString("R", CultureInfo.InvariantCulture),
        "--seed", request.Seed.ToString(CultureInfo.InvariantCulture),
        "--latency", request.Latency,
        .. request.HttpPort is { } http
            ? (ReadOnlySpan<string>)["--http-port", http.ToString(CultureInfo.InvariantCulture)] : [],
        .. request.StartNow ? (ReadOnlySpan<string>)["--start-now"] : [],
    ];
}
