namespace TimescaleVpc.Sandbox.Clock;

/// <summary>The virtual clock as scripts see it. What falls due in the world happens before Advance returns.</summary>
internal sealed class ClockView(VirtualClock clock, Action catchUp) : SandboxClock
{
    public override DateTime UtcNow => clock.GetUtcNow().UtcDateTime;

    public override void Advance(TimeSpan by)
    {
        clock.Advance(by);
        catchUp();
    }
}
