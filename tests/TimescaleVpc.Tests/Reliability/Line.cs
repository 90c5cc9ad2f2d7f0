using TimescaleVpc.Sandbox;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>How a run ends at one of its requests.</summary>
internal enum Kill
{
    /// <summary>The process dies before the request reaches the world.</summary>
    Before,

    /// <summary>The world has done the work; the process dies before it has the reply.</summary>
    ReplyLost,

    /// <summary>The process dies once it has the reply, whatever it does then.</summary>
    After,

    /// <summary>The process lives on, but its network is gone for good: it tries again, and time goes by.</summary>
    Outage,
}

/// <summary>
/// What a dead process would do next: nothing. No retry of ours or of an SDK takes it for a bad network.
/// </summary>
internal sealed class KilledException() : Exception("The process is dead.");

/// <summary>
/// The line between one run and the world. It names the requests, and is cut for good at one of them.
/// </summary>
/// <param name="at">The request that it is cut at; null for never.</param>
/// <param name="kill">How.</param>
internal sealed class Line(RequestId? at = null, Kill kill = Kill.Before)
{
    private readonly object gate = new();
    private readonly List<RequestId> tried = [];
    private bool isCut;

    /// <summary>The requests that were tried while the line was whole, in their order.</summary>
    public IReadOnlyList<RequestId> Requests
    {
        get { lock (gate) return [.. tried]; }
    }

    public bool IsCut
    {
        get { lock (gate) return isCut; }
    }

    public HttpMessageHandler Over(SandboxWorld world, HttpMessageHandler wire) => new Handler(this, world, wire);

    private Exception Broken() => kill == Kill.Outage
        ? new HttpRequestException("An error occurred while sending the request.", new IOException("Network is down"))
        : new KilledException();

    private (bool Goes, bool Replies) Next(string kind, Uri address)
    {
        var subject = RequestId.SubjectOf(address);
        lock (gate)
        {
            if (isCut) return (false, false);
            tried.Add(new(kind, subject, 1 + tried.Count(one => one.Kind == kind && one.Subject == subject)));
            isCut = tried[^1] == at;
            return !isCut ? (true, true) : (kill is Kill.ReplyLost or Kill.After, kill == Kill.After);
        }
    }

    private sealed class Handler(Line line, SandboxWorld world, HttpMessageHandler wire) : DelegatingHandler(wire)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var (goes, replies) = line.Next(world.KindOf(request, body), request.RequestUri!);
            if (!goes) throw line.Broken();
            var reply = await base.SendAsync(request, cancellationToken);
            if (replies) return reply;
            reply.Dispose();
            throw line.Broken();
        }
    }
}
