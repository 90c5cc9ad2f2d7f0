using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>A request on its way through the sandbox, and the fault that is injected into it, if any.</summary>
internal sealed class SimulatedExchange(
    World world, IHost? host, SimulatedRequest request, SandboxFault? fault,
    Action<Func<SandboxRequest, SandboxRequest>> updateLog)
{
    /// <summary>Called with the status that the client receives; not called if the response is lost.</summary>
    public required Action<int> OnResponded { private get; init; }

    // Read under the lock, since the clients of a server change settings while requests of others are in progress.
    public TimeSpan Latency => world.Enter(_ =>
    {
        var latency = world.Settings.Latency;
        var path = request.Path + '/';
        var byPath = latency.Where(item =>
            item.Key.StartsWith('/') && path.Contains(item.Key, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (byPath.Length > 0) return byPath.Max(item => item.Value);
        if (latency.TryGetValue(request.Route?.Kind ?? "Unknown", out var ownLatency)) return ownLatency;
        return latency.TryGetValue("*", out var any) ? any : TimeSpan.Zero;
    });

    public TimeSpan Delay => fault?.Delay ?? TimeSpan.Zero;

    public SimulatedResponse Execute()
    {
        if (host is null) throw ConnectionError($"No such host is known. ({request.Uri.Host}:{request.Uri.Port})");
        if (fault?.Wire == "LoseRequest") throw ConnectionError("Unable to write data to the transport connection.");
        return world.Enter(_ =>
        {
            var response = fault is { Status: > 0 } ? FaultResponse(host, fault) : Handle(host);
            host.AddStandardHeaders(request, response);
            updateLog(entry => entry with
            {
                Caller = request.CallerName,
                Permissions = string.Join(", ", request.Permissions),
            });
            return response;
        });
    }

    public HttpResponseMessage ToHttpResponse(HttpRequestMessage message, SimulatedResponse response)
    {
        if (fault?.Wire == "LoseReply") throw ConnectionError("The response ended prematurely.");
        updateLog(entry => entry with { Status = response.Status });
        OnResponded(response.Status);
        var reply = new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            RequestMessage = message,
            Content = Content(response),
        };
        // Every platform sends a Date header; from it a client learns that its clock is wrong.
        reply.Headers.Date = world.Clock.GetUtcNow();
        foreach (var (name, value) in response.Headers) reply.Headers.TryAddWithoutValidation(name, value);
        return reply;
    }

    private SimulatedResponse Handle(IHost platform)
    {
        try
        {
            return platform.Handle(request);
        }
        catch (RefusalException refusal)
        {
            return refusal.Response;
        }
    }

    private static SimulatedResponse FaultResponse(IHost host, SandboxFault fault)
    {
        var response = host.Error(fault.Status, fault.Code, fault.Message);
        return fault.RetryAfter is { } seconds ? response.With("Retry-After", $"{seconds}") : response;
    }

    private static HttpRequestException ConnectionError(string cause) =>
        new("An error occurred while sending the request.", new IOException(cause));

    private ByteArrayContent Content(SimulatedResponse response)
    {
        var body = response.Xml ?? response.Body?.ToJsonString() ?? "";
        var text = fault?.Wire switch
        {
            "Malformed" => "<html><body>Bad gateway</body></html>",
            "Truncated" => body[..(body.Length / 2)],
            "PlainText" => fault.Message ?? "upstream connect error",
            "ErrorInSuccess" => new JsonObject { ["error"] = fault.Message ?? "The request failed" }.ToJsonString(),
            { } wire when CorruptBody.Wires.Contains(wire) => CorruptBody.Create(response, wire, fault.Member),
            _ => body,
        };
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (text.Length == 0) return content;
        if (response.Type is { } type && fault?.Wire != "PlainText")
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        else
            content.Headers.ContentType = new(
                fault?.Wire == "PlainText" ? "text/plain" : response.Xml is null ? "application/json" : "text/xml",
                "utf-8");
        return content;
    }
}
