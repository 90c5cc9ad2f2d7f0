using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TimescaleVpc.Engine.Reachability;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Reachability;

/// <summary>What needs no database: sockets that refuse, stay silent or talk nonsense.</summary>
public class SocketProbeTests
{
    private static readonly TimeSpan Impatience = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task A_closed_port_skips_what_follows()
    {
        // Bound and not listening: it refuses, and the port stays taken.
        using var bound = Bind();
        var report = await ProbeAsync(Loopback(bound));
        Assert.Contains("refused, nothing listens there", report.Tcp.Detail, StringComparison.Ordinal);
        Assert.Equal("Skipped: Not tried: the port did not answer.", report.Tls.ToString());
        Assert.Equal("Skipped", report.Login.Status);
    }

    [Theory]
    [InlineData("no-such-host.invalid", "")]
    [InlineData("", "is not a host name")]
    [InlineData("/tmp", "is not a host name")]
    [InlineData("a,b", "is not a host name")]
    [InlineData("-a", "is not a host name")]
    [InlineData("999.999.999.999", "")]
    public async Task A_host_that_does_not_resolve_skips_what_follows(string host, string because)
    {
        var report = await ProbeAsync(new(host, 5432, "probe", PostgresFixture.Password, null, null));
        Assert.Equal("Failed", report.Dns.Status);
        Assert.Contains(because, report.Dns.Detail, StringComparison.Ordinal);
        Assert.Equal("Skipped: Not tried: the host name did not resolve.", report.Tcp.ToString());
        Assert.Equal("Skipped", report.Tls.Status);
        Assert.Equal("Skipped", report.Login.Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    [InlineData(-1)]
    public async Task A_port_that_is_none_is_said(int port) =>
        Assert.Equal(
            $"Failed: {port} is not a TCP port.", (await ProbeAsync(Target("127.0.0.1", port))).Tcp.ToString());

    [Fact]
    public async Task A_server_that_says_nothing_ends_by_the_limit()
    {
        using var silent = Listen();
        // A busy machine may need longer for the connection alone.
        for (var limit = Impatience; limit < Hang.Limit; limit *= 5)
        {
            var report = await SocketProbe.RunAsync(Loopback(silent), limit, CancellationToken.None);
            if (report.Tcp.Status != "Passed") continue;
            Assert.Equal(
                string.Create(CultureInfo.InvariantCulture, $"Failed: No answer within {limit.TotalSeconds} s."),
                report.Tls.ToString());
            return;
        }

        Assert.Fail("The port was never reached.");
    }

    [Theory]
    [InlineData("N", "The server refuses TLS.")]
    [InlineData("E", "answered the request for TLS with an error")]
    [InlineData("H", "does not speak PostgreSQL's protocol")]
    [InlineData("", "closed the connection when asked for TLS")]
    [InlineData("Snonsense", "The TLS handshake failed")]
    public async Task A_strange_answer_to_the_request_for_TLS_is_said(string answer, string because)
    {
        using var listener = Listen();
        var serving = AnswerAsync(listener, answer);
        var report = await ProbeAsync(Loopback(listener));
        Assert.Equal("Failed", report.Tls.Status);
        Assert.Contains(because, report.Tls.Detail, StringComparison.Ordinal);
        Assert.Equal("Skipped", report.Login.Status);
        Assert.Equal([0, 0, 0, 8, 0x04, 0xD2, 0x16, 0x2F], await serving);
    }

    [Fact]
    public async Task A_cancellation_ends_a_probe_that_waits()
    {
        using var silent = Listen();
        using var stop = new CancellationTokenSource();
        var probing = SocketProbe.RunAsync(Loopback(silent), TimeSpan.FromDays(1), stop.Token);
        using (await silent.AcceptAsync())
        using (await silent.AcceptAsync())
        {
            // The second connection is the TLS check's: it now waits for an answer that will not come.
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probing.WaitAsync(Hang.Limit));
        }
    }

    [Fact]
    public async Task A_port_that_swallows_packets_ends_by_the_limit_and_by_a_cancellation()
    {
        // Linux drops what comes to a full queue, as a firewall would; elsewhere it is refused.
        if (!OperatingSystem.IsLinux())
            return;
        using var full = Bind();
        full.Listen(0);
        using var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await filler.ConnectAsync(full.LocalEndPoint!);

        var report = await SocketProbe.RunAsync(Loopback(full), Impatience, CancellationToken.None);
        Assert.Contains("no answer within 0.2 s; a firewall", report.Tcp.Detail, StringComparison.Ordinal);

        using var stop = new CancellationTokenSource(Impatience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SocketProbe.RunAsync(Loopback(full), TimeSpan.FromDays(1), stop.Token).WaitAsync(Hang.Limit));
    }

    [Fact]
    public async Task A_cancellation_before_the_start_tries_nothing() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SocketProbe.RunAsync(Target("127.0.0.1", 1), Hang.Limit, new CancellationToken(canceled: true)));

    [Fact]
    public void The_targets_text_has_no_password() =>
        Assert.Equal("probe@localhost:5432/postgres", Target("localhost", 5432).ToString());

    private static ProbeTarget Target(string host, int port) =>
        new(host, port, PostgresFixture.User, PostgresFixture.Password, "postgres", null);

    private static ProbeTarget Loopback(Socket socket) =>
        Target("127.0.0.1", ((IPEndPoint)socket.LocalEndPoint!).Port);

    private static Socket Bind()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private static Socket Listen()
    {
        var socket = Bind();
        socket.Listen();
        return socket;
    }

    private static async Task<byte[]> AnswerAsync(Socket listener, string answer)
    {
        using (await listener.AcceptAsync())
        using (var second = await listener.AcceptAsync())
        {
            var request = new byte[8];
            await second.ReceiveAsync(request);
            await second.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            second.Shutdown(SocketShutdown.Send);
            return request;
        }
    }

    /// <summary>Every report of these tests is looked through for the password.</summary>
    private static async Task<ProbeReport> ProbeAsync(ProbeTarget target)
    {
        var report = await SocketProbe.RunAsync(target, Hang.Limit, CancellationToken.None);
        Assert.DoesNotContain("Canary", $"{report} {target}", StringComparison.Ordinal);
        return report;
    }
}
