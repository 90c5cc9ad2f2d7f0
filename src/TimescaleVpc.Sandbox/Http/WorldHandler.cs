using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>Answers all simulated hosts in process. Without latency or delay it completes synchronously.</summary>
internal sealed class WorldHandler(World world, Hosts hosts, RequestLog log, FaultQueue faults) : HttpMessageHandler
{
    private const int LongestPath = 1_000;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        await world.Clock.TurnAsync(null, cancellationToken);
        var exchange = Begin(request, body);
        if (exchange.Latency > TimeSpan.Zero) await Task.Delay(exchange.Latency, world.Clock, cancellationToken);
        var response = exchange.Execute();
        if (exchange.Delay > TimeSpan.Zero) await Task.Delay(exchange.Delay, world.Clock, cancellationToken);
        return exchange.ToHttpResponse(request, response);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    // The address of an operation has a signature of some thousand characters, which is noise to a reader.
    private static string Shown(string path) => path.Length <= LongestPath ? path : path[..LongestPath] + "…";

    private SimulatedExchange Begin(HttpRequestMessage message, string body)
    {
        var request = new SimulatedRequest(world, message, body);
        var (host, kind, mutates) = hosts.Find(request);
        var fault = faults.Take(kind, request);
        var number = log.Add(new SandboxRequest
        {
            Time = world.Clock.GetUtcNow().UtcDateTime,
            Kind = kind,
            Method = request.Method,
            Host = request.Uri.Host,
            Path = Shown(request.Uri.PathAndQuery),
            Mutates = mutates,
            Fault = fault,
        });
        return new SimulatedExchange(world, host, request, fault, change => log.Change(number, change))
        {
            OnResponded = status => faults.OnResponded(request, fault, status),
        };
    }
}
