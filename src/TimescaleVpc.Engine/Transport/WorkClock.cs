namespace TimescaleVpc.Engine.Transport;

/// <summary>Time as the engine sees it: real, or a sandbox's virtual clock.</summary>
internal sealed class WorkClock(TimeProvider time, IActivity activity)
{
    /// <summary>The real clock.</summary>
    public static WorkClock Real { get; } = new(TimeProvider.System, new NoActivity());

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A number from 0 to 1 that chance decides; in a sandbox its seed does.</summary>
    public double Chance => activity.Chance();

    /// <summary>Waits on this clock, and never less than it is told to.</summary>
    /// <remarks>
    /// <see cref="Task.Delay(TimeSpan)"/> cuts off what is less than a millisecond. A loop that waits for the rest of
    /// its time would then wait for nothing, and on a clock that moves with waits only it would not end.
    /// </remarks>
    public Task DelayAsync(TimeSpan span, CancellationToken cancel) =>
        span <= TimeSpan.Zero ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(span.TotalMilliseconds)), time, cancel);

    /// <summary>A limit on other work, on this clock.</summary>
    public CancellationTokenSource Limit(TimeSpan span) => new(span, time);

    /// <summary>Work begins; a virtual clock stands still while it is not waiting.</summary>
    public IDisposable Work() => activity.Begin();

    /// <summary>
    /// The scheduling point of concurrent work: a sandbox lets one piece continue at a time. Real work never waits
    /// here.
    /// </summary>
    /// <param name="isReady">What other work has to bring about first; null if nothing.</param>
    /// <param name="cancel">Ends the wait.</param>
    public ValueTask TurnAsync(Func<bool>? isReady, CancellationToken cancel) => activity.TurnAsync(isReady, cancel);

    /// <summary>Waits for something else than the clock: another item, or an answer of the user.</summary>
    public async Task<T> OutsideAsync<T>(Func<Task<T>> wait)
    {
        var task = wait();
        if (task.IsCompleted) return await task;
        using (activity.Pause()) await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await TurnAsync(isReady: null, CancellationToken.None);
        return await task;
    }

    /// <summary>Waits for work that was begun in here and counts by itself.</summary>
    public async Task JoinAsync(Task work)
    {
        using (activity.Join()) await work;
    }

    /// <summary>
    /// Independent pieces of work side by side. Each counts as work of its own, and waiting for them does not.
    /// </summary>
    public Task SideBySideAsync(params Func<Task>[] pieces)
    {
        // All of them have begun before the first one may go on.
        return JoinAsync(Task.WhenAll(pieces.Select(RunAsync)));

        async Task RunAsync(Func<Task> piece)
        {
            using var work = activity.Begin();
            await TurnAsync(isReady: null, CancellationToken.None);
            await piece();
        }
    }

    /// <summary>The same work for each of some items, and what came of each.</summary>
    public async Task<TResult[]> SideBySideAsync<T, TResult>(
        IReadOnlyCollection<T> items, Func<T, Task<TResult>> work)
    {
        var results = new TResult[items.Count];
        await SideBySideAsync(
            [.. items.Select<T, Func<Task>>((item, index) => async () => results[index] = await work(item))]);
        return results;
    }

    /// <summary>Two pieces of work side by side, and what came of them.</summary>
    public async Task<(T1 First, T2 Second)> BothAsync<T1, T2>(Func<Task<T1>> first, Func<Task<T2>> second)
    {
        (T1 First, T2 Second) results = default;
        await SideBySideAsync(
            async () => results.First = await first(), async () => results.Second = await second());
        return results;
    }

    private sealed class NoActivity : IActivity, IDisposable
    {
        public IDisposable Begin() => this;

        public IDisposable Pause() => this;

        public IDisposable Join() => this;

        public ValueTask TurnAsync(Func<bool>? isReady, CancellationToken cancel) => default;

        public double Chance() => Random.Shared.NextDouble();

        public void Dispose() { }
    }
}
