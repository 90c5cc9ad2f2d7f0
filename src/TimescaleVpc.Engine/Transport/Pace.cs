namespace TimescaleVpc.Engine.Transport;

/// <summary>Time as the engine sees it: real, or a sandbox's virtual clock.</summary>
internal sealed class Pace(TimeProvider time, IActivity activity)
{
    /// <summary>The real clock.</summary>
    public static Pace Real { get; } = new(TimeProvider.System, new NoActivity());

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Waits on this clock.</summary>
    public Task DelayAsync(TimeSpan span, CancellationToken cancel) =>
        span <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(span, time, cancel);

    /// <summary>Work begins; a virtual clock stands still while it is not waiting.</summary>
    public IDisposable Work() => activity.Begin();

    /// <summary>Waits for something else than the clock: another item, or an answer of the user.</summary>
    public async Task<T> OutsideAsync<T>(Func<Task<T>> wait)
    {
        using (activity.Pause()) return await wait();
    }

    private sealed class NoActivity : IActivity, IDisposable
    {
        public IDisposable Begin() => this;

        public IDisposable Pause() => this;

        public void Dispose() { }
    }
}
