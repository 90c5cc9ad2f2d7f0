namespace TimescaleVpc.Sandbox.Clock;

/// <summary>One timer of the virtual clock. Its fields are the clock's to change, under the clock's lock.</summary>
internal sealed class VirtualTimer(
    VirtualClock clock, TimerCallback callback, object? state, long age, WorkerLease? owner) : ITimer
{
    public static readonly IComparer<VirtualTimer> ByDueThenAge = Comparer<VirtualTimer>.Create(
        static (a, b) => a.Due != b.Due ? a.Due.CompareTo(b.Due) : a.Age.CompareTo(b.Age));

    public long Due { get; set; }

    public TimeSpan Period { get; set; }

    public bool Disposed { get; set; }

    /// <summary>Whether the clock counts this timer among the pending waits.</summary>
    public bool Counted { get; set; }

    /// <summary>The worker that set it; null for work that is not counted.</summary>
    public WorkerLease? Owner => owner;

    /// <summary>Its turn in the queue, once it is due.</summary>
    public Turn? Turn { get; set; }

    /// <summary>
    /// Whether work waits for this timer. A periodic timer ticks for ever, and a cancellation source only limits other
    /// work; if these counted, the clock would advance while workers run.
    /// </summary>
    public bool IsWait => Period <= TimeSpan.Zero && state is not CancellationTokenSource;

    private long Age { get; } = age;

    public bool Change(TimeSpan dueTime, TimeSpan period) => clock.Arm(this, dueTime, period);

    /// <summary>
    /// Calls back, neither under the clock's lock nor in the caller's stack: a callback may run a whole continuation.
    /// </summary>
    public void Queue() =>
        ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Run(), this, preferLocal: false);

    private void Run()
    {
        callback(state);
        if (!IsWait) clock.Release();
    }

    public void Dispose() => clock.Disarm(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
