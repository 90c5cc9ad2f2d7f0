using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Tests.Aws;

namespace TimescaleVpc.Tests.Transport;

/// <summary>
/// What no platform answers ends in an error that says so, on each client, and is not asked for again; what failed on
/// the way is told apart, and names the host that failed.
/// </summary>
[Collection("Environment variables")]
public sealed class AnswerLimitTests
{
    private static readonly Dictionary<string, (byte[] Answer, string Words)> Excessive = new()
    {
        ["gzip"] = (Head("Content-Encoding: gzip", Bomb()), "32 MB"),
        ["json"] = (Head("X: y", Encoding.ASCII.GetBytes("[" + new string(' ', AnswerLimit.MostBytes) + "]")), "32 MB"),
        ["deep json"] = (Head("X: y", Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat("{\"a\":[", 40_000)))), "64 levels"),
        ["deep xml"] = (Head("X: y", Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Repeat("<a>", 80_000)))), "64 levels"),
        ["headers"] = (Head("X: " + new string('y', 70_000), []), "64 kB"),
        ["many headers"] = (Head(string.Concat(Enumerable.Repeat("X: y\r\n", 20_000)) + "Z: z", []), "64 kB"),
    };

    public static TheoryData<string> Kinds => new(EveryClient.All.Select(kind => kind.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_excessive_answer_is_named_and_not_asked_for_again(string name)
    {
        var kind = EveryClient.All.Single(item => item.Name == name);
        var answer = Array.Empty<byte>();
        using var far = new FarEnd(_ => answer);
        using var wire = new Wire(WorkClock.Real, far.Handler());
        // One read or sign-in, and one change where there is one.
        foreach (var call in kind.Calls(wire) is [var first, .., var last] ? [first, last] : kind.Calls(wire))
        {
            foreach (var (what, (bytes, words)) in Excessive)
            {
                answer = bytes;
                far.Requests.Clear();
                var error = Translation.Of((await Record.ExceptionAsync(call))!, null);
                Assert.True(error.ErrorId == "AnswerOverLimit", $"{what}: {error.ErrorId} {error.Message}");
                Assert.Contains(words, error.Message, StringComparison.Ordinal);
                Assert.Contains(kind.Host, error.Message, StringComparison.Ordinal);
                Assert.Single(far.Requests);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_certificate_that_is_not_trusted_is_named_and_tried_once(string name)
    {
        var kind = EveryClient.All.Single(item => item.Name == name);
        // What a container or an instance offers is spoken to without TLS.
        if (kind.Host.StartsWith("169.254.", StringComparison.Ordinal)) return;
        using var far = new FarEnd(_ => FarEnd.Answer(200, "{}"));
        var handler = far.Handler();
        handler.SslOptions.RemoteCertificateValidationCallback = null;
        using var wire = new Wire(WorkClock.Real, handler);
        var error = Translation.Of((await Record.ExceptionAsync(kind.Calls(wire)[^1]))!, null);
        Assert.True(error.ErrorId == "CertificateRejected", error.Message);
        Assert.Contains(kind.Host, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, far.Connections);
        Assert.Empty(far.Requests);
    }

    [Theory]
    [InlineData(407, 1)]
    [InlineData(403, 1)]
    [InlineData(502, RetryHandler.Attempts)]
    public async Task A_proxy_is_named_with_its_status(int status, int tries)
    {
        using var far = new FarEnd(_ => FarEnd.Answer(status));
        foreach (var kind in EveryClient.All.Where(kind => kind.Name is "managed service" or "ARM" or "Graph" or "STS"))
        {
            var handler = Wire.Network();
            handler.Proxy = new WebProxy(
                far.Address.ToString().Replace("//", "//user:s3cr3t@", StringComparison.Ordinal));
            using var wire = new Wire(new WorkClock(new LeapTime(), Still.Instance), handler);
            far.Requests.Clear();
            var error = Translation.Of((await Record.ExceptionAsync(kind.Calls(wire)[0]))!, null);
            Assert.True(error.ErrorId == "ProxyFailed", error.Message);
            Assert.Contains(far.Address.ToString().TrimEnd('/'), error.Message, StringComparison.Ordinal);
            Assert.Contains($"status {status}", error.Message, StringComparison.Ordinal);
            Assert.Contains(kind.Host, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cr3t", error.Message, StringComparison.Ordinal);
            Assert.All(far.Requests, request => Assert.StartsWith("CONNECT ", request.Line, StringComparison.Ordinal));
            if (kind.Name != "STS") Assert.Equal(tries, far.Requests.Count);
        }
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, "NameNotResolved", 1)]
    [InlineData(SocketError.NoData, "NameNotResolved", 1)]
    [InlineData(SocketError.TryAgain, "NameNotResolved", RetryHandler.Attempts)]
    [InlineData(SocketError.ConnectionRefused, "ConnectionLost", RetryHandler.Attempts)]
    [InlineData(SocketError.NetworkUnreachable, "ConnectionLost", RetryHandler.Attempts)]
    public async Task A_name_that_leads_nowhere_is_told_from_a_connection(SocketError code, string id, int tries)
    {
        foreach (var kind in EveryClient.All.Where(kind => kind.Name is "managed service" or "ARM" or "Graph"))
        {
            var attempts = 0;
            var handler = Wire.Network();
            handler.UseProxy = false;
            handler.ConnectCallback = (_, _) =>
            {
                Interlocked.Increment(ref attempts);
                throw new SocketException((int)code);
            };
            using var wire = new Wire(new WorkClock(new LeapTime(), Still.Instance), handler);
            var error = Translation.Of((await Record.ExceptionAsync(kind.Calls(wire)[0]))!, null);
            Assert.True(error.ErrorId == id, error.Message);
            Assert.Contains(kind.Host, error.Message, StringComparison.Ordinal);
            Assert.Equal(tries, attempts);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_body_that_trickles_ends(string name)
    {
        foreach (var index in Calls(name))
        {
            var time = new StoppedTime();
            var far = new OneBody(new Trickle(time));
            var error = await FailureAsync(name, index, far, time);
            Assert.Contains("had not ended", error.Message, StringComparison.Ordinal);
            Assert.Equal(1, far.Requests);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task No_more_is_taken_of_a_body_than_the_limit(string name)
    {
        foreach (var index in Calls(name))
        {
            foreach (var length in new long?[] { null, 200L * 1024 * 1024 })
            {
                var body = new Flood(length);
                var error = await FailureAsync(name, index, new OneBody(body), TimeProvider.System);
                Assert.Contains("32 MB", error.Message, StringComparison.Ordinal);
                // One buffer more; and nothing of one that says that it is too long.
                Assert.InRange(
                    body.Taken, length is null ? AnswerLimit.MostBytes : 0,
                    length is null ? AnswerLimit.MostBytes + 64 * 1024 : 0);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_packed_body_without_an_end_is_unpacked_to_the_limit_only(string name)
    {
        var kind = EveryClient.All.Single(item => item.Name == name);
        using var far = new FarEnd(_ => Encoding.ASCII.GetBytes(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n"))
        {
            Endless = Bomb(),
        };
        using var wire = new Wire(WorkClock.Real, far.Handler());
        var error = Translation.Of((await Record.ExceptionAsync(kind.Calls(wire)[0]))!, null);
        Assert.True(error.ErrorId == "AnswerOverLimit", error.Message);
        Assert.Single(far.Requests);
        // One member of 40 MB is a few dozen kB; the rest is what the sockets take by themselves.
        Assert.InRange(far.Sent, 1, AnswerLimit.MostBytes);
    }

    private static int[] Calls(string name)
    {
        using var wire = new Wire(WorkClock.Real, StubHandler.Always(""));
        var count = EveryClient.All.Single(item => item.Name == name).Calls(wire).Length;
        return count == 1 ? [0] : [0, count - 1];
    }

    private static async Task<TimescaleVpcException> FailureAsync(
        string name, int index, HttpMessageHandler handler, TimeProvider time)
    {
        using var wire = new Wire(new WorkClock(time, Still.Instance), handler);
        var kind = EveryClient.All.Single(item => item.Name == name);
        var error = Translation.Of((await Record.ExceptionAsync(kind.Calls(wire)[index]))!, null);
        Assert.True(error.ErrorId == "AnswerOverLimit", error.Message);
        Assert.Contains(kind.Host, error.Message, StringComparison.Ordinal);
        return error;
    }

    private static byte[] Bomb()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var part = new byte[1024 * 1024];
            Array.Fill(part, (byte)' ');
            for (var number = 0; number < 40; number++) gzip.Write(part);
        }

        return packed.ToArray();
    }

    private static byte[] Head(string header, byte[] body) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n{header}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n"),
        .. body,
    ];

    /// <summary>A clock that only moves when it is told to.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        private readonly List<(TimerCallback Callback, object? State, TimeSpan Due)> timers = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (timers) timers.Add((callback, state, dueTime));
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        /// <summary>The time of the body is over, that of the attempt is not.</summary>
        public void Pass()
        {
            (TimerCallback Callback, object? State, TimeSpan Due)[] dueTimers;
            lock (timers) dueTimers = [.. timers.Where(timer => timer.Due == AnswerLimit.MostTime)];
            foreach (var (callback, state, _) in dueTimers) callback(state);
        }
    }

    /// <summary>Answers with one body.</summary>
    private sealed class OneBody(HttpContent body) : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            body.Headers.ContentType = new("application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = body });
        }
    }

    /// <summary>A body that is read as it comes: all of it does not exist.</summary>
    private abstract class Body(long? length) : HttpContent
    {
        protected abstract int Read(Span<byte> buffer);

        protected sealed override Task<Stream> CreateContentReadStreamAsync() =>
            Task.FromResult<Stream>(new Reader(this));

        protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new NotSupportedException("The body is read as a stream.");

        protected sealed override bool TryComputeLength(out long computed)
        {
            computed = length ?? 0;
            return length is not null;
        }

        private sealed class Reader(Body body) : MemoryStream
        {
            public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                var count = body.Read(buffer.Span);
                cancellationToken.ThrowIfCancellationRequested();
                return new(count);
            }
        }
    }

    /// <summary>One blank after the other, for ever.</summary>
    private sealed class Trickle(StoppedTime time) : Body(null)
    {
        private int drops;

        protected override int Read(Span<byte> buffer)
        {
            if (++drops == 1000) time.Pass();
            buffer[0] = (byte)' ';
            return 1;
        }
    }

    /// <summary>The largest number of blanks that is accepted.</summary>
    private sealed class Flood(long? length) : Body(length)
    {
        public long Taken { get; private set; }

        protected override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)' ');
            Taken += buffer.Length;
            return buffer.Length;
        }
    }
}
