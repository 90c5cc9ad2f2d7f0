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

    /// <summary>A limit on other work, on this clock.</summary>
    public CancellationTokenSource Limit(TimeSpan span) => new(span, time);

    /// <summary>Work begins; a virtual clock stands still while it is not waiting.</summary>
    public IDisposable Work() => activity.Begin();

    /// <summary>Waits for something else than the clock: another item, or an answer of the user.</summary>
    public async Task<T> OutsideAsync<T>(Func<Task<T>> wait)
    {
        using (activity.Pause()) return await wait();
    }

    /// <summary>
    /// Independent pieces of work side by side. Each counts as work of its own, and whoever waits for them does not.
    /// </summary>
    public async Task SideBySideAsync(params Func<Task>[] pieces)
    {
        var works = pieces.Select(_ => activity.Begin()).ToArray();
        using (activity.Pause())
        {
            await Task.WhenAll(pieces.Select((piece, index) => RunAsync(piece, works[index])));
        }

        static async Task RunAsync(Func<Task> piece, IDisposable work)
        {
            using (work) await piece();
        }
    }

    private sealed class NoActivity : IActivity, IDisposable
    {
        public IDisposable Begin() => this;

        public IDisposable Pause() => this;

        public void Dispose() { }
    }
}
