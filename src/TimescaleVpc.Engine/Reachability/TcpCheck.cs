using System.Diagnostics;
using System.Net.Sockets;

namespace TimescaleVpc.Engine.Reachability;

/// <summary>Connects to the port at any of the addresses.</summary>
internal static class TcpCheck
{
    /// <summary>The result, and the end point that answered.</summary>
    public static async Task<(ProbeResult Result, IPEndPoint? EndPoint)> RunAsync(
        IPAddress[] addresses, int port, TimeSpan limit, CancellationToken cancel)
    {
        if (port is < 1 or > IPEndPoint.MaxPort)
            return (Outcome.Failed($"{port} is not a TCP port."), null);

        var watch = Stopwatch.StartNew();
        var failures = new List<string>();
        foreach (var (address, remainingCount) in addresses.Select((a, i) => (a, addresses.Length - i)))
        {
            // An equal share of the time that is left: one address that swallows packets must not hide the next.
            var share = (limit - watch.Elapsed) / remainingCount;
            var endpoint = new IPEndPoint(address, port);
            var failure = await Bounded.RunAsync(
                token => ConnectAsync(endpoint, token),
                share,
                () => $"no answer within {Outcome.Seconds(share)}; a firewall or route may drop it",
                Explain,
                cancel);
            if (failure is null)
                return (Outcome.Passed($"{endpoint} answers."), endpoint);
            failures.Add($"{endpoint}: {failure}");
        }

        return (Outcome.Failed(string.Join("; ", failures) + "."), null);
    }

    private static async Task<string?> ConnectAsync(IPEndPoint endpoint, CancellationToken cancel)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint, cancel);
        return null;
    }

    private static string? Explain(Exception e) => (e as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "refused, nothing listens there",
        SocketError.TimedOut => "no answer; a firewall or route may drop it",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable => "no route to the address",
        SocketError.AddressFamilyNotSupported => "this machine has no such network",
        { } code => $"could not connect ({code})",
        null => $"could not connect ({e.GetType().Name})",
    };
}
