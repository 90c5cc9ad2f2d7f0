using System.Net;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Engine;

/// <summary>
/// The same client code on answers that differ in what the public APIs leave open, and over real sockets.
/// </summary>
[Collection("Environment variables")]
public sealed class AwsToleranceTests
{
    public static TheoryData<string> Habits { get; } =
    [
        nameof(SandboxSettings.CloudUpperCase), nameof(SandboxSettings.CloudNulls),
        nameof(SandboxSettings.CloudOldNames),
        nameof(SandboxSettings.CloudUnknownFields), nameof(SandboxSettings.CloudEndpointStaysPublic),
        nameof(SandboxSettings.CloudRenameReturnsVpc), nameof(SandboxSettings.AwsPendingCidrs),
        nameof(SandboxSettings.AwsIgnoreFilters), nameof(SandboxSettings.AwsUnknownRulesInAnswer),
        nameof(SandboxSettings.AwsEmptyRuleSet), nameof(SandboxSettings.AwsTerseDenials),
    ];

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task The_walkthrough_works_whatever_the_platforms_habits(string habit)
    {
        var walk = await Walk.StartAsync();
        typeof(SandboxSettings).GetProperty(habit)!.SetValue(walk.World.Settings, true);

        var peering = await AwsWalkTests.PeerAsync(walk);
        var service = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["metrics"] }, peering);

        Assert.Equal("ACTIVE", peering.State);
        Assert.Equal(peering.VpcId, service.VpcId);
        Assert.Empty((await AwsWalkTests.PeerAsync(walk)).Changes);
    }

    [Fact]
    public async Task A_status_that_comes_late_or_not_at_all_is_waited_for()
    {
        var walk = await Walk.StartAsync();
        walk.World.Settings.CloudEarlyStatus = false;
        Assert.Equal("ACTIVE", (await AwsWalkTests.PeerAsync(walk)).State);
    }

    /// <summary>
    /// Endpoints on loopback that are given by address, with real sockets, signing and the real clock.
    /// </summary>
    [Fact]
    public async Task The_clients_speak_to_other_endpoints_over_http()
    {
        var world = (await Walk.StartAsync()).World;
        using var server = new LoopbackServer(world);
        var signIn = world.SignIn;
        var keys = signIn.AwsCredentials[0];
        using var environment = new EnvironmentOverride(new()
        {
            ["AWS_ACCESS_KEY_ID"] = keys.AccessKeyId, ["AWS_SECRET_ACCESS_KEY"] = keys.SecretKey,
            ["AWS_REGION"] = keys.Region,
            ["AWS_ENDPOINT_URL_EC2"] = server.Address("ec2"), ["AWS_ENDPOINT_URL_STS"] = server.Address("sts"),
            ["AWS_EC2_METADATA_DISABLED"] = "true", ["AWS_SESSION_TOKEN"] = null, ["AWS_PROFILE"] = null,
        });
        var walk = await Walk.StartAsync(new ConnectRequest
        {
            Cloud = true, ApiUrl = new Uri(server.Address("cloud") + "/public/api/v1"),
            ReadKeys = () => (signIn.CloudPublicKey, signIn.CloudSecretKey),
        });

        var vpc = await walk.OneAsync<Vpc>(new NewVpcRequest { Name = "prod", Region = "us-east-1",
            Cidr = "10.30.0.0/20" }, null);
        var addedPeering = await walk.OneAsync<VpcPeering>(
            new AddPeeringRequest(),
            new AwsPeerPair(new VpcRef(vpc, null), new AwsVpcRef(null, "vpc-0a1b2c3d4e5f60718")));
        var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
        var active = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);

        Assert.Equal("ACTIVE", active.State);
        Assert.Null(walk.Session.Sandbox);
        Assert.Equal(keys.Account, walk.Session.AwsAccountId);
    }

    /// <summary>Environment variables of the process, put back afterwards.</summary>
    private sealed class EnvironmentOverride : IDisposable
    {
        private readonly Dictionary<string, string?> before;

        public EnvironmentOverride(Dictionary<string, string?> values)
        {
            before = values.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
            foreach (var (name, value) in values) Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose()
        {
            foreach (var (name, value) in before) Environment.SetEnvironmentVariable(name, value);
        }
    }

    /// <summary>
    /// Serves a sandbox on loopback; each request takes a minute of its clock, so that nothing has to be waited for.
    /// </summary>
    private sealed class LoopbackServer : IDisposable
    {
        private static readonly Dictionary<string, string> Hosts = new()
        {
            ["cloud"] = "console.cloud.tigerdata.com", ["ec2"] = "ec2.us-east-1.amazonaws.com",
            ["sts"] = "sts.us-east-1.amazonaws.com",
        };

        private readonly Dictionary<string, (HttpListener Listener, int Port)> listeners = [];
        private readonly HttpClient client;
        private readonly VpcSandbox world;

        public LoopbackServer(VpcSandbox world)
        {
            this.world = world;
            client = new HttpClient(world.CreateHandler());
            // The clients of this test live in real time, and look at dates.
            world.Clock.Advance(DateTime.UtcNow - world.Clock.UtcNow);
            foreach (var name in Hosts.Keys) listeners[name] = Listen(name);
        }

        public string Address(string name) => $"http://127.0.0.1:{listeners[name].Port}";

        public void Dispose()
        {
            foreach (var (listener, _) in listeners.Values) listener.Close();
            client.Dispose();
        }

        private (HttpListener, int) Listen(string name)
        {
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port}/");
            listener.Start();
            _ = Task.Run(() => ServeAsync(listener, Hosts[name]));
            return (listener, port);
        }

        private async Task ServeAsync(HttpListener listener, string host)
        {
            try
            {
                while (listener.IsListening) await AnswerAsync(await listener.GetContextAsync(), host);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                // Closed: the test is over.
            }
        }

        private async Task AnswerAsync(HttpListenerContext context, string host)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            using var request = new HttpRequestMessage(
                new HttpMethod(context.Request.HttpMethod), $"https://{host}{context.Request.RawUrl}");
            request.Content = new StreamContent(context.Request.InputStream);
            foreach (var name in context.Request.Headers.AllKeys.OfType<string>())
            {
                if (!request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]))
                    request.Content.Headers.TryAddWithoutValidation(name, context.Request.Headers[name]);
            }

            using var response = await client.SendAsync(request);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
            var body = await response.Content.ReadAsByteArrayAsync();
            await context.Response.OutputStream.WriteAsync(body);
            context.Response.Close();
        }
    }
}
