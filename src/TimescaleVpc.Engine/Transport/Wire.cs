namespace TimescaleVpc.Engine.Transport;

/// <summary>
/// The way to the network that all clients of one session share: retry, log, recording, then the wire. Each client gets
/// its own end of it, which leads to one origin: credentials for one host cannot go to another.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly ConcurrentDictionary<Destination, HttpClient> clients = new();
    private readonly ConcurrentDictionary<string, HttpClient> signIns = new(StringComparer.Ordinal);
    private readonly HttpMessageHandler retryHandler;
    private readonly HttpMessageHandler single;

    /// <param name="clock">The clock of the session.</param>
    /// <param name="bottom">The sandbox's handler; null goes to the real network.</param>
    /// <param name="recorder">Keeps what passes; null keeps nothing.</param>
    public Wire(WorkClock clock, HttpMessageHandler? bottom = null, DelegatingHandler? recorder = null)
    {
        Clock = clock;
        bottom ??= Network();
        var proxy = bottom is SocketsHttpHandler { UseProxy: true } socketsHandler
            ? socketsHandler.Proxy ?? HttpClient.DefaultProxy : null;
        var limit = new AnswerLimit(clock, proxy) { InnerHandler = bottom };
        HttpMessageHandler clean = new SecretEchoFilter { InnerHandler = limit };
        if (recorder is not null)
        {
            recorder.InnerHandler = clean;
            clean = recorder;
        }

        var log = new WireLog { InnerHandler = clean };
        single = new RefusalListener { InnerHandler = log };
        retryHandler = new RetryHandler(clock) { InnerHandler = new ChangeListener { InnerHandler = single } };
    }

    public WorkClock Clock { get; }

    /// <summary>The real network. No redirect is followed and no cookie kept: both would carry secrets along.</summary>
    public static SocketsHttpHandler Network() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = AnswerLimit.MostHeaders,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>The client for one origin.</summary>
    public HttpClient For(Destination destination) =>
        clients.GetOrAdd(destination, key => Over(HandlerFor(key)));

    /// <summary>The handler below that client, for a client with a handler of its own in between.</summary>
    public HttpMessageHandler HandlerFor(Destination destination) =>
        new OriginBound(destination, destination.Moved) { InnerHandler = retryHandler };

    /// <summary>
    /// A client for an SDK's sign-in, which finds its addresses itself and knows best what to repeat.
    /// </summary>
    /// <param name="advice">What to do if the owner of an address has moved it.</param>
    public HttpClient ForSignIn(string advice) => signIns.GetOrAdd(
        advice, key => Over(new OriginBound(destination: null, key) { InnerHandler = single }));

    /// <summary>
    /// A client over this wire, which stays the wire's to dispose of. The retry handler limits each attempt, on the
    /// session's clock.
    /// </summary>
    public static HttpClient Over(HttpMessageHandler handler) =>
        new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        foreach (var client in clients.Values.Concat(signIns.Values)) client.Dispose();
        retryHandler.Dispose();
    }
}
