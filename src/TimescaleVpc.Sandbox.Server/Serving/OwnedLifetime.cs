using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// The lifetime of a server that ends with the process that started it. Ctrl+C at the prompt of that process, or the
/// end of its terminal, reaches every process of the terminal; only the parent decides what it means for the server.
/// </summary>
internal sealed class OwnedLifetime(IHostApplicationLifetime application) : IHostLifetime, IDisposable
{
    private readonly PosixSignalRegistration[] signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Ignore),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Ignore),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Ignore),
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
        foreach (var signal in signals) signal.Dispose();
    }

    private static void Ignore(PosixSignalContext context) => context.Cancel = true;
}
