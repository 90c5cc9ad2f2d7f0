namespace TimescaleVpc.Sandbox.Clock;

/// <summary>
/// Drives a virtual clock by real time: computes its present time, and sets an alarm for its next timer. Everything but
/// the alarm's callback happens under the clock's lock.
/// </summary>
internal sealed class ClockDrive
{
    // Real timers are limited to shorter spans; the alarm then wakes early and is set again.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly TimeProvider realTime;
    private readonly double speed;
    private readonly long begin;
    private readonly ITimer alarm;
    private long offset;

    /// <param name="from">The time that the clock shows now, in ticks.</param>
    /// <param name="speed">Seconds that pass on the clock for each real one.</param>
    /// <param name="realTime">The real time.</param>
    /// <param name="wake">What the alarm does.</param>
    public ClockDrive(long from, double speed, TimeProvider realTime, Action wake)
    {
        offset = from;
        this.speed = speed;
        this.realTime = realTime;
        begin = realTime.GetTimestamp();
        alarm = realTime.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time that the clock should show now, in ticks.</summary>
    public long Ticks => offset + (long)(realTime.GetElapsedTime(begin).Ticks * speed);

    /// <summary>Sets the clock forward.</summary>
    public void Leap(long ticks) => offset += ticks;

    /// <summary>Sets the alarm for a time of the clock, in ticks; null sets none.</summary>
    public void WakeAt(long? dueTicks)
    {
        var span = Timeout.InfiniteTimeSpan;
        if (dueTicks is { } time)
        {
            // Rounded up, or it would ring before the timer is due and be set again at once.
            var milliseconds = Math.Ceiling(Math.Max(0, time - Ticks) / speed / TimeSpan.TicksPerMillisecond);
            span = TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestSleep.TotalMilliseconds));
        }

        alarm.Change(span, Timeout.InfiniteTimeSpan);
    }
}
