namespace TimescaleVpc.Commands;

/// <summary>
/// Asks the engine what there is, for a short time only, and remembers the answer for a while: for one line, people
/// press the key several times.
/// </summary>
internal sealed class CompletionSource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly long Memory = (long)TimeSpan.FromSeconds(30).TotalMilliseconds;

    private readonly Dictionary<CompletionRequest, (CompletionItem[] Items, long At)> known = [];

    /// <summary>What there is, or was half a minute ago; nothing if that cannot be said in time.</summary>
    internal CompletionItem[] Ask(CompletionRequest request)
    {
        var now = Environment.TickCount64;
        if (this.known.TryGetValue(request, out var entry) && now - entry.At < Memory) return entry.Items;

        var items = Fetch(request);
        this.known[request] = (items, now);
        return items;
    }

    /// <summary>A cmdlet ran: what there is may have changed.</summary>
    internal void Forget() => known.Clear();

    private static CompletionItem[] Fetch(CompletionRequest request)
    {
        var sink = new CompletionSink();
        var stage = EngineLoader.Engine.Open(request, sink);
        using var limit = new CancellationTokenSource(Patience);
        var cancel = limit.Token;
        var work = Task.Run(() => stage.ProcessAsync(null, cancel), CancellationToken.None);
        try
        {
            // Whoever does not hear the token is left behind.
            return work.Wait(Patience) ? sink.Items : [];
        }
        catch (AggregateException)
        {
            return [];
        }
    }
}
