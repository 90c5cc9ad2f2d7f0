using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Text;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Remote;
using TimescaleVpc.Sandbox.Server.Serving;
using TimescaleVpc.Tests.Sandbox.Aws;

namespace TimescaleVpc.Tests.Serving;

/// <summary>
/// Clients that can be told one address only: this machine's name for all platforms, plain http, or a proxy.
/// </summary>
public sealed class OneAddressTests : IAsyncLifetime
{
    private SandboxHost host = null!;
    private HttpClient client = null!;
    private HttpClient plain = null!;

    public async Task InitializeAsync()
    {
        host = await SandboxHost.StartAsync(new ServeOptions { HttpPort = 0, StartNow = true });
        client = Wire.Client(host.Info);
        plain = Wire.Unproxied();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        plain.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("/v1/me", "api.aiven.io")]
    [InlineData("/v1.0/me", "graph.microsoft.com")]
    [InlineData("/public/api/v1/projects", "console.cloud.tigerdata.com")]
    [InlineData("/tenants?api-version=2022-12-01", "management.azure.com")]
    [InlineData("/subscriptions/x/resourceGroups", "management.azure.com")]
    [InlineData("/SUBSCRIPTIONS", "management.azure.com")]
    [InlineData("/organizations/v2.0/.well-known/openid-configuration", "login.microsoftonline.com")]
    [InlineData("/common/discovery/instance", "login.microsoftonline.com")]
    [InlineData("/demo.example/oauth2/v2.0/token", "login.microsoftonline.com")]
    public async Task A_path_leads_to_its_platform(string path, string platform)
    {
        foreach (var (way, root) in new[] { (client, host.Info.Uri), (plain, host.Info.HttpUri!) })
        {
            using var response = await way.GetAsync(new Uri(root, path));
            Assert.Equal(platform, host.World.World.Requests[^1].Host);
        }

        Assert.Equal(2, host.World.World.Requests.Length);
    }

    [Theory]
    [InlineData("/v2/me")]
    [InlineData("/subscriptionsx")]
    [InlineData("/x/v1/me")]
    public async Task A_path_of_no_platform_leads_nowhere(string path)
    {
        using var response = await client.GetAsync(new Uri(host.Info.Uri, path));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(host.World.World.Requests);
    }

    [Theory]
    [InlineData("ec2", "eu-west-1", "2016-11-15", "DescribeVpcs", 200)]
    [InlineData("ec2", "us-east-1", "2016-11-15", "DescribeVpcs", 200)]
    [InlineData("sts", "us-east-1", "2011-06-15", "GetCallerIdentity", 200)]
    [InlineData("s3", "us-east-1", "2006-03-01", "ListBuckets", 404)]
    [InlineData("ec2", "nowhere-1", "2016-11-15", "DescribeVpcs", 404)]
    public async Task A_signed_request_leads_where_its_signature_says(
        string service, string region, string version, string action, int status)
    {
        using var response = await SignedAsync(service, region, $"Action={action}&Version={version}", host.Info.Uri);
        Assert.Equal(status, (int)response.StatusCode);
        if (status == 200) Assert.Equal($"{service}.{region}.amazonaws.com", host.World.World.Requests[^1].Host);
    }

    [Fact]
    public async Task A_request_that_is_signed_for_another_service_of_AWS_leads_nowhere()
    {
        using var response = await SignedAsync(
            "s3", "us-east-1", "Action=ListBuckets&Version=2006-03-01", host.Info.Uri, path: "v1/me");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(host.World.World.Requests);
    }

    [Fact]
    public async Task A_signature_covers_the_name_that_was_really_sent()
    {
        using var response = await SignedAsync("ec2", "us-east-1", "Action=DescribeVpcs&Version=2016-11-15",
            new Uri("https://ec2.us-east-1.amazonaws.com"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task What_an_answer_leads_on_to_leads_back_here()
    {
        host.World.World.Settings.ArmPageSize = 2;
        var admin = await TokenAsync();
        Uri? next = new(host.Info.HttpUri!, "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/providers/"
            + "Microsoft.Network/virtualNetworks?api-version=2024-05-01");
        var names = new List<string>();
        while (next is not null)
        {
            Assert.Equal(host.Info.HttpUri!.Authority, next.Authority);
            using var request = new HttpRequestMessage(HttpMethod.Get, next);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", admin);
            using var response = await plain.SendAsync(request);
            var page = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
            names.AddRange(page["value"]!.AsArray().Select(item => (string)item!["id"]!));
            next = (string?)page["nextLink"] is { } link ? new Uri(link) : null;
        }

        Assert.Equal(5, names.Distinct().Count());
    }

    [Fact]
    public async Task Under_a_platforms_own_name_answers_stay_as_they_are()
    {
        const string Document = "/common/v2.0/.well-known/openid-configuration";
        var document = await client.GetStringAsync(new Uri($"https://login.microsoftonline.com{Document}"));
        var here = await client.GetStringAsync(new Uri(host.Info.Uri, Document));

        Assert.Contains(
            "\"https://login.microsoftonline.com/common/oauth2/v2.0/token\"", document, StringComparison.Ordinal);
        var root = host.Info.Uri.GetLeftPart(UriPartial.Authority);
        Assert.Contains($"\"{root}/common/oauth2/v2.0/token\"", here, StringComparison.Ordinal);
        // A name, not an address to go to.
        Assert.Contains("\"issuer\":\"https://login.microsoftonline.com/", here, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_leads_to_the_platforms()
    {
        using var over = Proxied();
        foreach (var name in new[] { "graph.microsoft.com", "management.azure.com", "api.aiven.io" })
        {
            using var response = await over.GetAsync(new Uri($"https://{name}/"));
            Assert.True((int)response.StatusCode is >= 400 and < 500, $"{name}: {response.StatusCode}");
            Assert.Equal(name, host.World.World.Requests[^1].Host);
        }
    }

    [Theory]
    [InlineData("example.org:443")]
    [InlineData("localhost:443")]
    [InlineData("127.0.0.1:22")]
    [InlineData("graph.microsoft.com.example.org:443")]
    [InlineData("")]
    public async Task A_proxy_leads_nowhere_else(string target)
    {
        await using var stream = await Wire.PlainAsync(host.Info.HttpUri!.Port);
        await stream.SendAsync($"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n");
        Assert.Equal("HTTP/1.1 403 Forbidden\r\n\r\n", await stream.RestAsync());
    }

    [Fact]
    public async Task Plain_http_is_off_unless_it_is_asked_for()
    {
        await using var other = await SandboxHost.StartAsync(new ServeOptions());
        Assert.Null(other.Info.HttpUri);
        Assert.Null(SandboxServer.Parse(other.Info.ToJson()).HttpUri);
        Assert.Equal(host.Info.HttpUri, SandboxServer.Parse(host.Info.ToJson()).HttpUri);
    }

    [Fact]
    public void Plain_http_is_on_loopback_only()
    {
        var listening = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(item => item.Port == host.Info.HttpUri!.Port).ToArray();
        Assert.NotEmpty(listening);
        Assert.All(listening, item => Assert.True(IPAddress.IsLoopback(item.Address), $"{item}"));
    }

    [Fact]
    public void The_time_begins_with_the_machines() =>
        Assert.True(host.World.World.Clock.UtcNow > new DateTime(2026, 1, 6, 0, 0, 0, DateTimeKind.Utc));

    private HttpClient Proxied()
    {
        using var direct = Loopback.CreateHandler(host.Info);
        return new HttpClient(new SocketsHttpHandler
        {
            Proxy = new WebProxy(host.Info.HttpUri),
            SslOptions =
            {
                RemoteCertificateValidationCallback = direct.SslOptions.RemoteCertificateValidationCallback,
            },
        });
    }

    private async Task<HttpResponseMessage> SignedAsync(
        string service, string region, string body, Uri signedFor, string path = "")
    {
        var keys = host.World.World.SignIn.AwsCredentials[0];
        using var request = new SigV4(keys.AccessKeyId, keys.SecretKey)
            .Sign(signedFor.Authority, service, region, body, host.World.World.Clock.UtcNow);
        request.RequestUri = new Uri(host.Info.Uri, path);
        request.Headers.Host = host.Info.Uri.Authority;
        return await client.SendAsync(request);
    }

    private async Task<string> TokenAsync()
    {
        var (name, password) = host.World.World.SignIn.Users[0];
        using var form = new StringContent("grant_type=password&client_id=04b07795-8ddb-461a-bbee-02f9e1bf7b46"
            + $"&username={name}&password={password}&scope=https://management.azure.com/.default",
            Encoding.ASCII, "application/x-www-form-urlencoded");
        using var reply = await client.PostAsync(new Uri(host.Info.Uri, "/demo.example/oauth2/v2.0/token"), form);
        return (string)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["access_token"]!;
    }
}
