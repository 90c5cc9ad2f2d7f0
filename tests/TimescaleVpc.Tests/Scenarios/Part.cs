namespace TimescaleVpc.Tests.Scenarios;

/// <summary>A request on its way from a run to the world.</summary>
/// <param name="Request">The request.</param>
/// <param name="Body">Its body.</param>
/// <param name="Kind">Its kind, such as <c>Arm.PutPeering</c>.</param>
/// <param name="Mutates">Whether it may change something.</param>
/// <param name="Cancel">Ends the wait for the answer.</param>
internal sealed record Exchange(
    HttpRequestMessage Request, string Body, string Kind, bool Mutates, CancellationToken Cancel);

/// <summary>What stands between a run and the world: it sees each request, and may change what becomes of it.</summary>
internal abstract class Part
{
    /// <summary>Whether the process is dead, or its network for good.</summary>
    public virtual bool IsDead => false;

    /// <summary>Before a cmdlet begins.</summary>
    public virtual void Begin(Run run, CmdletRun cmdlet)
    {
    }

    /// <summary>After a cmdlet has ended, well or not.</summary>
    public virtual void End(Run run, CmdletRun cmdlet)
    {
    }

    /// <summary>One request.</summary>
    /// <param name="exchange">The request.</param>
    /// <param name="next">Hands it on to the next part, at last to the world.</param>
    public virtual Task<HttpResponseMessage> SendAsync(Exchange exchange, Func<Task<HttpResponseMessage>> next) =>
        next();
}
