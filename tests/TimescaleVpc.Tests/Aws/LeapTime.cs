namespace TimescaleVpc.Tests.Aws;

/// <summary>A clock that leaps to the end of every wait, and adds up how long it would have been.</summary>
internal sealed class LeapTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private DateTimeOffset now = Start;

    public TimeSpan Waited => now - Start;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>A cancellation source only limits other work: that has always been done in time.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        if (dueTime > TimeSpan.Zero) now += dueTime;
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
