using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// The lifetime of a server that ends with the process that started it. A key such as Ctrl+C at the prompt of that
/// process reaches every process of the terminal; it is not meant for the server.
/// </summary>
internal sealed class OwnedLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly PosixSignalRegistration[] _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => context.Cancel = true),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            application.StopApplication();
        }),
    ];

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals) signal.Dispose();
    }
}
