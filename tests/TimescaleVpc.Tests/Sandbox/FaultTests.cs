using System.Text.Json;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Sandbox;

public sealed class FaultTests : IDisposable
{
    private readonly Client client = new();

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_fault_skips_strikes_and_is_spent()
    {
        client.World.AddFault(new SandboxFault
        {
            Kind = "mst.getme", Skip = 1, Times = 2, Status = 429, Message = "slow down", RetryAfter = 3,
        });
        await Client.Expect(200, Me());
        Assert.Equal((0, 2), (client.World.Faults[0].Skip, client.World.Faults[0].Times));
        var faultReply = await Client.Expect(429, Me());
        Assert.Equal(("slow down", "3"), (faultReply["message"], faultReply.Headers["Retry-After"]));
        await Client.Expect(200, client.Mst("GET", "/project"));
        await Client.Expect(429, Me());
        Assert.Empty(client.World.Faults);
        await Client.Expect(200, Me());
    }

    [Fact]
    public async Task Each_platform_speaks_its_own_form()
    {
        client.World.AddFault(new SandboxFault { Kind = "Mst.GetMe", Status = 409, Code = "busy" });
        var mst = await Client.Expect(409, Me());
        Assert.Equal(("409", "busy"), (mst["errors.0.status"], mst["errors.0.error_code"]));
        var (arm, graph) = (await client.UserToken(), await client.UserToken("admin", Client.GraphScope));
        client.World.AddFault(new SandboxFault { Kind = "Arm.GetVNet", Status = 503 });
        Assert.Equal("ServerTimeout",
            (await Client.Expect(503, client.Arm("GET", Client.ProdVNet, arm)))["error.code"]);
        client.World.AddFault(new SandboxFault { Kind = "Graph.GetMe", Status = 429 });
        var throttled = await Client.Expect(429, client.Graph("GET", "/me", graph));
        Assert.Equal(("TooManyRequests", ""), (throttled["error.code"], throttled["error.message"]));
        client.World.AddFault(new SandboxFault { Kind = "Entra.Token", Status = 400, Code = "AADSTS700016" });
        Assert.Equal("700016", (await client.AppTokenReply("a", "b"))["error_codes.0"]);
    }

    [Fact]
    public async Task A_lost_request_does_nothing_and_a_lost_reply_everything()
    {
        var admin = await client.UserToken("admin", Client.GraphScope);
        foreach (var (wire, count) in new[] { ("LoseRequest", 0), ("LoseReply", 1) })
        {
            client.World.AddFault(new SandboxFault { Kind = "Graph.CreateApplication", Wire = wire });
            var error = await Assert.ThrowsAsync<HttpRequestException>(
                () => client.Graph("POST", "/applications", admin, new { displayName = "x" }));
            Assert.IsType<IOException>(error.InnerException);
            Assert.Equal(count, client.World.Inventory().Count(item => item.Name == "x"));
            Assert.Equal((0, true), (client.World.Requests[^1].Status, client.World.Requests[^1].Mutates));
        }
    }

    [Theory]
    [InlineData("Malformed")]
    [InlineData("Truncated")]
    [InlineData("PlainText")]
    public async Task Bodies_can_be_spoilt(string wire)
    {
        client.World.AddFault(new SandboxFault { Wire = wire });
        var corruptReply = await Client.Expect(200, Me());
        Assert.ThrowsAny<JsonException>(() => corruptReply.Json);
    }

    /// <summary>Whatever a request is about: its path, an id above, a query, a body as JSON or as a form.</summary>
    [Fact]
    public async Task A_fault_strikes_only_what_is_about_its_target()
    {
        var token = await client.UserToken();
        var hub = Client.ProdVNet.Replace("Prod-VNet", "Hub-VNet", StringComparison.Ordinal);
        (string Target, string Path, bool IsStruck)[] cases =
        [
            ("prod-vnet", Client.ProdVNet, true), ("prod-vnet", hub, false),
            (Client.ProdVNet, Client.ProdVNet + "/virtualNetworkPeerings", true),
            (Client.ProdVNet, hub + "/virtualNetworkPeerings", false), (Client.ProdVNet[..^1], Client.ProdVNet, false),
            ("hub-to-*", hub + "/virtualNetworkPeerings/hub-to-spoke", true), ("hub-to-*", hub, false),
            ("*/Hub-VNet", hub, true), ("H?b-VNet", hub, true), ("Hub", hub, false), ("*", hub, true),
        ];
        foreach (var (target, path, isStruck) in cases)
        {
            client.World.AddFault(new SandboxFault { Target = target, Status = 503 });
            var reply = await client.Arm("GET", path, token);
            Assert.True(isStruck == (reply.Status == 503), $"{target} and {path}: {reply}");
            Assert.Equal(isStruck ? 0 : 1, client.World.Faults.Length);
            client.World.ClearFaults();
        }

        // In a body, and in a form.
        client.World.AddFault(new SandboxFault { Target = "the-*-one", Status = 503 });
        var graph = await client.UserToken("admin", Client.GraphScope);
        await Client.Expect(201, client.Graph("POST", "/applications", graph, new { displayName = "another" }));
        await Client.Expect(503, client.Graph("POST", "/applications", graph, new { displayName = "the-right-one" }));
        client.World.AddFault(new SandboxFault { Target = "reader@demo.example", Status = 503 });
        await client.UserToken();
        await Assert.ThrowsAnyAsync<Exception>(() => client.UserToken("reader"));
    }

    /// <summary>After a run one can see what retries have swallowed.</summary>
    [Fact]
    public async Task What_has_struck_is_counted_and_so_is_what_was_healed()
    {
        var world = client.World;
        world.AddFault(new SandboxFault { Kind = "Mst.GetMe", Status = 503, Times = 2 });
        world.AddFault(new SandboxFault { Kind = "Mst.ListProjects", Delay = TimeSpan.FromSeconds(1) });
        await Client.Expect(503, Me());
        await Client.Expect(503, Me());
        Assert.Equal((2, 0), Counts("Mst.GetMe"));
        await Client.Expect(200, client.Mst("GET", "/project"));
        Assert.Equal((2, 0), Counts("Mst.GetMe"));
        await Client.Expect(200, Me());
        Assert.Equal((2, 2), Counts("Mst.GetMe"));
        await Client.Expect(200, Me());
        Assert.Equal((2, 2), Counts("Mst.GetMe"));
        await Client.Expect(200, client.Mst("GET", "/project"));
        Assert.Equal((1, 0), Counts("Mst.ListProjects"));

        // Another body is another request, and a refusal heals nothing. What is gone was deleted.
        world.AddFault(new SandboxFault { Kind = "Mst.CreateVpc", Wire = "LoseReply" });
        object Vpc(string cidr) => new
        {
            cloud_name = "timescale-azure-uksouth", network_cidr = cidr, peering_connections = Array.Empty<object>(),
        };
        Task<Reply> Create(string cidr) => client.Mst("POST", "/project/demo-mst/vpcs", Vpc(cidr));
        await Assert.ThrowsAsync<HttpRequestException>(() => Create("10.210.0.0/24"));
        await Client.Expect(200, Create("10.211.0.0/24"));
        await Client.Expect(409, Create("10.210.0.0/24"));
        Assert.Equal((1, 0), Counts("Mst.CreateVpc"));
        world.AddFault(new SandboxFault { Kind = "Mst.DeleteVpc", Status = 500 });
        await Client.Expect(500, client.Mst("DELETE", $"/project/demo-mst/vpcs/{Client.SwissVpc[..^1]}9"));
        await Client.Expect(404, client.Mst("DELETE", $"/project/demo-mst/vpcs/{Client.SwissVpc[..^1]}9"));
        Assert.Equal((1, 1), Counts("Mst.DeleteVpc"));

        Assert.Empty(world.Faults);
        world.ClearFaults();
        Assert.Equal(4, world.StruckFaults.Length);

        (int Struck, int Healed) Counts(string kind)
        {
            var fault = world.StruckFaults.Single(item => item.Kind == kind);
            return (fault.Struck, fault.Healed);
        }
    }

    [Fact]
    public async Task Bodies_can_be_what_no_description_allows()
    {
        var token = await client.UserToken();
        (string Wire, string? Member, string Path, string? Expected)[] cases =
        [
            ("WrongType", "name", "name.unexpected", "true"), ("WrongType", "name", "id", Client.ProdVNet),
            ("WrongType", null, "properties.addressSpace.addressPrefixes.0.unexpected", "true"),
            ("WrongType", "properties.addressSpace", "properties.addressSpace.0", "unexpected"),
            ("MissingMember", "properties", "properties.provisioningState", null),
            ("MissingMember", "*.provisioningState", "properties.subnets.0.properties.provisioningState", null),
            ("MissingMember", "*.provisioningState", "properties.subnets.0.name", "default"),
            ("UnknownWord", null, "properties.provisioningState", "NeverHeardOf"),
            ("UnknownWord", null, "location", "westeurope"), ("UnknownWord", "location", "location", "NeverHeardOf"),
            ("NullMember", "properties.addressSpace.addressPrefixes.0", "properties.addressSpace.addressPrefixes.0",
                null),
            ("NullMember", null, "id", null),
        ];
        foreach (var (wire, member, path, expected) in cases)
        {
            client.World.AddFault(new SandboxFault { Kind = "Arm.GetVNet", Wire = wire, Member = member });
            var reply = await Client.Expect(200, client.Arm("GET", Client.ProdVNet, token));
            Assert.True(expected == reply[path], $"{wire} {member}: {reply}");
        }

        // An error's body can be as wrong, and nothing of it stays in the world.
        client.World.AddFault(new SandboxFault { Kind = "Arm.GetVNet", Status = 403, Wire = "WrongType" });
        Assert.Equal("true",
            (await Client.Expect(403, client.Arm("GET", Client.ProdVNet, token)))["error.code.unexpected"]);
        Assert.Equal("Prod-VNet", (await Client.Expect(200, client.Arm("GET", Client.ProdVNet, token)))["name"]);
    }

    [Fact]
    public void XML_can_be_what_no_description_allows()
    {
        var response = new SimulatedResponse(200)
        {
            Xml = "<A xmlns='u'><set><item><id>1</id><state>up</state></item></set><n>2</n></A>",
        };
        (string Wire, string? Member, string Expected)[] cases =
        [
            ("WrongType", "n", "<n><unexpected /></n>"), ("WrongType", "set", "<set>unexpected</set>"),
            ("MissingMember", "set.item.id", "<set><item><state>up</state></item></set>"),
            ("UnknownWord", null, "<item><id>1</id><state>NeverHeardOf</state></item>"),
            ("NullMember", "*.id", "<id />"), ("MissingMember", null, "<set><item /></set></A>"),
        ];
        foreach (var (wire, member, expected) in cases)
            Assert.Contains(expected, CorruptBody.Create(response, wire, member), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_success_can_hold_an_error()
    {
        client.World.AddFault(new SandboxFault { Wire = "ErrorInSuccess", Message = "not really" });
        Assert.Equal("not really", (await Client.Expect(200, Me()))["error"]);
    }

    [Fact]
    public async Task Delay_and_latency_pass_in_virtual_time()
    {
        client.World.AddFault(new SandboxFault { Kind = "Mst.GetMe", Delay = TimeSpan.FromMinutes(5) });
        client.World.Settings.Latency["*"] = TimeSpan.FromSeconds(1);
        client.World.Settings.Latency["mst.getme"] = TimeSpan.FromSeconds(2);
        var start = client.World.Clock.UtcNow;
        await Client.Expect(200, Me());
        Assert.Equal(TimeSpan.FromSeconds(302), client.World.Clock.UtcNow - start);
        await Client.Expect(200, client.Mst("GET", "/project"));
        Assert.Equal(TimeSpan.FromSeconds(303), client.World.Clock.UtcNow - start);
    }

    [Fact]
    public async Task A_delayed_answer_can_be_cancelled()
    {
        using var hold = Crew.ClockOf(client.World).Stop();
        client.World.AddFault(new SandboxFault { Delay = TimeSpan.FromMinutes(5) });
        using var http = new HttpClient(client.World.CreateHandler());
        using var cancel = new CancellationTokenSource();
        var request = http.GetAsync(new Uri("https://api.aiven.io/v1/me"), cancel.Token);
        Assert.False(request.IsCompleted);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [Fact]
    public void Senseless_faults_are_refused()
    {
        SandboxFault[] faults =
        [
            new() { Kind = "Arm.NoSuchThing" }, new() { Wire = "Eaten" }, new() { Times = 0 }, new() { Skip = -1 },
            new() { Target = " " }, new() { Member = "id" }, new() { Member = "id", Wire = "Malformed" },
            new() { Status = 42 }, new() { Delay = TimeSpan.FromSeconds(-1) },
        ];
        foreach (var fault in faults) Assert.Throws<ArgumentException>(() => client.World.AddFault(fault));
        client.World.AddFault(new SandboxFault());
        client.World.ClearFaults();
        Assert.Empty(client.World.Faults);
    }

    [Fact]
    public void Synchronous_sends_work_with_and_without_latency()
    {
        using var http = new HttpClient(client.World.CreateHandler());
        for (var seconds = 0; seconds < 2; seconds++)
        {
            client.World.Settings.Latency["*"] = TimeSpan.FromSeconds(seconds);
            using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.aiven.io/v1/me");
            request.Headers.Add("Authorization", "aivenv1 sandbox-mst-token");
            using var reply = http.Send(request);
            Assert.Equal(200, (int)reply.StatusCode);
        }
    }

    [Fact]
    public async Task An_unknown_host_is_no_host()
    {
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Send("GET", "https://example.com/"));
        Assert.Equal("Unknown", client.World.Requests[^1].Kind);
    }

    private Task<Reply> Me() => client.Mst("GET", "/me");
}
