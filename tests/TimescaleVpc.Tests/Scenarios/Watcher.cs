namespace TimescaleVpc.Tests.Scenarios;

/// <summary>
/// Looks at the invariants after each request that may change something, and after each cmdlet: what is broken for a
/// moment and mended again is in no comparison of two ends.
/// </summary>
internal sealed class Watcher(Invariants invariants) : Part
{
    private CmdletRun? current;

    public override void Begin(Run run, CmdletRun cmdlet) => current = cmdlet;

    public override void End(Run run, CmdletRun cmdlet)
    {
        // A killed run cannot clean up, and one that has reached its limits reports it.
        if (!run.IsDead) invariants.CheckEnd(cmdlet);
    }

    public override async Task<HttpResponseMessage> SendAsync(
        Exchange exchange, Func<Task<HttpResponseMessage>> next)
    {
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
