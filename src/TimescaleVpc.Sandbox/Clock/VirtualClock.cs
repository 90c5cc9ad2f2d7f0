namespace TimescaleVpc.Sandbox.Clock;

/// <summary>
/// A clock that moves only when everybody at work waits for it: then it jumps to the earliest timer. No real time
/// passes and none is consulted, so a wait of minutes costs nothing and two equal runs see equal times.
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

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many workers are at work or wait for the clock.</summary>
    internal int Workers
    {
        get { lock (_gate) return _workers; }
    }

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state, Interlocked.Increment(ref _created));
        timer.Change(dueTime, period);
        return timer;
    }

    public IDisposable Begin() => new Shift(this, +1);

    public IDisposable Pause() => new Shift(this, -1);

    /// <summary>Moves forward; the timers that fall due on the way fire in order.</summary>
    internal void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (_gate)
        {
            var target = _ticks + by.Ticks;
            while (_pending.Min is { } next && next.Due <= target) Fire(next);
            Volatile.Write(ref _ticks, target);
            Settle();
        }
    }

    internal bool Arm(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.Disposed) return false;
            Remove(timer);
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

    // A worker whose timer fired is at work again from that instant, since its timer no longer counts as a wait.
    private void Settle()
    {
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
