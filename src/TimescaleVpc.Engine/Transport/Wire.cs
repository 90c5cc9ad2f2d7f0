using System.Net;

namespace TimescaleVpc.Engine.Transport;

/// <summary>The way to the network that all clients of one session share: retry, then log, then the wire.</summary>
internal sealed class Wire : IDisposable
{
    private readonly HttpMessageHandler bottom;

    /// <param name="pace">The clock of the session.</param>
    /// <param name="bottom">The sandbox's handler; null goes to the real network.</param>
    public Wire(Pace pace, HttpMessageHandler? bottom = null)
    {
        Pace = pace;
        this.bottom = bottom ?? new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        Client = new HttpClient(new RetryHandler(pace) { InnerHandler = new WireLog { InnerHandler = this.bottom } })
        {
            // One attempt; the retry handler is inside of it, so the limit for all attempts is wider.
            Timeout = TimeSpan.FromMinutes(10),
        };
    }

    public Pace Pace { get; }

    public HttpClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        bottom.Dispose();
    }
}
