namespace TimescaleVpc.Sandbox.Clock;

/// <summary>
/// What drives a virtual clock by real time: how far it should have come by now, and an alarm for when its next timer
/// falls due. All but the alarm's callback happens under the clock's lock.
/// </summary>
internal sealed class ClockDrive
{
    // Real timers take no longer spans; the alarm then wakes early and is set again.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly TimeProvider _real;
    private readonly double _speed;
    private readonly long _begin;
    private readonly ITimer _alarm;
    private long _offset;

    /// <param name="from">The time that the clock shows now, in ticks.</param>
    /// <param name="speed">Seconds that pass on the clock for each real one.</param>
    /// <param name="real">The real time.</param>
    /// <param name="wake">What the alarm does.</param>
    public ClockDrive(long from, double speed, TimeProvider real, Action wake)
    {
        _offset = from;
        _speed = speed;
        _real = real;
        _begin = real.GetTimestamp();
        _alarm = real.CreateTimer(_ => wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The time that the clock should show now, in ticks.</summary>
    public long Ticks => _offset + (long)(_real.GetElapsedTime(_begin).Ticks * _speed);

    /// <summary>Sets the clock forward.</summary>
    public void Leap(long ticks) => _offset += ticks;

    /// <summary>Sets the alarm for a time of the clock, in ticks; null sets none.</summary>
    public void WakeAt(long? due)
    {
        var span = Timeout.InfiniteTimeSpan;
        if (due is { } time)
        {
            // Rounded up, or it would ring before the timer is due and be set again at once.
            var milliseconds = Math.Ceiling(Math.Max(0, time - Ticks) / _speed / TimeSpan.TicksPerMillisecond);
            span = TimeSpan.FromMilliseconds(Math.Min(milliseconds, LongestSleep.TotalMilliseconds));
        }

        _alarm.Change(span, Timeout.InfiniteTimeSpan);
    }
}
