using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;

namespace TimescaleVpc.Sandbox.Http;

/// <summary>One request on its way through the sandbox, with the fault that strikes it, if any.</summary>
internal sealed class Visit(
    World world, IHost? host, Call call, SandboxFault? fault, Action<Func<SandboxRequest, SandboxRequest>> note)
{
    /// <summary>Told of the status that the client gets; of an answer that is lost it is not told.</summary>
    public required Action<int> Answered { private get; init; }

    // Read with the world locked, since a server's clients change settings while others are served.
    public TimeSpan Latency => world.Enter(_ =>
    {
        var latency = world.Settings.Latency;
        var path = call.Path + '/';
        var byPath = latency.Where(item =>
            item.Key.StartsWith('/') && path.Contains(item.Key, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (byPath.Length > 0) return byPath.Max(item => item.Value);
        if (latency.TryGetValue(call.Route?.Kind ?? "Unknown", out var own)) return own;
        return latency.TryGetValue("*", out var any) ? any : TimeSpan.Zero;
    });

    public TimeSpan Delay => fault?.Delay ?? TimeSpan.Zero;

    public Answer Work()
    {
        if (host is null) throw Broken($"No such host is known. ({call.Uri.Host}:{call.Uri.Port})");
        if (fault?.Wire == "LoseRequest") throw Broken("Unable to write data to the transport connection.");
        return world.Enter(_ =>
        {
            var answer = fault is { Status: > 0 } ? Struck(host, fault) : Handle(host);
            host.Stamp(call, answer);
            note(entry => entry with { Caller = call.CallerName, Permissions = string.Join(", ", call.Permissions) });
            return answer;
        });
    }

    public HttpResponseMessage Reply(HttpRequestMessage request, Answer answer)
    {
        if (fault?.Wire == "LoseReply") throw Broken("The response ended prematurely.");
        note(entry => entry with { Status = answer.Status });
        Answered(answer.Status);
        var reply = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = Content(answer),
        };
        // Every platform says when it has answered: it is how a client finds out that its clock is off.
        reply.Headers.Date = world.Clock.GetUtcNow();
        foreach (var (name, value) in answer.Headers) reply.Headers.TryAddWithoutValidation(name, value);
        return reply;
    }

    private Answer Handle(IHost platform)
    {
        try
        {
            return platform.Handle(call);
        }
        catch (RefusalException refusal)
        {
            return refusal.Answer;
        }
    }

    private static Answer Struck(IHost host, SandboxFault fault)
    {
        var answer = host.Error(fault.Status, fault.Code, fault.Message);
        return fault.RetryAfter is { } seconds ? answer.With("Retry-After", $"{seconds}") : answer;
    }

    private static HttpRequestException Broken(string cause) =>
        new("An error occurred while sending the request.", new IOException(cause));

    private ByteArrayContent Content(Answer answer)
    {
        var whole = answer.Xml ?? answer.Body?.ToJsonString() ?? "";
        var text = fault?.Wire switch
        {
            "Malformed" => "<html><body>Bad gateway</body></html>",
            "Truncated" => whole[..(whole.Length / 2)],
            "PlainText" => fault.Message ?? "upstream connect error",
            "ErrorInSuccess" => new JsonObject { ["error"] = fault.Message ?? "The request failed" }.ToJsonString(),
            { } wire when Garbage.Wires.Contains(wire) => Garbage.Of(answer, wire, fault.Member),
            _ => whole,
        };
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (text.Length == 0) return content;
        if (answer.Type is { } own && fault?.Wire != "PlainText")
            content.Headers.TryAddWithoutValidation("Content-Type", own);
        else
            content.Headers.ContentType = new(
                fault?.Wire == "PlainText" ? "text/plain" : answer.Xml is null ? "application/json" : "text/xml",
                "utf-8");
        return content;
    }
}
