using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace TimescaleVpc.Sandbox.Server.Serving;

/// <summary>
/// A proxy's CONNECT, for clients that know only the platforms' names. The connection leads to the server's own TLS and
/// nowhere else, so that no request of such a client can reach a real platform by mistake.
/// </summary>
internal sealed class Tunnel(ConnectionDelegate next, Func<string, bool> plays, IPEndPoint tls)
{
    private const int LongestHead = 8 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly byte[] Verb = "CONNECT "u8.ToArray();
    private static readonly byte[] End = "\r\n\r\n"u8.ToArray();

    public async Task AnswerAsync(ConnectionContext connection)
    {
        try
        {
            var head = await HeadAsync(connection);
            if (head is null) await next(connection);
            else if (plays(HostOf(head))) await JoinAsync(connection);
            else await SayAsync(connection, "403 Forbidden");
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException
            or InvalidDataException or InvalidOperationException or ConnectionAbortedException)
        {
            // The client was too slow, sent an invalid head, or has disconnected.
            connection.Abort();
        }
    }

    /// <summary>The head of a CONNECT, taken off the connection; null leaves all where it is.</summary>
    private static async Task<string?> HeadAsync(ConnectionContext connection)
    {
        var stopToken = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(
            connection.ConnectionClosed, stopToken ?? CancellationToken.None);
        limit.CancelAfter(Patience);
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(limit.Token);
            var start = result.Buffer.Slice(0, Math.Min(Verb.Length, result.Buffer.Length)).ToArray();
            if (!Verb.AsSpan().StartsWith(start) || (result.IsCompleted && start.Length < Verb.Length))
            {
                input.AdvanceTo(result.Buffer.Start);
                return null;
            }

            if (EndOf(result.Buffer) is { } end)
            {
                var head = Encoding.ASCII.GetString(result.Buffer.Slice(0, end));
                input.AdvanceTo(end);
                return head;
            }

            if (result.IsCompleted || result.Buffer.Length > LongestHead)
                throw new InvalidDataException("No such head.");
            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static SequencePosition? EndOf(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, End) ? reader.Position : null;
    }

    private static string HostOf(string head)
    {
        var target = head[Verb.Length..].Split(' ', 2)[0];
        var colon = target.LastIndexOf(':');
        return colon < 0 ? target : target[..colon];
    }

    private async Task JoinAsync(ConnectionContext connection)
    {
        using var socket = new Socket(tls.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(tls, connection.ConnectionClosed);
        await using var stream = new NetworkStream(socket);
        await SayAsync(connection, "200 Connection established");

        // The server's TLS closes the connection; nothing reads what a disconnected client still sends.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        var forth = ForthAsync(connection.Transport.Input, socket, stream, over.Token);
        try
        {
            await stream.CopyToAsync(connection.Transport.Output.AsStream(leaveOpen: true), over.Token);
        }
        finally
        {
            await over.CancelAsync();
            await forth;
        }
    }

    private static async Task ForthAsync(PipeReader from, Socket socket, NetworkStream to, CancellationToken cancel)
    {
        try
        {
            await from.CopyToAsync(to, cancel);
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException
            or ConnectionAbortedException)
        {
            // This ends the other direction, too.
            socket.Dispose();
        }
    }

    private static async Task SayAsync(ConnectionContext connection, string status) =>
        await connection.Transport.Output.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n\r\n"));
}
