using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Http;
using TimescaleVpc.Sandbox.Server.Serving;

namespace TimescaleVpc.Tests.Serving;

/// <summary>The server as others meet it: TLS, names, limits, and who is let in.</summary>
public sealed class ServerTests : IAsyncLifetime
{
    private SandboxHost host = null!;
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        host = await SandboxHost.StartAsync(new ServeOptions());
        client = Wire.Client(host.Info);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Every_host_answers_under_its_own_name()
    {
        var names = host.World.World.HostNames;
        Assert.Contains("ec2.eu-central-1.amazonaws.com", names);
        Assert.Contains("login.microsoftonline.com", names);
        foreach (var name in names)
        {
            using var response = await client.GetAsync(new Uri($"https://{name}/"));
            Assert.True((int)response.StatusCode is >= 400 and < 500 and not 421, $"{name}: {response.StatusCode}");
        }

        Assert.Equal(names.Length, host.World.World.Requests.Length);
    }

    [Fact]
    public async Task A_request_is_answered_as_in_process()
    {
        const string Address = "https://management.azure.com/subscriptions/1?x=1";
        using var inProcess = new HttpClient(new TimescaleVpc.Sandbox.SandboxWorld(1).CreateHandler());

        using var served = await client.GetAsync(new Uri(Address));
        using var direct = await inProcess.GetAsync(new Uri(Address));

        Assert.Equal(direct.StatusCode, served.StatusCode);
        Assert.Equal(await direct.Content.ReadAsStringAsync(), await served.Content.ReadAsStringAsync());
        Assert.Equal(direct.Content.Headers.ContentType, served.Content.Headers.ContentType);
        // The served clock goes on, as real time does: its date is of the world, and no machine's.
        Assert.Contains(direct.Headers, header => header.Key == "Date");
        Assert.InRange(
            served.Headers.Date!.Value.UtcDateTime, new DateTime(2026, 1, 5, 8, 0, 0, DateTimeKind.Utc),
            host.World.World.Clock.UtcNow);
        Assert.All(
            direct.Headers.Where(header => header.Key != "Date"),
            header => Assert.Equal(header.Value, served.Headers.GetValues(header.Key)));
    }

    [Fact]
    public async Task Only_its_own_certificate_is_trusted()
    {
        await using var other = await SandboxHost.StartAsync(new ServeOptions());
        var swapped = new SandboxServer(host.Info.Uri, host.Info.Token) { Certificate = other.Info.Certificate };
        using var wrongClient = Wire.Client(swapped);
        using var unpinned = Wire.Client(new SandboxServer(host.Info.Uri, host.Info.Token));

        foreach (var distrustful in new[] { wrongClient, unpinned })
        {
            var error = await Assert.ThrowsAsync<HttpRequestException>(
                () => distrustful.GetAsync(new Uri("https://management.azure.com/")));
            Assert.IsType<AuthenticationException>(error.InnerException);
        }
    }

    [Fact]
    public async Task The_certificate_is_for_no_other_host()
    {
        var error = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri("https://example.org/")));
        Assert.IsType<AuthenticationException>(error.InnerException);
    }

    [Fact]
    public async Task The_key_is_not_in_the_certificates_file()
    {
        var text = await File.ReadAllTextAsync(host.Info.Certificate!);
        Assert.Contains("BEGIN CERTIFICATE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.org")]
    [InlineData("ec2.nowhere-1.amazonaws.com")]
    [InlineData("management.azure.com.example.org")]
    public async Task A_host_that_it_does_not_play_is_refused_and_named(string name)
    {
        var reply = await RawAsync($"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 421 ", reply, StringComparison.Ordinal);
        Assert.Contains($"'{name}'", reply, StringComparison.Ordinal);
        Assert.Empty(host.World.World.Requests);
    }

    [Fact]
    public async Task Nobody_from_outside_is_answered()
    {
        var router = new RequestRouter(
            host.World, new AdminApi(host.World, "token", _ => { }, () => { }), CancellationToken.None);
        foreach (var address in new[] { "192.0.2.7", "::ffff:10.0.0.1", "2001:db8::1" })
        {
            var context = new DefaultHttpContext();
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            context.Request.Host = new HostString("management.azure.com");
            var lifetime = new Lifetime();
            context.Features.Set<Microsoft.AspNetCore.Http.Features.IHttpRequestLifetimeFeature>(lifetime);

            await router.RespondAsync(context);

            Assert.True(lifetime.IsAborted, address);
        }

        Assert.Empty(host.World.World.Requests);
    }

    [Fact]
    public async Task It_listens_on_loopback_only()
    {
        var port = host.Info.Uri.Port;
        var outer = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(item => item.GetIPProperties().UnicastAddresses).Select(item => item.Address)
            .Where(address => !IPAddress.IsLoopback(address) && !address.IsIPv6LinkLocal).ToArray();
        foreach (var address in outer)
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAnyAsync<SocketException>(() => socket.ConnectAsync(address, port));
        }

        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(item => item.Port == port).ToArray();
        Assert.NotEmpty(listening);
        Assert.All(listening, item => Assert.True(IPAddress.IsLoopback(item.Address), $"{item}"));
    }

    [Fact]
    public async Task Both_loopback_addresses_have_the_same_port()
    {
        if (!Socket.OSSupportsIPv6) return;
        var six = new Uri($"https://[::1]:{host.Info.Uri.Port}");
        using var over = Wire.Client(new SandboxServer(six, host.Info.Token) { Certificate = host.Info.Certificate });
        using var response = await over.GetAsync(new Uri("https://graph.microsoft.com/v1.0/me"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task An_oversized_body_is_refused()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri("https://graph.microsoft.com/v1.0/applications"));
        request.Content = new ByteArrayContent(new byte[2 * 1024 * 1024]);
        request.Headers.ExpectContinue = true;
        using var response = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(host.World.World.Requests);
        await AnswersAsync(client);
    }

    [Fact]
    public async Task Twenty_clients_at_once_are_all_answered()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var ownClient = Wire.Client(host.Info);
            for (var round = 0; round < 10; round++) await AnswersAsync(ownClient);
        }));
        var requests = host.World.World.Requests;
        Assert.Equal(200, requests.Length);
        Assert.Equal(Enumerable.Range(1, 200), requests.Select(request => request.Number));
    }

    [Fact]
    public async Task A_lost_reply_breaks_the_connection_after_the_work_was_done()
    {
        host.World.World.AddFault(new SandboxFault { Kind = "Graph.GetMe", Wire = "LoseReply" });
        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetAsync(new Uri("https://graph.microsoft.com/v1.0/me")));
        Assert.Equal(0, Assert.Single(host.World.World.Requests).Status);
        await AnswersAsync(client);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer ")]
    [InlineData("Bearer wrong")]
    [InlineData("Basic eDp5")]
    public async Task Its_own_endpoint_needs_the_token(string? authorization)
    {
        using var ownClient = Wire.Client(host.Info);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Info.Uri, "/sandbox/inventory"));
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await ownClient.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.DoesNotContain(host.Info.Token, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_other_origin_is_let_in_and_no_other_name_leads_to_its_own_endpoint()
    {
        using var ownClient = Wire.Client(host.Info);
        ownClient.DefaultRequestHeaders.Authorization = new("Bearer", host.Info.Token);
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri(host.Info.Uri, "/sandbox/info"));
        preflight.Headers.Add("Origin", "https://example.org");
        using var reply = await ownClient.SendAsync(preflight);
        Assert.DoesNotContain(
            reply.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.False(reply.IsSuccessStatusCode);

        var rebound = await RawAsync("GET /sandbox/info HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n"
            + $"Authorization: Bearer {host.Info.Token}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 421 ", rebound, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/", 404)]
    [InlineData("GET", "/sandbox", 404)]
    [InlineData("GET", "/sandbox/nothing", 404)]
    [InlineData("PUT", "/sandbox/inventory", 404)]
    [InlineData("GET", "/sandboxes", 404)]
    [InlineData("POST", "/sandbox/faults", 400)]
    [InlineData("POST", "/sandbox/clock/advance", 400)]
    public async Task Its_own_endpoint_names_what_is_wrong(string method, string path, int status)
    {
        using var ownClient = Wire.Client(host.Info);
        ownClient.DefaultRequestHeaders.Authorization = new("Bearer", host.Info.Token);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Info.Uri, path));
        if (method != "GET") request.Content = new StringContent("{\"by\": 7");

        using var response = await ownClient.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains("\"error\"", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task AnswersAsync(HttpClient client)
    {
        using var response = await client.GetAsync(new Uri("https://graph.microsoft.com/v1.0/me"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    /// <summary>What comes back for some bytes.</summary>
    private async Task<string> RawAsync(string text)
    {
        await using var stream = await Wire.TlsAsync(host.Info);
        await stream.SendAsync(text);
        return await stream.RestAsync();
    }

    private sealed class Lifetime : Microsoft.AspNetCore.Http.Features.IHttpRequestLifetimeFeature
    {
        public bool IsAborted { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsAborted = true;
    }
}
