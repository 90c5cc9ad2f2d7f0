using System.Collections.Concurrent;
using System.Net;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TimescaleVpc.Tests.Scenarios;

namespace TimescaleVpc.Tests.Reliability.Secrets;

/// <summary>
/// Sits between the engine and the world, and knows each secret that goes by: tokens, signatures, keys, passwords, and
/// the application's secrets that are made at run time. On request it answers as a platform that repeats all of it.
/// </summary>
/// <param name="echoAt">The number of the request that is refused with an echo; 0 for none.</param>
/// <param name="status">With which status.</param>
internal sealed partial class Tap(int echoAt = 0, int status = 400) : Part
{
    private readonly ConcurrentDictionary<string, string> secrets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> heardTexts = new(StringComparer.Ordinal);
    private int count;

    public int Requests => count;

    /// <summary>Each secret, and what it is.</summary>
    public IReadOnlyDictionary<string, string> Secrets => secrets;

    /// <summary>All kinds that went by: one secret may come as several.</summary>
    public ICollection<string> Heard => heardTexts.Keys;

    public void Know(string what, string secret)
    {
        heardTexts.TryAdd(what, true);
        secrets.TryAdd(secret, what);
    }

    public override async Task<HttpResponseMessage> SendAsync(
        Exchange exchange, Func<Task<HttpResponseMessage>> next)
    {
        Listen(exchange.Request, exchange.Body);
        if (Interlocked.Increment(ref count) == echoAt) return Echo(exchange.Request, exchange.Body);
        var reply = await next();
        await reply.Content.LoadIntoBufferAsync();
        Listen(await reply.Content.ReadAsStringAsync(exchange.Cancel));
        return reply;
    }

    private void Listen(HttpRequestMessage request, string body)
    {
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                if (Same(name, "Authorization"))
                    Know($"{value.Split(' ')[0]} header", Signature().Match(value) is { Success: true } signature
                        ? signature.Groups[1].Value : value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
                if (Same(name, "x-ms-authorization-auxiliary"))
                    Know("auxiliary token", value.Split(' ')[^1]);
                if (Same(name, "X-Amz-Security-Token")) Know("session token", value);
            }
        }

        foreach (Match field in Field().Matches(body))
            Know(field.Groups[1].Value, Uri.UnescapeDataString(field.Groups[2].Value.Replace('+', ' ')));
    }

    private void Listen(string answer)
    {
        foreach (Match field in Member().Matches(answer))
            Know(field.Groups[1].Value, JsonSerializer.Deserialize<string>($"\"{field.Groups[2].Value}\"")!);
    }

    /// <summary>In the shape of each platform's errors: its message is all that we sent.</summary>
    private HttpResponseMessage Echo(HttpRequestMessage request, string body)
    {
        var headers = string.Join(
            "; ", request.Headers.SelectMany(header => header.Value, (header, value) => $"{header.Key}: {value}"));
        var text = $"Not understood: {headers} -- {body} -- {Convert.ToBase64String(Encoding.UTF8.GetBytes(headers))}";
        var host = request.RequestUri!.Host;
        var json = JsonSerializer.Serialize(text);
        var xml = $"<Code>Odd</Code><Message>{SecurityElement.Escape(text)}</Message>";
        var content = host switch
        {
            _ when host.EndsWith("amazonaws.com", StringComparison.Ordinal)
                && host.StartsWith("sts", StringComparison.Ordinal) =>
                $"<ErrorResponse><Error><Type>Sender</Type>{xml}</Error></ErrorResponse>",
            _ when host.EndsWith("amazonaws.com", StringComparison.Ordinal) =>
                $"<Response><Errors><Error>{xml}</Error></Errors></Response>",
            "login.microsoftonline.com" =>
                $$"""{"error":"invalid_request","error_description":{{json}},"error_codes":[90014]}""",
            "management.azure.com" or "graph.microsoft.com" => $$"""{"error":{"code":"Odd","message":{{json}} } }""",
            _ => $$"""{"message":{{json}},"code":"ODD","errors":[{"message":{{json}},"status":400}]}""",
        };
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = request,
            Content = new StringContent(content, Encoding.UTF8, content[0] == '<' ? "text/xml" : "application/json"),
        };
    }

    [GeneratedRegex("Signature=([0-9a-f]{64})")]
    private static partial Regex Signature();

    [GeneratedRegex("(?:^|&)(client_secret|client_assertion|password)=([^&]+)")]
    private static partial Regex Field();

    [GeneratedRegex("\"(secretText|access_token|id_token|password)\":\"([^\"]{8,})\"")]
    private static partial Regex Member();
}
