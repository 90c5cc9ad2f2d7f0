namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// Lets one item at a time do what concerns all of a key, such as making an application that they share.
/// </summary>
internal sealed class KeyedLock(WorkClock clock)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> locks = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> turns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of turns that have ended: whether anything has happened there since one looked.</summary>
    public int Turns(string key) => turns.GetValueOrDefault(key);

    public async Task<T> OneAtATimeAsync<T>(string key, Func<Task<T>> body, CancellationToken cancel)
    {
        var semaphore = locks.GetOrAdd(key, static _ => new SemaphoreSlim(1, 1));
        await clock.TurnAsync(() => semaphore.CurrentCount > 0, cancel);
        if (!semaphore.Wait(0, CancellationToken.None))
            await clock.OutsideAsync(async () => { await semaphore.WaitAsync(cancel); return true; });

        try
        {
            return await body();
        }
        finally
        {
            turns.AddOrUpdate(key, 1, static (_, count) => count + 1);
            semaphore.Release();
        }
    }
}
