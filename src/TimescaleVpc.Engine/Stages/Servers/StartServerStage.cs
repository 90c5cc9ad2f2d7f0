using System.Globalization;
using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Stages.Servers;

/// <summary>
/// Starts a sandbox server and waits until it can be used. No platform is asked, so no session is needed.
/// </summary>
internal sealed class StartServerStage(StartServerRequest request, ISink sink) : IStage
{
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromMinutes(1);

    private ServerProcess? started;

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        var dotnet = Dotnet.Find() ?? throw Catalogue.DotnetMissing.For(Dotnet.Name, Dotnet.Name);
        var step = new PeeringStep
        {
            Action = "StartServer",
            Target = request.Port == 0 ? "sandbox server on a free port" : $"sandbox server on port {request.Port}",
            Where = "ThisMachine",
            Permission = "start a process",
        };
        if (sink.Planning)
        {
            sink.WhatIf(step);
            return;
        }

        if (!await sink.ConfirmAsync(step, cancel)) return;

        started = ServerProcess.Start(dotnet, Options());
        var server = await ReadyAsync(started, request.Timeout ?? UsualTimeout, cancel);
        sink.Verbose($"Started {server} with {dotnet}, process {server.ProcessId}.");
        sink.Output(server);
    }

    public Task EndAsync(CancellationToken cancel) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (started is { IsKept: false }) await started.EndAsync();
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
