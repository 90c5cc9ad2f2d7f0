namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// Looks at the invariants after each request that may change something, and after each cmdlet: what is broken for a
/// moment and repaired again is in no comparison of two ends. It also ends a run that would not end by itself: without
/// that, a loop in it would be a test that hangs, and names nothing.
/// </summary>
/// <param name="invariants">The invariants, and what was found against them.</param>
/// <param name="mostRequests">More than any run sends that ends.</param>
internal sealed class Watcher(Invariants invariants, int mostRequests) : Part
{
    private CmdletRun? current;
    private int requests;

    public override void Begin(Run run, CmdletRun cmdlet) => current = cmdlet;

    public override void End(Run run, CmdletRun cmdlet)
    {
        // A killed run cannot clean up, and one that has reached its limits reports it.
        if (!run.IsDead) invariants.CheckEnd(cmdlet);
    }

    public override async Task<HttpResponseMessage> SendAsync(
        Exchange exchange, Func<Task<HttpResponseMessage>> next)
    {
        if (Interlocked.Increment(ref requests) is var number && number > mostRequests)
        {
            if (number == mostRequests + 1)
            {
                invariants.Say($"{current} does not end: its run has sent {mostRequests} requests, the last one "
                    + $"{exchange.Kind} {exchange.Request.RequestUri!.AbsolutePath}");
            }

            throw new KilledException();
        }

        if (!exchange.Mutates) return await next();
        try
        {
            return await next();
        }
        finally
        {
            // The reply may be lost on its way; the world has changed all the same.
            invariants.Check(exchange, current);
        }
    }
}
