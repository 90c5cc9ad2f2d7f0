namespace TimescaleVpc.Commands;

/// <summary>
/// Reads the items of the engine with a short time limit and caches them for a while: Tab is pressed several times for
/// one line.
/// </summary>
internal sealed class CompletionSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly long Memory = (long)TimeSpan.FromSeconds(30).TotalMilliseconds;

    private readonly Dictionary<CompletionRequest, (CompletionItem[] Items, long At)> answers = [];

    /// <summary>The items, at most half a minute old; empty if they cannot be read in time.</summary>
    internal CompletionItem[] Ask(CompletionRequest request)
    {
        var now = Environment.TickCount64;
        if (this.answers.TryGetValue(request, out var entry) && now - entry.At < Memory) return entry.Items;

        var items = Fetch(request);
        this.answers[request] = (items, now);
        return items;
    }

    /// <summary>Clears the cache after a cmdlet, which may have changed the items.</summary>
    internal void Forget() => answers.Clear();

    private static CompletionItem[] Fetch(CompletionRequest request)
    {
        var sink = new CompletionSink();
        var stage = EngineLoader.Engine.Open(request, sink);
        using var limit = new CancellationTokenSource(Patience);
        var cancel = limit.Token;
        var work = Task.Run(() => stage.ProcessAsync(null, cancel), CancellationToken.None);
        try
        {
            // A read that ignores the token is abandoned.
            return work.Wait(Patience) ? sink.Items : [];
        }
        catch (AggregateException)
        {
            return [];
        }
    }
}
