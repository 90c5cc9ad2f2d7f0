using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using TimescaleVpc.Sandbox.Clock;

namespace TimescaleVpc.Sandbox.Remote;

/// <summary>Speaks to a server's own endpoint, and keeps a clock in step with the server's.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the sandbox that scripts hold.")]
internal sealed class ServerLink
{
    /// <summary>The header of every response of a server that contains the sandbox's time.</summary>
    public const string TimeHeader = "X-Sandbox-Time";

    private readonly HttpClient client;
    private readonly Uri root;

    public ServerLink(SandboxServer server)
    {
        root = new Uri(server.Uri, "/sandbox/");
        client = new HttpClient(Loopback.CreateHandler(server));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        using var state = Ask("info");
        Clock.Reach(state.RootElement.GetProperty("now").GetDateTimeOffset());
        Clock.Drive(state.RootElement.GetProperty("speed").GetDouble());
    }

    /// <summary>
    /// Advances as fast as the server's clock and is never ahead of it: it is set by the server's responses, which
    /// arrive a moment later.
    /// </summary>
    public VirtualClock Clock { get; } = new(DateTimeOffset.MinValue);

    /// <summary>
    /// Asks for something that each session needs, in this thread. The first use of the serializer costs a session more
    /// than all its requests.
    /// </summary>
    /// <exception cref="HttpRequestException">Any failure.</exception>
    public JsonDocument Ask(string what)
    {
        using var response = Send(HttpMethod.Get, what, body: null);
        return JsonDocument.Parse(response.Content.ReadAsStream());
    }

    /// <summary>Asks for something, in this thread.</summary>
    /// <exception cref="ArgumentException">The server refused the request as invalid.</exception>
    /// <exception cref="HttpRequestException">Any other failure.</exception>
    public T Ask<T>(HttpMethod method, string what, object? body = null)
    {
        using var response = Send(method, what, body);
        return JsonSerializer.Deserialize<T>(response.Content.ReadAsStream(), AdminJson.Options)
            ?? throw new JsonException($"The server's answer on {what} is empty.");
    }

    /// <summary>Has something done, in this thread.</summary>
    /// <exception cref="ArgumentException">The server refused the request as invalid.</exception>
    /// <exception cref="HttpRequestException">Any other failure.</exception>
    public void Do(HttpMethod method, string what, object? body = null) => Send(method, what, body).Dispose();

    /// <summary>Sets the clock by the time in a response.</summary>
    public void Follow(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues(TimeHeader, out var values)
            && DateTimeOffset.TryParse(
                values.First(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
            Clock.Reach(time);
    }

    private HttpResponseMessage Send(HttpMethod method, string what, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, what));
        if (body is not null) request.Content = Content(body);
        var response = client.Send(request);
        Follow(response);
        if (response.IsSuccessStatusCode) return response;

        using (response)
        {
            var refusal = response.StatusCode == HttpStatusCode.BadRequest
                ? JsonSerializer.Deserialize<AdminRefusal>(response.Content.ReadAsStream(), AdminJson.Options) : null;
            if (refusal?.Part is { } part) throw new SandboxPartException(part.Label, part.Problem, part.Keys);
            throw refusal is null
                ? new HttpRequestException(
                    $"The server answered {what} with {(int)response.StatusCode}.", null, response.StatusCode)
                : new ArgumentException(refusal.Error);
        }
    }

    // Not JsonContent: in a PowerShell session it is the host's version, which does not fit the serializer loaded here.
    private static ByteArrayContent Content(object body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), AdminJson.Options))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
}
