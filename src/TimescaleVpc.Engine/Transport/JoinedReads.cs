namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// Reads of one thing that many items of a session make at the same time. A caller that comes while a read is under way
/// waits for the next one, together with all others that come meanwhile: no answer was asked for before the call that
/// it serves, so each caller sees its own changes. A poll also takes the answer of the read that is under way, if that
/// was sent since the poll's wait began. Nothing is kept once it is answered.
/// </summary>
internal sealed class JoinedReads<T>(WorkClock clock)
{
    /// <summary>How long a read that does not end holds up the next one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Read> reads = new(StringComparer.Ordinal);

    /// <param name="key">What is read.</param>
    /// <param name="ask">Reads it.</param>
    /// <param name="since">When the wait of a poll began, and all that the caller does was done; else null.</param>
    /// <param name="cancel">Stops this caller; those that have joined it ask again.</param>
    public async Task<T> GetAsync(string key, Func<Task<T>> ask, DateTimeOffset? since, CancellationToken cancel)
    {
        while (true)
        {
            Read? ahead, read;
            lock (reads)
            {
                ahead = reads.GetValueOrDefault(key);
                read = ahead is not null && ahead.Serves(since) ? ahead : reads[key] = new(clock);
            }

            if (read != ahead) return await read.Answer.AskAsync(() => AskAsync(key, read, ahead, ask, cancel));
            if (await read.Answer.WaitAsync(cancel)) return await read.Answer.Task;
        }
    }

    private async Task<T> AskAsync(
        string key, Read read, Read? ahead, Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            if (ahead is not null) await LetPassAsync(ahead, cancel);
            lock (reads) read.SentAt = clock.Now;
            return await ask();
        }
        finally
        {
            lock (reads)
            {
                if (reads.GetValueOrDefault(key) == read) reads.Remove(key);
            }
        }
    }

    private async Task LetPassAsync(Read ahead, CancellationToken cancel)
    {
        using var time = clock.Limit(Patience);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, time.Token);
        try
        {
            await ahead.Answer.WaitAsync(limit.Token);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancel.IsCancellationRequested)
        {
            // It has failed, or takes too long; its own callers hear of that.
        }
    }

    private sealed class Read(WorkClock clock)
    {
        public SharedAnswer<T> Answer { get; } = new(clock);

        public DateTimeOffset? SentAt { get; set; }

        public bool Serves(DateTimeOffset? since) => SentAt is not { } at || at > since;
    }
}
