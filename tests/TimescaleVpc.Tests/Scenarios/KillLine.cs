namespace TimescaleVpc.Tests.Scenarios;

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

/// <summary>Names the requests of a run, and cuts it off for good at one of them.</summary>
/// <param name="at">The request that it is cut off at; null for never.</param>
/// <param name="kill">How.</param>
internal sealed class KillLine(RequestId? at = null, Kill kill = Kill.Before) : Part
{
    private readonly object gate = new();
    private readonly List<RequestId> attempts = [];
    private bool isCut;

    /// <summary>The requests that were tried while the line was whole, in their order.</summary>
    public IReadOnlyList<RequestId> Requests
    {
        get { lock (gate) return [.. attempts]; }
    }

    public override bool IsDead
    {
        get { lock (gate) return isCut; }
    }

    public override async Task<HttpResponseMessage> SendAsync(
        Exchange exchange, Func<Task<HttpResponseMessage>> next)
    {
        var (goes, replies) = Next(exchange);
        if (!goes) throw Broken();
        var reply = await next();
        if (replies) return reply;
        reply.Dispose();
        throw Broken();
    }

    private Exception Broken() => kill == Kill.Outage
        ? new HttpRequestException("An error occurred while sending the request.", new IOException("Network is down"))
        : new KilledException();

    private (bool Goes, bool Replies) Next(Exchange exchange)
    {
        var subject = RequestId.SubjectOf(exchange.Request.RequestUri!);
        lock (gate)
        {
            if (isCut) return (false, false);
            attempts.Add(new(exchange.Kind, subject,
                1 + attempts.Count(one => one.Kind == exchange.Kind && one.Subject == subject)));
            isCut = attempts[^1] == at;
            return !isCut ? (true, true) : (kill is Kill.ReplyLost or Kill.After, kill == Kill.After);
        }
    }
}
