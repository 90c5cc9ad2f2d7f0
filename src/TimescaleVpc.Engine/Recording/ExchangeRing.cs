namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// The last exchanges of a session in memory, up to a size: an Automation job has 400 MB for everything. Equal bodies
/// are kept once.
/// </summary>
/// <param name="most">How many bytes they may take.</param>
internal sealed class ExchangeRing(int most = ExchangeRing.MostBytes) : IExchangeStore
{
    public const int MostBytes = 4 * 1024 * 1024;

    private readonly object sync = new();
    private readonly Queue<Exchange> exchanges = new();
    private readonly Dictionary<string, (string Text, int Uses)> bodies = new(StringComparer.Ordinal);
    private int size;
    private int lostCount;

    /// <summary>About how many bytes they take.</summary>
    public int Size
    {
        get { lock (sync) return size; }
    }

    public void Add(Exchange exchange, params KeptBody?[] bodies)
    {
        lock (sync)
        {
            exchanges.Enqueue(exchange);
            size += exchange.Size;
            foreach (var body in bodies.OfType<KeptBody>())
            {
                var (text, uses) = this.bodies.GetValueOrDefault(body.Id, (body.Text, 0));
                if (uses == 0) size += SizeOf(text);
                this.bodies[body.Id] = (text, uses + 1);
            }

            while (size > most && exchanges.Count > 0) Drop(exchanges.Dequeue());
        }
    }

    public KeptWire Read()
    {
        lock (sync)
        {
            return new KeptWire(
                [.. exchanges.OrderBy(exchange => exchange.Number)],
                bodies.ToDictionary(body => body.Key, body => body.Value.Text, StringComparer.Ordinal), lostCount);
        }
    }

    public void Dispose() { }

    private static int SizeOf(string text) => 150 + (2 * text.Length);

    private void Drop(Exchange exchange)
    {
        lostCount++;
        size -= exchange.Size;
        foreach (var id in new[] { exchange.Sent, exchange.Got }.OfType<string>())
        {
            var (text, uses) = bodies[id];
            if (uses > 1)
            {
                bodies[id] = (text, uses - 1);
                continue;
            }

            bodies.Remove(id);
            size -= SizeOf(text);
        }
    }
}
