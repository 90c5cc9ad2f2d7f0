namespace TimescaleVpc.Sandbox.Clock;

/// <summary>
/// A clock that moves only when everybody at work waits for it: then it jumps to the earliest timer. No real time
/// passes and none is consulted, so a wait of minutes costs nothing and two equal runs see equal times. Where several
/// processes share a world nobody knows who is at work; there <see cref="Drive"/> lets real time move it instead.
/// </summary>
internal sealed class VirtualClock(DateTimeOffset start) : TimeProvider, IActivity
{
    private readonly object _gate = new();
    private readonly SortedSet<VirtualTimer> _pending = new(VirtualTimer.ByDueThenAge);
    private long _ticks = start.UtcTicks;
    private long _created;
    private int _workers;
    private int _waits;
    private bool _held;
    private ClockDrive? _drive;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many workers are at work or wait for the clock.</summary>
    internal int Workers
    {
        get { lock (_gate) return _workers; }
    }

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp()
    {
        KeepUp();
        return Volatile.Read(ref _ticks);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state, Interlocked.Increment(ref _created));
        timer.Change(dueTime, period);
        return timer;
    }

    public IDisposable Begin() => new Shift(this, +1);

    public IDisposable Pause() => new Shift(this, -1);

    /// <summary>
    /// From now on the clock goes as real time does, only faster or slower, and no wait makes it jump.
    /// </summary>
    /// <param name="speed">Seconds that pass on this clock for each real one.</param>
    /// <param name="real">The real time; null takes the machine's.</param>
    internal void Drive(double speed, TimeProvider? real = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        lock (_gate)
        {
            _drive = new ClockDrive(_ticks, speed, real ?? System, KeepUp);
            Settle();
        }
    }

    /// <summary>Moves forward; the timers that fall due on the way fire in order.</summary>
    internal void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            _drive?.Leap(by.Ticks);
            MoveTo(_drive?.Ticks ?? _ticks + by.Ticks);
        }
    }

    /// <summary>Moves forward to a time, unless it is past.</summary>
    internal void Reach(DateTimeOffset time)
    {
        lock (_gate)
        {
            var behind = time.UtcTicks - (_drive?.Ticks ?? _ticks);
            if (behind > 0) Advance(TimeSpan.FromTicks(behind));
        }
    }

    internal bool Arm(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.Disposed) return false;
            Remove(timer);
            KeepUp();
            timer.Period = period;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            timer.Due = _ticks + Math.Max(0, dueTime.Ticks);
            Add(timer);
            // A new wait shows that somebody went on, even if the callback that let him go on still runs.
            if (timer.IsWait) _held = false;
            if (timer.Due <= _ticks) Fire(timer);
            Settle();
            return true;
        }
    }

    internal void Disarm(VirtualTimer timer)
    {
        lock (_gate)
        {
            timer.Disposed = true;
            Remove(timer);
        }
    }

    internal void Count(int change)
    {
        lock (_gate)
        {
            _workers += change;
            Settle();
        }
    }

    /// <summary>A callback that nobody waited for has run.</summary>
    internal void Release()
    {
        lock (_gate)
        {
            _held = false;
            Settle();
        }
    }

    /// <summary>Where real time drives the clock, goes on to where it should be.</summary>
    private void KeepUp()
    {
        if (_drive is null) return;
        lock (_gate) MoveTo(_drive.Ticks);
    }

    private void MoveTo(long target)
    {
        while (_pending.Min is { } next && next.Due <= target) Fire(next);
        Volatile.Write(ref _ticks, Math.Max(_ticks, target));
        Settle();
    }

    // A worker whose timer fired is at work again from that instant, since its timer no longer counts as a wait.
    private void Settle()
    {
        if (_drive is not null)
        {
            _drive.WakeAt(_pending.Min?.Due);
            return;
        }

        while (!_held && _waits >= Math.Max(_workers, 1)) Fire(_pending.Min!);
    }

    private void Fire(VirtualTimer timer)
    {
        Volatile.Write(ref _ticks, Math.Max(_ticks, timer.Due));
        Remove(timer);
        // A limit that is reached may end waits; the clock must not run on to those before it has.
        if (!timer.IsWait) _held = true;
        if (timer.Period > TimeSpan.Zero)
        {
            timer.Due = _ticks + timer.Period.Ticks;
            Add(timer);
        }

        // Neither under the lock nor in the caller's stack: a callback may run a whole continuation.
        ThreadPool.UnsafeQueueUserWorkItem(static fired => fired.Run(), timer, preferLocal: false);
    }

    private void Add(VirtualTimer timer)
    {
        if (!_pending.Add(timer) || !timer.IsWait) return;
        _waits++;
        timer.Counted = true;
    }

    private void Remove(VirtualTimer timer)
    {
        if (!_pending.Remove(timer) || !timer.Counted) return;
        _waits--;
        timer.Counted = false;
    }
}
