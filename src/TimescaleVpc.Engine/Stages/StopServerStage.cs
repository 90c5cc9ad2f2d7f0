using System.Diagnostics;
using System.Net.Sockets;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Servers;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Stops sandbox servers. One that this process has started ends with its pipe. Any other is asked over its own
/// endpoint, where certificate and token prove that it is the one: a number of a process alone proves nothing.
/// </summary>
internal sealed class StopServerStage(StopServerRequest request, ISink sink) : IStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task ProcessAsync(object? item, CancellationToken cancel)
    {
        try
        {
            await StopAsync(SandboxWorlds.Read((SandboxServerRef)item!), cancel);
        }
        catch (TimescaleVpcException error)
        {
            sink.Error(error);
        }
    }

    private async Task StopAsync(SandboxServer server, CancellationToken cancel)
    {
        var hasEnded = server.Process is { } child ? child.HasExited : !await ListensAsync(server, cancel);
        if (hasEnded)
        {
            sink.Verbose($"{server} has ended already.");
            Pass(server);
            return;
        }

        var step = LocalSteps.StopServer.On($"sandbox server {server}");
        if (!await StepRunner.MayAsync(step, sink, cancel)) return;

        if (server.Process is ServerProcess serverProcess) await serverProcess.EndAsync().WaitAsync(cancel);
        else await EndOtherAsync(server, cancel);
        sink.Verbose($"Stopped {server}.");
        Pass(server);
    }

    private void Pass(SandboxServer server)
    {
        if (request.PassThru) sink.Output(server);
    }

    private static async Task EndOtherAsync(SandboxServer server, CancellationToken cancel)
    {
        using var process = Find(server.ProcessId);
        SandboxWorlds.Join(server, Catalogue.SandboxServerNotStopped).EndServer();
        if (process is null) return;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Gone, but for its entry in the table of processes, which only its parent can take out.
            if (!await ListensAsync(server, cancel)) return;
            throw Catalogue.SandboxServerNotStopped.For(
                server, server.Uri, $"it still runs after {Patience.TotalSeconds} s", server.ProcessId);
        }
    }

    /// <summary>
    /// Null where it has no number, or where that is not one of this system, as from within a container.
    /// </summary>
    private static Process? Find(int id)
    {
        try
        {
            return id > 0 ? Process.GetProcessById(id) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether anything is there. What it is shows when it is spoken to.</summary>
    private static async Task<bool> ListensAsync(SandboxServer server, CancellationToken cancel)
    {
        if (!server.Uri.IsLoopback) throw Catalogue.SandboxServerNotLocal.For(server, server.Uri);
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync([IPAddress.Loopback, IPAddress.IPv6Loopback], server.Uri.Port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
