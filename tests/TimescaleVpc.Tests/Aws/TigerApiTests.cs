using System.Net;
using System.Text;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.TimescaleCloud;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Timescale Cloud's public API on a stub.</summary>
public class TigerApiTests
{
    private const string Vpc =
        """{"id":"1337","name":"prod","cidr":"10.30.0.0/20","region_code":"us-east-1","new":[1]}""";

    private const string Peering =
        """
        {"id":7,"peer_account_id":"111122223333","peer_region_code":"us-east-1","peer_vpc_id":"vpc-1",
         "status":"Pending","error_message":null,"provisioned_id":""}
        """;

    [Fact]
    public async Task The_key_travels_as_basic_authorization_and_nowhere_else()
    {
        var (api, stub) = On(StubHandler.Json($"[{Vpc}]"));
        var vpc = Assert.Single(await api.ListVpcsAsync(default));

        Assert.Equal(
            ("1337", "prod", "10.30.0.0/20", "us-east-1"),
            (vpc.Vpc.VpcId, vpc.Vpc.Name, vpc.Vpc.Cidr, vpc.Vpc.Region));
        Assert.Equal(("", null, null), (vpc.Vpc.State, vpc.Vpc.CreatedAt, vpc.ProvisionedId));
        var request = Assert.Single(stub.Requests);
        Assert.Equal("https://console.cloud.tigerdata.com/public/api/v1/projects/rp1/vpcs", request.Uri.ToString());
        Assert.Equal(
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("pub:se:cret")), request.Headers["authorization"]);
    }

    [Fact]
    public async Task Names_are_escaped_and_another_base_is_kept_whole()
    {
        var stub = new StubHandler((_, _) => StubHandler.Json(Vpc));
        using var wire = new Wire(WorkClock.Real, stub);
        var transport = new TigerTransport(wire, new Uri("http://127.0.0.1:8080/api/v1/"), "p", new Secret("s"));
        Assert.NotNull(await new TigerApi(transport, "a/b").GetVpcAsync("x?y", default));
        Assert.Equal(
            "http://127.0.0.1:8080/api/v1/projects/a%2Fb/vpcs/x%3Fy", Assert.Single(stub.Requests).Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_key_says_its_project_and_plan_by_either_name()
    {
        const string Body =
            """{"type":"apiKey","KEY":{"name":"ci","project":{"id":"rp1","name":"Prod","plan_type":"FREE"}}}""";
        foreach (var name in new[] { "api_key", "apiKey" })
        {
            var (_, stub, transport) = Raw(StubHandler.Json(Body.Replace("KEY", name, StringComparison.Ordinal)));
            Assert.Equal(
                new TigerIdentity("rp1", "Prod", "FREE"),
                await TigerApi.GetIdentityAsync(transport, default));
            Assert.EndsWith("/auth/info", Assert.Single(stub.Requests).Uri.AbsolutePath, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_peering_may_lack_almost_everything()
    {
        var (api, _) = On(StubHandler.Json($$"""[{{Peering}},{"id":"8"}]"""));
        var peerings = (await api.ListPeeringsAsync("1337", default))!;

        Assert.Equal(["7", "8"], peerings.Select(item => item.Id));
        Assert.Null(peerings[0].AwsPeeringId);
        Assert.Null(peerings[0].Message);
        Assert.Equal("vpc-1", peerings[0].Network);
        Assert.Equal("PENDING", peerings[1].State);
    }

    [Theory]
    [InlineData("""[{"id":"8"},{}]""")]
    [InlineData("""{"error":"no"}""")]
    [InlineData("""{"id":"1","id":"2"}""")]
    [InlineData("""{"name":"\ud800"}""")]
    public async Task What_lacks_an_id_or_cannot_be_read_is_not_taken_for_gone(string body)
    {
        var (api, _) = On(StubHandler.Json(body));
        foreach (var call in new Func<Task>[]
            { () => api.ListVpcsAsync(default), () => api.GetVpcAsync("1", default) })
        {
            Assert.Equal("UnreadableAnswer", (await Assert.ThrowsAsync<TimescaleVpcException>(call)).ErrorId);
        }
    }

    [Theory]
    [InlineData("vpc_endpoint")]
    [InlineData("vpcEndpoint")]
    public async Task A_service_shows_all_its_endpoints(string name)
    {
        var (api, _) = On(StubHandler.Json(
            """
            {"service_id":"s1","name":"metrics","region_code":"us-east-1","service_type":"TIMESCALEDB","status":"ready",
             "endpoint":{"host":"s1.tsdb.cloud.timescale.com","port":34567},"initial_password":"canary",
             "NAME":{"host":"s1.vpc.tsdb.forge.timescale.com","port":5432,"vpc_id":"1337"},
             "connection_pooler":{"endpoint":{"host":"pool","port":"35258"}},"ha_replicas":{"replica_count":1},
             "read_replica_sets":[{"id":"r1","status":"active","endpoint":{"host":"","port":0}}]}
            """.Replace("NAME", name, StringComparison.Ordinal)));
        var service = (await api.GetServiceAsync("s1", default))!;

        Assert.Equal(("READY", "1337"), (service.Record.State, service.VpcId));
        Assert.Equal(
            [("primary", "s1.vpc.tsdb.forge.timescale.com", 5432), ("pooler", "pool", 35258)],
            service.Record.Endpoints.Select(endpoint => (endpoint.Role, endpoint.Host, endpoint.Port)));
        Assert.DoesNotContain("canary", service.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task An_empty_list_comes_in_several_ways(string body)
    {
        var (api, _) = On(StubHandler.Json(body));
        Assert.Empty(await api.ListServicesAsync(default));
    }

    [Fact]
    public async Task What_is_not_there_is_null_or_done()
    {
        var (api, _) = On(StubHandler.Json("""{"code":"NOT_FOUND","message":"no VPC with that id was found"}""", 404));
        Assert.Null(await api.GetVpcAsync("1", default));
        Assert.Null(await api.ListPeeringsAsync("1", default));
        Assert.Null(await api.GetServiceAsync("s", default));
        await api.DeleteVpcAsync("1", default);
        await api.DeletePeeringAsync("1", "2", default);

        var refusal = await Assert.ThrowsAsync<TigerException>(
            () => api.CreatePeeringAsync("1", "111122223333", "us-east-1", "vpc-1", default));
        Assert.True(refusal.IsNotFound);
    }

    [Theory]
    [InlineData(
        400, """{"code":"INVALID","message":"bad","details":"cidr"}""", "CloudRejected",
        "INVALID (status 400): bad: cidr")]
    [InlineData(401, """{"message":"no"}""", "CloudKeyRejected", "no")]
    [InlineData(403, "<html>secret page</html>", "UnreadableAnswer", "status 403")]
    [InlineData(409, """{"code":"CONFLICT","message":"attached"}""", "CloudRejected", "attached")]
    [InlineData(429, "", "Throttled", "429")]
    [InlineData(404, "[]", "UnreadableAnswer", "status 404")]
    public async Task A_refusal_keeps_the_platforms_words(int status, string body, string errorId, string words)
    {
        var (api, _) = On(StubHandler.Json(body, status));
        var refusal = await Assert.ThrowsAsync<TigerException>(() => api.AttachAsync("s1", "1", default));

        var error = refusal.ToError();
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret page", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_ask_for_patience_are_known()
    {
        var (api, _) = On(StubHandler.Json("""{"message":"VPC is Already Being Updated"}""", 400));
        var refusal = await Assert.ThrowsAsync<TigerException>(() => api.DeleteVpcAsync("1", default));
        Assert.True(refusal.IsBusy);
        Assert.False(refusal.HasNoEndpointYet);
    }

    [Fact]
    public async Task A_create_whose_answer_is_lost_is_not_sent_again()
    {
        foreach (var answer in new Func<HttpResponseMessage>[]
        {
            () => throw new HttpRequestException("reset"), () => StubHandler.Json("oops", 500),
            () => StubHandler.Json("{}", 201), () => StubHandler.Json("<html>", 201),
        })
        {
            var stub = new StubHandler((_, _) => answer());
            var api = Api(stub);
            await Assert.ThrowsAsync<UnknownOutcomeException>(
                () => api.CreateVpcAsync("a", "10.0.0.0/16", "us-east-1", default));
            Assert.Single(stub.Requests);
        }
    }

    [Fact]
    public async Task A_busy_platform_is_asked_again_when_it_says_when()
    {
        var (api, stub) = On(StubHandler.Json("", 429), StubHandler.Json(Vpc, 201));
        Assert.Equal("1337", (await api.CreateVpcAsync("prod", "10.30.0.0/20", "us-east-1", default)).Vpc.VpcId);
        Assert.Equal(2, stub.Requests.Count);
    }

    [SharedDataFact(TigerDescription.File)]
    public async Task Every_request_is_in_the_public_description()
    {
        var stub = new StubHandler(
            (request, _) => StubHandler.Json(
                request.Method == HttpMethod.Get && request.Uri.AbsolutePath.EndsWith('s')
                    ? "[]" : """{"id":"1","service_id":"s1"}"""));
        var api = Api(stub);
        await api.ListVpcsAsync(default);
        await api.GetVpcAsync("1", default);
        await api.CreateVpcAsync("prod", "10.30.0.0/20", "us-east-1", default);
        await api.RenameVpcAsync("1", "prod2", default);
        await api.DeleteVpcAsync("1", default);
        await api.ListPeeringsAsync("1", default);
        await api.CreatePeeringAsync("1", "111122223333", "us-east-1", "vpc-1", default);
        await api.DeletePeeringAsync("1", "2", default);
        await api.ListServicesAsync(default);
        await api.GetServiceAsync("s1", default);
        await api.AttachAsync("s1", "1", default);
        await api.DetachAsync("s1", "1", default);

        var description = new TigerDescription();
        Assert.Equal(12, stub.Requests.Count);
        Assert.Empty(stub.Requests.SelectMany(
            request => description.Faults(request, TigerTransport.PublicApi.AbsolutePath)));
    }

    private static (TigerApi Api, StubHandler Stub) On(params HttpResponseMessage[] answers)
    {
        var (api, stub, _) = Raw(answers);
        return (api, stub);
    }

    private static (TigerApi Api, StubHandler Stub, TigerTransport Transport) Raw(params HttpResponseMessage[] answers)
    {
        // Fresh content for each request: the retry loop disposes of what it read.
        var bodies = answers.Select(item => (item, Text: item.Content.ReadAsStringAsync().Result)).ToArray();
        var stub = new StubHandler((_, number) =>
        {
            var (item, text) = bodies[Math.Min(number, bodies.Length - 1)];
            var copy = StubHandler.Json(text, (int)item.StatusCode);
            if (item.StatusCode == HttpStatusCode.TooManyRequests) copy.Headers.RetryAfter = new(TimeSpan.Zero);
            return copy;
        });
        var transport = Transport(stub);
        return (new TigerApi(transport, "rp1"), stub, transport);
    }

    private static TigerApi Api(StubHandler stub) => new(Transport(stub), "rp1");

    private static TigerTransport Transport(StubHandler stub) =>
        new(new Wire(WorkClock.Real, stub), TigerTransport.PublicApi, "pub", new Secret("se:cret"));
}
