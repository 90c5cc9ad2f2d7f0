using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>Answers all simulated hosts in process. Without latency or delay it completes synchronously.</summary>
internal sealed class WorldHandler(World world, Hosts hosts, RequestLog log, FaultBook faults) : HttpMessageHandler
{
    private const int LongestPath = 1_000;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        await world.Clock.TurnAsync(null, cancellationToken);
        var visit = Arrive(request, body);
        if (visit.Latency > TimeSpan.Zero) await Task.Delay(visit.Latency, world.Clock, cancellationToken);
        var answer = visit.Work();
        if (visit.Delay > TimeSpan.Zero) await Task.Delay(visit.Delay, world.Clock, cancellationToken);
        return visit.Reply(request, answer);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    // An address of an operation is signed with some thousand characters that say nothing to a reader.
    private static string Shown(string path) => path.Length <= LongestPath ? path : path[..LongestPath] + "…";

    private Visit Arrive(HttpRequestMessage request, string body)
    {
        var call = new Call(world, request, body);
        var (host, kind, mutates) = hosts.Find(call);
        var strike = faults.Take(kind, call);
        var number = log.Add(new SandboxRequest
        {
            Time = world.Clock.GetUtcNow().UtcDateTime,
            Kind = kind,
            Method = call.Method,
            Host = call.Uri.Host,
            Path = Shown(call.Uri.PathAndQuery),
            Mutates = mutates,
            Fault = strike?.Fault,
        });
        return new Visit(world, host, call, strike?.Fault, change => log.Change(number, change))
        {
            Answered = status => faults.Answered(call, strike, status),
        };
    }
}
