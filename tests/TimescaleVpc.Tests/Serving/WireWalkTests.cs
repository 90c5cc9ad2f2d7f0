using TimescaleVpc.Sandbox.Server.Serving;
using TimescaleVpc.Tests.Engine;
using TimescaleVpc.Tests.Reliability;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Serving;

/// <summary>The engine on a server: every SDK over real sockets and TLS, and real time instead of leaps.</summary>
public sealed class WireWalkTests
{
    [Fact]
    public async Task Both_walkthroughs_end_as_in_process()
    {
        await using var host = await SandboxHost.StartAsync(new ServeOptions { Speed = Brisk.Speed });
        Brisk.Set(host.World.World);
        var fresh = host.World.World.Inventory();
        var served = await Walk.StartAsync(Request(host.Info));
        var inProcess = await Walk.StartAsync();

        foreach (var walk in new[] { served, inProcess })
        {
            var azure = await walk.OneAsync<ServiceVpc>(
                new SetServiceRequest { Service = ["mst-metrics"] }, await walk.PeerAsync());
            var aws = await walk.OneAsync<ServiceVpc>(
                new SetServiceRequest { Service = ["metrics"] }, await AwsWalkTests.PeerAsync(walk));
            foreach (var service in new[] { azure, aws })
            {
                var test = await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service);
                Assert.True(test.Reachable, test.Reason);
            }
        }

        Assert.Equal(
            NormalForm.Of(inProcess.World.Inventory(), fresh), NormalForm.Of(served.World.Inventory(), fresh));
        Assert.Contains(served.World.Requests, request => request.Host.StartsWith("ec2.", StringComparison.Ordinal));
        Assert.DoesNotContain(served.World.Requests, request => request.Kind == "Unknown");
        Assert.Equal(host.World.World.Requests, served.World.Requests);
    }

    [Fact]
    public async Task Faults_on_the_wire_are_survived()
    {
        await using var host = await SandboxHost.StartAsync(new ServeOptions { Speed = Brisk.Speed });
        Brisk.Set(host.World.World);
        var walk = await Walk.StartAsync(Request(host.Info));
        foreach (var kind in new[] { "Arm.PutRoleAssignment", "Mst.CreatePeering", "Graph.UpsertApplication" })
            walk.World.AddFault(new SandboxFault { Kind = kind, Wire = "LoseReply" });

        var peering = await walk.PeerAsync();

        Assert.Equal("ACTIVE", peering.State);
        Assert.Empty(walk.World.Faults);
    }

    [Fact]
    public async Task A_second_session_can_be_opened_on_the_same_server()
    {
        await using var host = await SandboxHost.StartAsync(new ServeOptions());
        var first = await Walk.StartAsync(Request(host.Info));
        var second = await first.AgainAsync("reader");
        Assert.Same(first.World, second.World);
        Assert.NotEmpty(await second.RunAsync<Vpc>(new GetVpcRequest(), null, (object?)null));
    }

    [Theory]
    [InlineData("http://localhost:8443")]
    [InlineData("https://example.org:8443")]
    [InlineData("https://192.0.2.1")]
    public async Task Another_machine_or_plain_http_is_refused(string address)
    {
        var error = await RefusedAsync(Request(new SandboxServer(new Uri(address), "token")));
        Assert.Equal("SandboxServerNotLocal", error.ErrorId);
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_servers_line_is_named()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var texts = new[] { "", "{", "[]", "{\"uri\":\"https://localhost:1\"}", "{\"uri\":7,\"token\":\"x\"}", "null" };
        foreach (var text in texts)
        {
            var file = Path.Combine(folder, "line.json");
            await File.WriteAllTextAsync(file, text);
            var error = await RefusedAsync(Request(null, file));
            Assert.Equal("SandboxServerUnreadable", error.ErrorId);
            Assert.Contains(file, error.Message, StringComparison.Ordinal);
        }

        var missingFile = await RefusedAsync(Request(null, Path.Combine(folder, "missing.json")));
        Assert.Equal("SandboxServerUnreadable", missingFile.ErrorId);
    }

    [Fact]
    public async Task A_server_that_is_gone_or_another_one_is_named()
    {
        var endedHost = await SandboxHost.StartAsync(new ServeOptions());
        await endedHost.DisposeAsync();
        await using var host = await SandboxHost.StartAsync(new ServeOptions());
        await using var other = await SandboxHost.StartAsync(new ServeOptions());
        var (uri, token, file) = (host.Info.Uri, host.Info.Token, host.Info.Certificate);

        foreach (var (server, reason) in new[]
        {
            (endedHost.Info with { Pin = null }, endedHost.Info.Certificate!), (endedHost.Info, "refused"),
            (host.Info with { Pin = other.Info.Pin }, "certificate"),
            (new SandboxServer(endedHost.Info.Uri, token) { Certificate = file }, "refused"),
            (new SandboxServer(uri, token) { Certificate = other.Info.Certificate }, "certificate"),
            (new SandboxServer(uri, other.Info.Token) { Certificate = file }, "401"),
        })
        {
            var error = await RefusedAsync(Request(server));
            Assert.Equal("SandboxServerUnreachable", error.ErrorId);
            Assert.Contains(reason, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(server.Token, error.Message, StringComparison.Ordinal);
        }
    }

    private static ConnectRequest Request(SandboxServer? server, string? file = null) =>
        new() { Sandbox = true, SessionId = 1, Server = new SandboxServerRef(server, file) };

    private static Task<TimescaleVpcException> RefusedAsync(ConnectRequest request) =>
        Assert.ThrowsAsync<TimescaleVpcException>(() => Walk.StartAsync(request));
}
