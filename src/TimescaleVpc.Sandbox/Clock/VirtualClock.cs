namespace TimescaleVpc.Sandbox.Clock;

/// <summary>
/// A clock that advances only when every worker waits for it; it then jumps to the earliest timer. It does not use real
/// time, so a wait of minutes costs nothing. All workers but one wait in the <see cref="TurnQueue"/>, so two runs with
/// one seed do the same in the same order, however busy the machine is. Where several processes share a world, the
/// workers cannot be counted; there <see cref="Drive"/> advances the clock with real time, and all workers run freely.
/// </summary>
internal sealed class VirtualClock : TimeProvider, IActivity
{
    private readonly object sync = new();
    private readonly SortedSet<VirtualTimer> pendingTimers = new(VirtualTimer.ByDueThenAge);
    private readonly TurnQueue turns;
    private long ticks;
    private long timerCount;
    private int leaseCount;
    private int workers;
    private int waits;
    private int stops;
    private bool isHeld;
    private bool isSettling;
    private TimeSpan patience;
    private ClockDrive? drive;

    /// <param name="start">What it shows at first.</param>
    /// <param name="seed">Decides the order of turns.</param>
    public VirtualClock(DateTimeOffset start, int seed = 1)
    {
        ticks = start.UtcTicks;
        turns = new TurnQueue(seed);
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The number of workers that run, wait for the clock or wait for their turn.</summary>
    internal int Workers
    {
        get { lock (sync) return workers; }
    }

    /// <summary>Requests of work that is not counted, each with its stack. A correct run has none.</summary>
    internal IReadOnlyList<string> Uncounted
    {
        get { lock (sync) return turns.Uncounted; }
    }

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp()
    {
        CatchUp();
        return Volatile.Read(ref ticks);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(
            this, callback, state, Interlocked.Increment(ref timerCount), WorkerLease.Of(this));
        timer.Change(dueTime, period);
        return timer;
    }

    public IDisposable Begin()
    {
        lock (sync)
        {
            var parent = WorkerLease.Of(this);
            workers++;
            if (parent is null) return new WorkerLease(this, null, ++leaseCount, turns.Origin());
            var wasJoined = parent.IsJoined;
            parent.Children = (parent.Children.Begun + 1, parent.Children.Open + 1);
            if (parent.IsJoined && !wasJoined) workers--;
            return new WorkerLease(this, parent, parent.Children.Begun, turns.Origin());
        }
    }

    public IDisposable Pause() => Wait(WorkerLease.Of(this));

    public IDisposable Join()
    {
        var worker = WorkerLease.Of(this);
        if (worker is null) return DisposeAction.None;
        ChangeJoins(worker, +1);
        return new DisposeAction(() => ChangeJoins(worker, -1));
    }

    public ValueTask TurnAsync(Func<bool>? isReady, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled(cancel);
        var worker = WorkerLease.Of(this);
        Turn turn;
        lock (sync)
        {
            if (drive is not null) return default;
            turns.Check(worker);
            // Work that is not counted arrives at an unknown time, so nothing is gained by delaying it.
            if (worker is null) return default;
            turn = new Turn(worker, isReady);
            turns.Add(turn);
            // The waiter that a callback resumed has reached its next request.
            isHeld = false;
            Settle();
            if (turn.Task.IsCompleted) return default;
            turn.CancelWith(Withdraw, cancel);
        }

        return new ValueTask(turn.Task);
    }

    public double Chance()
    {
        lock (sync) return turns.Chance();
    }

    /// <summary>
    /// Delays each turn by some real time, so that work which is not counted has time to show up beside the counted
    /// one, and records where work begins, for reports.
    /// </summary>
    internal void Watch(TimeSpan patience)
    {
        lock (sync)
        {
            turns.RecordsOrigins = true;
            this.patience = patience;
        }
    }

    /// <summary>Stops the time until the result is disposed. Work continues.</summary>
    internal IDisposable Stop()
    {
        Change(ref stops, +1);
        return new DisposeAction(() => Change(ref stops, -1));
    }

    /// <summary> Drives the clock by real time, at the given speed; waits no longer advance it. </summary>
    /// <param name="speed">Seconds that pass on this clock for each real one.</param>
    /// <param name="realTime">The real time; null takes the machine's.</param>
    internal void Drive(double speed, TimeProvider? realTime = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(speed);
        lock (sync)
        {
            drive = new ClockDrive(ticks, speed, realTime ?? System, CatchUp);
            Settle();
        }
    }

    /// <summary>Moves forward; the timers that fall due on the way fire in order.</summary>
    internal void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        lock (sync)
        {
            drive?.Leap(by.Ticks);
            MoveTo(drive?.Ticks ?? ticks + by.Ticks);
        }
    }

    /// <summary>Moves forward to a time, unless it is past.</summary>
    internal void Reach(DateTimeOffset time)
    {
        lock (sync)
        {
            var lag = time.UtcTicks - (drive?.Ticks ?? ticks);
            if (lag > 0) Advance(TimeSpan.FromTicks(lag));
        }
    }

    internal bool Arm(VirtualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (sync)
        {
            if (timer.Disposed) return false;
            Remove(timer);
            CatchUp();
            timer.Period = period;
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            timer.Due = ticks + Math.Max(0, dueTime.Ticks);
            Add(timer);
            // A new wait shows that a waiter has resumed, even if the callback that resumed it is still running.
            if (timer.IsWait) isHeld = false;
            if (timer.Due <= ticks) Fire(timer);
            Settle();
            return true;
        }
    }

    internal void Disarm(VirtualTimer timer)
    {
        lock (sync)
        {
            timer.Disposed = true;
            Remove(timer);
        }
    }

    /// <summary>Ends a worker. A parent that waits for it counts as running from that instant.</summary>
    internal void End(WorkerLease worker)
    {
        lock (sync)
        {
            if (worker.HasEnded) return;
            worker.HasEnded = true;
            workers--;
            if (worker.Parent is { } parent)
            {
                var wasJoined = parent.IsJoined;
                parent.Children = (parent.Children.Begun, parent.Children.Open - 1);
                if (wasJoined && !parent.IsJoined) workers++;
            }

            Settle();
        }
    }

    /// <summary>Called after a callback that completes no wait has run.</summary>
    internal void Release()
    {
        lock (sync)
        {
            isHeld = false;
            Settle();
        }
    }

    private DisposeAction Wait(WorkerLease? worker)
    {
        Count(-1);
        return new DisposeAction(() => Count(+1));

        void Count(int change)
        {
            lock (sync)
            {
                workers += change;
                if (worker is not null) worker.Waits -= change;
                Settle();
            }
        }
    }

    private void ChangeJoins(WorkerLease worker, int change)
    {
        lock (sync)
        {
            var wasJoined = worker.IsJoined;
            worker.Joins += change;
            if (wasJoined != worker.IsJoined) workers -= change;
            Settle();
        }
    }

    private void Change(ref int number, int change)
    {
        lock (sync)
        {
            number += change;
            Settle();
        }
    }

    private void Withdraw(Turn turn)
    {
        lock (sync) turns.Remove(turn);
    }

    /// <summary>If real time drives the clock, advances it to the present.</summary>
    private void CatchUp()
    {
        if (drive is null) return;
        lock (sync) MoveTo(drive.Ticks);
    }

    private void MoveTo(long target)
    {
        while (pendingTimers.Min is { } next && next.Due <= target) Fire(next);
        Volatile.Write(ref ticks, Math.Max(ticks, target));
        Settle();
    }

    private void Settle()
    {
        if (drive is not null) drive.WakeAt(pendingTimers.Min?.Due);
        else if (patience == TimeSpan.Zero) ResumeNext();
        else if (!isSettling)
        {
            isSettling = true;
            _ = Task.Delay(patience).ContinueWith(
                _ =>
                {
                    lock (sync)
                    {
                        isSettling = false;
                        ResumeNext();
                    }
                },
                TaskScheduler.Default);
        }
    }

    // Once all workers wait, one resumes and counts as running at once. The time advances when no turn is left.
    private void ResumeNext()
    {
        while (!isHeld && waits + turns.Count >= workers)
        {
            if (turns.Take() is { } turn) turn.Resume();
            else if (waits > 0 && stops == 0) Fire(Earliest());
            else return;
        }
    }

    /// <summary>Of the timers that fall due next, the one that chance takes.</summary>
    private VirtualTimer Earliest()
    {
        var dueTicks = pendingTimers.Min!.Due;
        VirtualTimer[] all = [.. pendingTimers.TakeWhile(timer => timer.Due == dueTicks)];
        return all[turns.Next(all.Length)];
    }

    private void Fire(VirtualTimer timer)
    {
        Volatile.Write(ref ticks, Math.Max(ticks, timer.Due));
        Remove(timer);
        // A limit that is reached may end waits; the clock must not run on to those before it has.
        if (!timer.IsWait) isHeld = true;
        if (timer.Period > TimeSpan.Zero)
        {
            timer.Due = ticks + timer.Period.Ticks;
            Add(timer);
        }

        if (!timer.IsWait || drive is not null)
        {
            timer.Queue();
            return;
        }

        timer.Turn = new Turn(timer.Owner, null) { Timer = timer };
        turns.Add(timer.Turn);
    }

    private void Add(VirtualTimer timer)
    {
        if (!pendingTimers.Add(timer) || !timer.IsWait) return;
        waits++;
        timer.Counted = true;
        if (timer.Owner is { } owner) owner.Waits++;
    }

    private void Remove(VirtualTimer timer)
    {
        if (timer.Turn is { } turn) turns.Remove(turn);
        timer.Turn = null;
        if (!pendingTimers.Remove(timer) || !timer.Counted) return;
        waits--;
        timer.Counted = false;
        if (timer.Owner is { } owner) owner.Waits--;
    }
}
