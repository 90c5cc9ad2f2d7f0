using TimescaleVpc.Sandbox.Clock;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Sandbox;

public class ClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private readonly VirtualClock clock = new(Start);

    [Fact]
    public async Task A_delay_with_nobody_at_work_jumps_at_once()
    {
        await Task.Delay(TimeSpan.FromHours(5), clock);
        Assert.Equal(Start.AddHours(5), clock.GetUtcNow());
    }

    [Fact]
    public async Task Time_stands_while_one_works_and_another_waits()
    {
        using var busy = clock.Begin();
        using var waiter = clock.Begin();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);
        Assert.False(delay.IsCompleted);
        Assert.Equal(Start, clock.GetUtcNow());
        busy.Dispose();
        await delay;
        Assert.Equal(Start.AddMinutes(1), clock.GetUtcNow());
    }

    [Fact]
    public async Task Who_pauses_does_not_hold_the_clock()
    {
        using var one = clock.Begin();
        using var other = clock.Begin();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock);
        using (clock.Pause()) await delay;
        Assert.Equal(2, clock.Workers);
    }

    [Fact]
    public async Task The_earliest_timer_fires_and_its_worker_holds_the_clock_again()
    {
        using var one = clock.Begin();
        using var other = clock.Begin();
        var late = Task.Delay(TimeSpan.FromMinutes(2), clock);
        var early = Task.Delay(TimeSpan.FromMinutes(1), clock);
        await early;
        Assert.Equal(Start.AddMinutes(1), clock.GetUtcNow());
        Assert.False(late.IsCompleted);
        one.Dispose();
        await late;
        Assert.Equal(Start.AddMinutes(2), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_cancelled_delay_is_forgotten()
    {
        using var worker = clock.Begin();
        using var other = clock.Begin();
        using var cancel = new CancellationTokenSource();
        var delay = Task.Delay(TimeSpan.FromMinutes(1), clock, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => delay);
        other.Dispose();
        Assert.Equal(Start, clock.GetUtcNow());
        await Task.Delay(TimeSpan.FromSeconds(5), clock);
        Assert.Equal(Start.AddSeconds(5), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_cancellation_source_limits_work_but_is_no_wait()
    {
        using var worker = clock.Begin();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(20), clock);
        Assert.Equal(Start, clock.GetUtcNow());
        await Task.Delay(TimeSpan.FromMinutes(5), clock, limit.Token);
        Assert.False(limit.IsCancellationRequested);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Task.Delay(TimeSpan.FromHours(1), clock, limit.Token));
        Assert.Equal(Start.AddMinutes(20), clock.GetUtcNow());
    }

    [Fact]
    public void A_repeating_timer_does_not_drive_the_clock_but_ticks_when_it_moves()
    {
        var ticks = 0;
        using var countdown = new CountdownEvent(3);
        using var timer = clock.CreateTimer(_ =>
        {
            Interlocked.Increment(ref ticks);
            countdown.Signal();
        }, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Equal(Start, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromSeconds(200));
        Assert.True(countdown.Wait(TimeSpan.FromSeconds(10)));
        Assert.Equal(3, ticks);
    }

    [Fact]
    public void Advance_moves_exactly_that_far_and_not_back()
    {
        clock.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(Start.AddSeconds(90), clock.GetUtcNow());
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public void Timestamps_agree_with_the_time()
    {
        var before = clock.GetTimestamp();
        clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(TimeSpan.FromSeconds(7), clock.GetElapsedTime(before));
    }

    [Fact]
    public void A_timer_can_be_moved_and_does_not_fire_once_disposed()
    {
        var count = 0;
        using var worker = clock.Begin();
        var timer = clock.CreateTimer(_ => Interlocked.Increment(ref count), null, Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        timer.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, count);
    }

    [Fact]
    public async Task Callbacks_run_neither_in_the_caller_nor_under_the_lock()
    {
        var caller = Environment.CurrentManagedThreadId;
        var ran = new TaskCompletionSource<int>();
        using var inside = new SemaphoreSlim(0);
        using var timer = clock.CreateTimer(_ =>
        {
            // Would deadlock if the clock called back under its lock.
            clock.GetUtcNow();
            clock.Begin().Dispose();
            inside.Wait(TimeSpan.FromSeconds(10));
            ran.SetResult(Environment.CurrentManagedThreadId);
        }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        inside.Release();
        Assert.NotEqual(caller, await ran.Task);
    }

    [Fact]
    public async Task Two_hundred_workers_wait_together()
    {
        var leases = Enumerable.Range(0, 200).Select(_ => clock.Begin()).ToList();
        var checks = new System.Collections.Concurrent.ConcurrentBag<bool>();
        var tasks = leases.Select((lease, index) => Task.Run(async () =>
        {
            using (lease)
            {
                for (var round = 1; round <= 20; round++)
                {
                    var dueTime = clock.GetUtcNow() + TimeSpan.FromSeconds(1 + (index % 7));
                    await Task.Delay(TimeSpan.FromSeconds(1 + (index % 7)), clock);
                    checks.Add(clock.GetUtcNow() == dueTime);
                }
            }
        })).ToList();
        await Task.WhenAll(tasks).WaitAsync(Hang.Limit);
        Assert.Equal(4000, checks.Count);
        Assert.DoesNotContain(false, checks);
        // The slowest worker's twenty waits of seven seconds are the whole time; the others fit in.
        Assert.Equal(Start.AddSeconds(140), clock.GetUtcNow());
        Assert.Equal(0, clock.Workers);
    }

    [Fact]
    public void A_shift_ends_once_however_often_it_is_disposed()
    {
        var lease = clock.Begin();
        lease.Dispose();
        lease.Dispose();
        Assert.Equal(0, clock.Workers);
    }
}
