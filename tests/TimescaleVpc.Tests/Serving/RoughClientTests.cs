using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Server.Serving;

namespace TimescaleVpc.Tests.Serving;

/// <summary>Clients that send garbage, too much, too little or too slowly: they get nothing, the others notice nothing.
/// </summary>
public sealed class RoughClientTests : IAsyncLifetime
{
    private const string Post = "POST /v1.0/applications HTTP/1.1\r\nHost: graph.microsoft.com\r\n";

    // The beginning of a TLS greeting that announces more than it brings.
    private const string HalfAHello = "\u0016\u0003\u0001\u0002\u0000\u0001\u0000";

    private SandboxHost host = null!;
    private HttpClient client = null!;

    public static TheoryData<string, string> Broken => new()
    {
        { "no http", "not http at all\r\n\r\n" },
        { "zeros", new string('\0', 5000) },
        { "no host", "GET /v1.0/me HTTP/1.1\r\n\r\n" },
        { "two hosts", "GET / HTTP/1.1\r\nHost: graph.microsoft.com\r\nHost: api.aiven.io\r\n\r\n" },
        { "an unknown version", "GET / HTTP/9.9\r\nHost: graph.microsoft.com\r\n\r\n" },
        { "a negative length", Post + "Content-Length: -1\r\n\r\n" },
        { "two lengths", Post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" },
        { "a length and chunks", Post + "Content-Length: 2\r\nTransfer-Encoding: gzip\r\n\r\n{}" },
        { "a chunk without a size", Post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n" },
        { "a chunk that is too long", Post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n{}" },
        { "a huge body", Post + "Content-Length: 99999999999\r\n\r\n{" },
        { "a huge header", $"GET / HTTP/1.1\r\nHost: graph.microsoft.com\r\nX: {new string('x', 70_000)}\r\n\r\n" },
        { "many headers", "GET / HTTP/1.1\r\nHost: graph.microsoft.com\r\n"
            + string.Concat(Enumerable.Range(0, 200).Select(number => $"X{number}: x\r\n")) + "\r\n" },
        { "a huge address", $"GET /{new string('x', 20_000)} HTTP/1.1\r\nHost: graph.microsoft.com\r\n\r\n" },
        { "a proxy's address", "GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n\r\n" },
    };

    public async Task InitializeAsync()
    {
        host = await SandboxHost.StartAsync(new ServeOptions { HttpPort = 0 });
        client = Wire.Client(host.Info);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_is_broken_is_refused_and_reaches_no_platform(string what, string text)
    {
        foreach (var open in new Func<Task<Stream>>[] { TlsAsync, PlainAsync })
        {
            await using var stream = await open();
            await stream.SendAsync(text);
            var reply = await stream.RestAsync();
            Assert.True(reply.Length == 0 || reply.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)
                || reply.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), $"{what}: {reply}");
        }

        Assert.Empty(host.World.World.Requests);
        await AnswersAsync();
    }

    [Theory]
    [InlineData("\u0016\u0003\u0001\u0002")]
    [InlineData(HalfAHello)]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("")]
    public async Task A_greeting_that_is_none_upsets_nobody(string text)
    {
        await using var half = await Wire.PlainAsync(host.Info.Uri.Port);
        await half.SendAsync(text);
        await AnswersAsync();
        half.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        Assert.DoesNotContain("HTTP", await half.RestAsync(), StringComparison.Ordinal);
        await AnswersAsync();
    }

    [Fact]
    public async Task A_body_without_a_length_is_measured_as_it_comes()
    {
        await using var stream = await TlsAsync();
        await stream.SendAsync(Post + "Transfer-Encoding: chunked\r\n\r\n");
        var sending = Task.Run(async () =>
        {
            for (var chunk = 0; chunk < 32; chunk++) await stream.SendAsync($"10000\r\n{new string('x', 0x10000)}\r\n");
        });

        Assert.StartsWith("HTTP/1.1 413", await stream.RestAsync(), StringComparison.Ordinal);

        await Record.ExceptionAsync(() => sending);
        Assert.Empty(host.World.World.Requests);
        await AnswersAsync();
    }

    [Fact]
    public async Task Whoever_goes_in_the_middle_has_changed_nothing()
    {
        for (var round = 0; round < 50; round++)
        {
            await using var stream = await TlsAsync();
            await stream.SendAsync(Post + "Content-Length: 100\r\n\r\n{");
        }

        await AnswersAsync();
        Assert.DoesNotContain(host.World.World.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task The_slow_do_not_hold_up_the_others_and_are_answered_when_they_are_done()
    {
        const string Text = "GET /v1.0/me HTTP/1.1\r\nHost: graph.microsoft.com\r\nConnection: close\r\n\r\n";
        var slow = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TlsAsync()));
        foreach (var letter in Text[..^1])
        {
            foreach (var stream in slow) await stream.SendAsync(letter.ToString());
            if (letter == '\n') await AnswersAsync();
        }

        foreach (var stream in slow)
        {
            await stream.SendAsync(Text[^1..]);
            Assert.StartsWith("HTTP/1.1 401", await stream.RestAsync(), StringComparison.Ordinal);
            await stream.DisposeAsync();
        }
    }

    [Fact]
    public async Task What_never_ends_is_given_up()
    {
        await using var plain = await PlainAsync();
        await using var tunnel = await PlainAsync();
        await using var tls = await TlsAsync();
        await plain.SendAsync("GET / HTT");
        await tunnel.SendAsync("CONNECT api.aiven.io:443 HTTP/1.1\r\n");
        await tls.SendAsync("GET / HTTP/1.1\r\nHost: api");

        await using var body = await TlsAsync();
        await body.SendAsync(Post + "Content-Length: 100\r\n\r\n{");
        await using var hello = await Wire.PlainAsync(host.Info.Uri.Port);
        await hello.SendAsync(HalfAHello);

        // Each of these ends only because the server ends it.
        var ends = await Task.WhenAll(
            new[] { plain, tunnel, tls, body, hello }.Select(stream => stream.RestAsync()));

        Assert.All(ends, end => Assert.True(end.Length == 0 || end.StartsWith("HTTP/1.1 4", StringComparison.Ordinal)));
        await AnswersAsync();
    }

    [Fact]
    public async Task Twenty_clients_write_and_read_at_once_among_rough_ones()
    {
        using var over = new CancellationTokenSource();
        var rough = Task.Run(async () =>
        {
            while (!over.IsCancellationRequested)
            {
                await using var stream = await Wire.PlainAsync(host.Info.Uri.Port);
                await stream.SendAsync(HalfAHello);
            }
        });
        host.World.World.Settings.DirectoryReplication = TimeSpan.Zero;

        await Task.WhenAll(Enumerable.Range(0, 20).Select(WriteAndReadAsync));

        await over.CancelAsync();
        await rough;
        var requests = host.World.World.Requests;
        Assert.Equal(Enumerable.Range(1, requests.Length), requests.Select(request => request.Number));
        var names = host.World.World.Inventory().Where(item => item.Kind == "Entra.Application")
            .Select(item => item.Name).Where(name => name.StartsWith("client-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(200, names.Length);
        Assert.Equal(200, names.Distinct().Count());
    }

    private async Task WriteAndReadAsync(int number)
    {
        using var ownClient = Wire.Client(host.Info);
        var token = await TokenAsync(ownClient);
        ownClient.DefaultRequestHeaders.Authorization = new("Bearer", token);
        for (var round = 0; round < 10; round++)
        {
            var name = $"client-{number}-{round}";
            using var creation = await ownClient.PostAsJsonAsync(
                new Uri("https://graph.microsoft.com/v1.0/applications"), new { displayName = name });
            Assert.Equal(HttpStatusCode.Created, creation.StatusCode);
            var id = (string)JsonNode.Parse(await creation.Content.ReadAsStringAsync())!["id"]!;
            var read = await ownClient.GetStringAsync(new Uri($"https://graph.microsoft.com/v1.0/applications/{id}"));
            Assert.Equal(name, (string)JsonNode.Parse(read)!["displayName"]!);
        }
    }

    private async Task<string> TokenAsync(HttpClient ownClient)
    {
        var (name, password) = host.World.World.SignIn.Users[0];
        using var form = new FormUrlEncodedContent(
        [
            new("grant_type", "password"), new("client_id", "04b07795-8ddb-461a-bbee-02f9e1bf7b46"),
            new("username", name), new("password", password), new("scope", "https://graph.microsoft.com/.default"),
        ]);
        using var reply = await ownClient.PostAsync(
            new Uri("https://login.microsoftonline.com/organizations/oauth2/v2.0/token"), form);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["access_token"]!;
    }

    private async Task<Stream> TlsAsync() => await Wire.TlsAsync(host.Info);

    private async Task<Stream> PlainAsync() => await Wire.PlainAsync(host.Info.HttpUri!.Port);

    private async Task AnswersAsync()
    {
        using var response = await client.GetAsync(new Uri("https://graph.microsoft.com/"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        using var info = await client.GetAsync(new Uri(host.Info.Uri, "/sandbox/info"));
        Assert.Equal(HttpStatusCode.Unauthorized, info.StatusCode);
    }
}
