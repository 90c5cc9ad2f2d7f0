using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// On the wire of a session, below retry and log: keeps what passes, an attempt each, without any secret. Whatever
/// happens to the recording, the request goes on.
/// </summary>
internal sealed class Recorder(WorkClock clock, ExchangeFilter filter, IExchangeStore store) : DelegatingHandler
{
    /// <summary>The variable that switches it off.</summary>
    public const string Switch = "TIMESCALEVPC_RECORDING";

    private int count;

    /// <summary>Whether the user wants no recording.</summary>
    public static bool IsOff
    {
        get
        {
            var value = Environment.GetEnvironmentVariable(Switch)?.Trim();
            return value == "0" || Same(value, "off") || Same(value, "false") || Same(value, "no");
        }
    }

    public IExchangeStore Store => store;

    public KnownSecrets Secrets => filter.Secrets;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref count);
        var start = clock.Now;
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var (exchange, sentBody) = filter.OfRequest(request, body);
        exchange = exchange with { Number = number, At = start };
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            var (answer, gotBody) = filter.WithAnswer(exchange with { Took = clock.Now - start }, response, text);
            store.Add(answer, sentBody, gotBody);
            return response;
        }
        catch (Exception error) when (error is not (TimescaleVpcException or OutOfMemoryException))
        {
            store.Add(filter.WithoutAnswer(exchange with { Took = clock.Now - start }, error), sentBody);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) store.Dispose();
        base.Dispose(disposing);
    }
}
