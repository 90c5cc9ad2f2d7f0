using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reachability;

/// <summary>A running PostgreSQL on a loopback port, stopped when disposed.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly Process process;
    private readonly CancellationTokenSource patience = new(Hang.Limit);

    private PostgresServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <summary>Starts a server on a data folder of its own.</summary>
    public static async Task<PostgresServer> StartAsync(string dataFolder, bool ssl)
    {
        // Another process may take the port between our look and the server's; then the next one.
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var server = new PostgresServer(Launch(dataFolder, ssl, port), port);
            var log = await server.ReadUntilReadyAsync();
            if (log is null)
                return server;
            await server.DisposeAsync();
            if (attempt == 3)
                throw new InvalidOperationException("PostgreSQL did not start: " + log);
        }
    }

    public async ValueTask DisposeAsync()
    {
        patience.Dispose();
        // SIGQUIT is PostgreSQL's immediate stop. A kill would leave its shared memory behind.
        using (var kill = Process.Start("/bin/sh", ["-c", $"kill -QUIT {process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(Hang.Limit);
        process.Dispose();
    }

    private static Process Launch(string dataFolder, bool ssl, int port) =>
        Unprivileged.Start(
            "postgres", "-D", dataFolder, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", $"ssl={(ssl ? "on" : "off")}", "-c", "fsync=off",
            "-c", "shared_buffers=1MB", "-c", "autovacuum=off", "-c", "max_wal_senders=0",
            "-c", "wal_level=minimal", "-c", "max_connections=20", "-c", "lc_messages=C");

    /// <summary>Null once the server is ready; what it wrote if it ended instead.</summary>
    private async Task<string?> ReadUntilReadyAsync()
    {
        var log = new List<string>();
        try
        {
            while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                log.Add(line);
                if (!line.Contains("ready to accept connections", StringComparison.Ordinal))
                    continue;
                // Keeps the pipe empty, or the server would stop at a full one.
                _ = process.StandardError.ReadToEndAsync();
                return null;
            }
        }
        catch (OperationCanceledException)
        {
            log.Add($"(no more within {Hang.Limit})");
        }

        return string.Join('\n', log);
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
