namespace TimescaleVpc.Sandbox.Remote;

/// <summary>A server's clock. Waits that an advance ends are ended in this process at once, in others at their next
/// request.</summary>
internal sealed class RemoteClock(ServerLink link) : SandboxClock
{
    public override DateTime UtcNow => link.Ask<ServerState>(HttpMethod.Get, "info").Now;

    public override void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        link.Do(HttpMethod.Post, "clock/advance", new AdvanceRequest(by));
    }

    public override string ToString() => UtcNow.ToString("u", null);
}
