using System.Net;

namespace TimescaleVpc.Engine.Transport;

/// <summary>The way to the network that all clients of one session share: retry, then log, then the wire.</summary>
internal sealed class Wire : IDisposable
{
    /// <param name="pace">The clock of the session.</param>
    /// <param name="bottom">The sandbox's handler; null goes to the real network.</param>
    public Wire(Pace pace, HttpMessageHandler? bottom = null)
    {
        Pace = pace;
        bottom ??= new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        Handler = new RetryHandler(pace)
        {
            InnerHandler = new WireLog { InnerHandler = new EchoGuard { InnerHandler = bottom } },
        };
        Client = Over(Handler);
    }

    public Pace Pace { get; }

    public HttpClient Client { get; }

    /// <summary>What is below the client, for one that needs something of its own in between.</summary>
    public HttpMessageHandler Handler { get; }

    /// <summary>
    /// A client over this wire, which stays the wire's to dispose of. The retry handler limits each attempt, on the
    /// session's clock.
    /// </summary>
    public static HttpClient Over(HttpMessageHandler handler) =>
        new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose()
    {
        Client.Dispose();
        Handler.Dispose();
    }
}
