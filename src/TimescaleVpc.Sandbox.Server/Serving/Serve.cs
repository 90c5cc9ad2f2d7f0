using System.Net.Sockets;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// The command <c>serve</c>: one line of JSON when the server can be used, then nothing until it is stopped.
/// </summary>
internal static class Serve
{
    public static async Task<int> RunAsync(IEnumerable<string> arguments)
    {
        ServeOptions options;
        SandboxHost host;
        try
        {
            options = ServeOptions.Parse(arguments);
            host = await SandboxHost.StartAsync(options);
        }
        catch (Exception error) when (error is FormatException or SocketException or IOException
            or UnauthorizedAccessException)
        {
            Terminal.Error($"serve: {error.Message}");
            return error is FormatException ? 2 : 1;
        }

        await using (host)
        {
            await Terminal.DataAsync(host.Info.ToJson());
            // Elsewhere, since reading the console holds its thread.
            if (options.ExitWithStdin) _ = Task.Run(() => StopWithInputAsync(host));
            await host.WaitAsync();
        }

        return 0;
    }

    private static async Task StopWithInputAsync(SandboxHost host)
    {
        await using var input = Console.OpenStandardInput();
        await input.CopyToAsync(Stream.Null);
        host.Stop();
    }
}
