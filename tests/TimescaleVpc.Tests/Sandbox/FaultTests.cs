using System.Text.Json;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Sandbox;

public sealed class FaultTests : IDisposable
{
    private readonly Client _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_fault_skips_strikes_and_is_spent()
    {
        _client.World.AddFault(new SandboxFault
        {
            Kind = "mst.getme", Skip = 1, Times = 2, Status = 429, Message = "slow down", RetryAfter = 3,
        });
        await Client.Expect(200, Me());
        Assert.Equal((0, 2), (_client.World.Faults[0].Skip, _client.World.Faults[0].Times));
        var struck = await Client.Expect(429, Me());
        Assert.Equal(("slow down", "3"), (struck["message"], struck.Headers["Retry-After"]));
        await Client.Expect(200, _client.Mst("GET", "/project"));
        await Client.Expect(429, Me());
        Assert.Empty(_client.World.Faults);
        await Client.Expect(200, Me());
    }

    [Fact]
    public async Task Each_platform_speaks_its_own_form()
    {
        _client.World.AddFault(new SandboxFault { Kind = "Mst.GetMe", Status = 409, Code = "busy" });
        var mst = await Client.Expect(409, Me());
        Assert.Equal(("409", "busy"), (mst["errors.0.status"], mst["errors.0.error_code"]));
        var (arm, graph) = (await _client.UserToken(), await _client.UserToken("admin", Client.GraphScope));
        _client.World.AddFault(new SandboxFault { Kind = "Arm.GetVNet", Status = 503 });
        Assert.Equal("ServerTimeout",
            (await Client.Expect(503, _client.Arm("GET", Client.ProdVNet, arm)))["error.code"]);
        _client.World.AddFault(new SandboxFault { Kind = "Graph.GetMe", Status = 429 });
        var throttled = await Client.Expect(429, _client.Graph("GET", "/me", graph));
        Assert.Equal(("TooManyRequests", ""), (throttled["error.code"], throttled["error.message"]));
        _client.World.AddFault(new SandboxFault { Kind = "Entra.Token", Status = 400, Code = "AADSTS700016" });
        Assert.Equal("700016", (await _client.AppTokenReply("a", "b"))["error_codes.0"]);
    }

    [Fact]
    public async Task A_lost_request_does_nothing_and_a_lost_reply_everything()
    {
        var admin = await _client.UserToken("admin", Client.GraphScope);
        foreach (var (wire, made) in new[] { ("LoseRequest", 0), ("LoseReply", 1) })
        {
            _client.World.AddFault(new SandboxFault { Kind = "Graph.CreateApplication", Wire = wire });
            var lost = await Assert.ThrowsAsync<HttpRequestException>(
                () => _client.Graph("POST", "/applications", admin, new { displayName = "x" }));
            Assert.IsType<IOException>(lost.InnerException);
            Assert.Equal(made, _client.World.Inventory().Count(item => item.Name == "x"));
            Assert.Equal((0, true), (_client.World.Requests[^1].Status, _client.World.Requests[^1].Mutates));
        }
    }

    [Theory]
    [InlineData("Malformed")]
    [InlineData("Truncated")]
    [InlineData("PlainText")]
    public async Task Bodies_can_be_spoilt(string wire)
    {
        _client.World.AddFault(new SandboxFault { Wire = wire });
        var spoilt = await Client.Expect(200, Me());
        Assert.ThrowsAny<JsonException>(() => spoilt.Json);
    }

    [Fact]
    public async Task A_success_can_hold_an_error()
    {
        _client.World.AddFault(new SandboxFault { Wire = "ErrorInSuccess", Message = "not really" });
        Assert.Equal("not really", (await Client.Expect(200, Me()))["error"]);
    }

    [Fact]
    public async Task Delay_and_latency_pass_in_virtual_time()
    {
        _client.World.AddFault(new SandboxFault { Kind = "Mst.GetMe", Delay = TimeSpan.FromMinutes(5) });
        _client.World.Settings.Latency["*"] = TimeSpan.FromSeconds(1);
        _client.World.Settings.Latency["mst.getme"] = TimeSpan.FromSeconds(2);
        var start = _client.World.Clock.UtcNow;
        await Client.Expect(200, Me());
        Assert.Equal(TimeSpan.FromSeconds(302), _client.World.Clock.UtcNow - start);
        await Client.Expect(200, _client.Mst("GET", "/project"));
        Assert.Equal(TimeSpan.FromSeconds(303), _client.World.Clock.UtcNow - start);
    }

    [Fact]
    public async Task A_delayed_answer_can_be_cancelled()
    {
        using var hold = Crew.ClockOf(_client.World).Stop();
        _client.World.AddFault(new SandboxFault { Delay = TimeSpan.FromMinutes(5) });
        using var http = new HttpClient(_client.World.CreateHandler());
        using var cancel = new CancellationTokenSource();
        var running = http.GetAsync(new Uri("https://api.aiven.io/v1/me"), cancel.Token);
        Assert.False(running.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public void Senseless_faults_are_refused()
    {
        SandboxFault[] wrong =
        [
            new() { Kind = "Arm.NoSuchThing" }, new() { Wire = "Eaten" }, new() { Times = 0 }, new() { Skip = -1 },
            new() { Status = 42 }, new() { Delay = TimeSpan.FromSeconds(-1) },
        ];
        foreach (var fault in wrong) Assert.Throws<ArgumentException>(() => _client.World.AddFault(fault));
        _client.World.AddFault(new SandboxFault());
        _client.World.ClearFaults();
        Assert.Empty(_client.World.Faults);
    }

    [Fact]
    public void Synchronous_sends_work_with_and_without_latency()
    {
        using var http = new HttpClient(_client.World.CreateHandler());
        for (var seconds = 0; seconds < 2; seconds++)
        {
            _client.World.Settings.Latency["*"] = TimeSpan.FromSeconds(seconds);
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.aiven.io/v1/me");
            request.Headers.Add("Authorization", "aivenv1 sandbox-mst-token");
            using var reply = http.Send(request);
            Assert.Equal(200, (int)reply.StatusCode);
        }
    }

    [Fact]
    public async Task An_unknown_host_is_no_host()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.Send("GET", "https://example.com/"));
        Assert.Equal("Unknown", _client.World.Requests[^1].Kind);
    }

    private Task<Reply> Me() => _client.Mst("GET", "/me");
}
