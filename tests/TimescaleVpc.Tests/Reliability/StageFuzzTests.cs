using System.Net.Http.Headers;
using System.Text;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;
using Xunit.Abstractions;

namespace TimescaleVpc.Tests.Reliability;

/// <summary>
/// Whole cmdlets and scenarios: what users pass, what platforms answer, and what the sandbox is asked.
/// </summary>
public sealed class StageFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Parameters_of_runbooks()
    {
        var walk = await Walk.StartAsync();
        var (active, aws) = (await walk.PeerAsync(), await AwsGuide.AddedAsync(walk));
        var pair = new AwsPeerPair(new(null, "prod"), new(null, AwsGuide.East));
        var script = new TestServiceRequest { Service = ["mst-metrics"], AsScript = true };
        Func<string, (StageRequest Request, object? Item)>[] calls =
        [
            text => (new GetVpcRequest { Name = text }, null),
            text => (new GetVpcRequest { CloudName = text }, null),
            text => (new GetVpcRequest { VpcId = text }, null),
            text => (AwsGuide.New(name: text), null),
            text => (AwsGuide.New(region: text), null),
            text => (AwsGuide.New(cidr: text), null),
            text => (new NewVpcRequest { CloudName = text, Cidr = "10.77.0.0/24" }, null),
            text => (new NewVpcRequest { CloudName = Walk.West, Cidr = text }, null),
            text => (new RenameVpcRequest { NewName = text }, new VpcRef(null, aws.VpcId)),
            text => (new RemoveVpcRequest(), new VpcRef(null, text)),
            text => (new GetVNetRequest { Name = text }, null),
            text => (new GetVNetRequest { ResourceGroupName = text }, null),
            text => (new GetVNetRequest { VNetId = text }, null),
            text => (new GrantPeerRoleRequest(), Walk.Pair(vnet: text)),
            text => (new GrantPeerRoleRequest { ResourceGroupName = text }, Walk.Pair()),
            text => (Walk.GrantRequest with { AppId = text }, Walk.Pair()),
            text => (Walk.GrantRequest with { OwnRoleId = text }, Walk.Pair()),
            text => (Walk.GrantRequest with { PlatformAppId = text }, Walk.Pair()),
            text => (Walk.GrantRequest with { Scope = text }, Walk.Pair()),
            text => (new GetPeeringRequest(), new PeeringRef(null, null, new(null, text))),
            text => (new GetPeeringRequest { ResourceGroupName = text }, null),
            text => (new GetPeeringRequest { State = text }, null),
            text => (new WaitPeeringRequest(), new PeeringRef(null, new(null, text), new(null, "Prod-VNet"))),
            text => (new ApprovePeeringRequest(), new PeeringRef(null, new(null, Walk.West), new(null, text))),
            text => (new ApprovePeeringRequest { RouteTableId = [text] }, aws),
            text => (new ApprovePeeringRequest { SubnetId = [text] }, aws),
            text => (new ApprovePeeringRequest { RequesterAccountId = text }, aws),
            text => (new AddPeeringRequest(), new AwsPeerPair(new(null, "prod"), new(null, text))),
            text => (new AddPeeringRequest(), pair with { AwsVpc = pair.AwsVpc with { AwsRegion = text } }),
            text => (new AddPeeringRequest(), pair with { AwsVpc = pair.AwsVpc with { AwsAccountId = text } }),
            text => (new GetAwsVpcRequest { AwsVpcId = [text] }, null),
            text => (new GetAwsVpcRequest { Name = text }, null),
            text => (new GetAwsVpcRequest { AwsRegion = [text] }, null),
            text => (new GrantEgressRequest { SecurityGroupId = text }, aws),
            text => (new GrantEgressRequest { AttachTo = [text] }, aws),
            text => (new GetServiceRequest { Service = [text] }, null),
            text => (new SetServiceRequest { Service = [text] }, active),
            text => (new TestServiceRequest { Service = [text] }, null),
            text => (new TestServiceRequest { Service = ["mst-metrics"], From = text }, null),
            text => (script with { ReadCredential = () => (text, text) }, null),
        ];
        string[] samples =
        [
            "prod", Walk.West, "us-east-1", "10.30.0.0/20", "Prod-VNet", "Network-RG/Prod-VNet", active.VNetId!,
            active.AppId!, active.OwnRoleId!, AwsGuide.East, "rtb-0a1b2c3d4e5f60718", "sg-0a1b2c3d4e5f60718", "mst-*",
            "VNet", "Outside", "111122223333", "PENDING_PEER",
        ];
        Fuzz.Check(
            output, "parameters",
            Fuzz.Cases(random => new Parameter(
                random.Next(calls.Length), Mutation.OfText(samples[random.Next(samples.Length)], random))),
            async parameter =>
            {
                var (request, item) = calls[parameter.Call](parameter.Text);
                // Planned, so that the next input finds the same world.
                var sink = new Collector(planning: true);
                await walk.RunAsync<object>(request, sink, item);
                Assert.DoesNotContain(sink.Errors, error => error.ErrorId == "UnexpectedError");
            },
            2000);
    }

    /// <summary>
    /// One answer of a run, or all from one on, can be parsed and is false. It may have lied about ids, so nothing is
    /// asked of the world in the end.
    /// </summary>
    [Theory]
    [MemberData(nameof(FaultMatrixTests.Names), MemberType = typeof(FaultMatrixTests))]
    public async Task Answers_that_are_well_formed_and_false(string name)
    {
        var scenario = AllScenarios.Find(name);
        var kinds = (await FaultMatrix.OfAsync(scenario)).Kinds.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .ToArray();
        var outcomes = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        Fuzz.Check(
            output, $"false answers, {name}",
            Fuzz.Cases(random =>
            {
                var (kind, count) = kinds[random.Next(kinds.Length)];
                return new FalseReply(kind, random.Next(count), random.Next(3) == 0, random.Next());
            }),
            async reply =>
            {
                var (answerCount, armed) = (0, false);
                var spoiler = new Listener(async (exchange, response) =>
                {
                    if (!armed || exchange.Kind != reply.Kind) return;
                    var number = answerCount++;
                    if (number < reply.From || number > reply.From && !reply.Always) return;
                    var text = await response.Content.ReadAsStringAsync();
                    var random = new Random(reply.Seed);
                    var spoilt = text.TrimStart() is ['<', ..]
                        ? Mutation.OfXml(text, random) : Mutation.OfJson(text, random);
                    var type = response.Content.Headers.ContentType;
                    response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(spoilt));
                    response.Content.Headers.ContentType = type;
                });
                var world = new WatchedWorld();
                await new Run(world, spoiler).PlayAsync(scenario.Before);
                armed = true;
                var run = new Run(world, spoiler) { StopsAtErrors = true };
                await run.PlayAsync(scenario.Steps).WaitAsync(Hang.Limit);
                if (run.Errors.FirstOrDefault(error => !Fuzz.IsOurs(error)) is { } defect)
                    Assert.Fail($"{defect.Message} {string.Join('\n', run.Traces)}");
                Assert.InRange(world.Requests.Length, 1, 5000);
                outcomes.AddOrUpdate(run.Errors.Count == 0 ? "success" : "error of ours", 1, (_, count) => count + 1);
            },
            60, byNight: 5000);
        Numbers.Say(output, "fuzz.txt",
            $"false answers, {name}: {string.Join(", ", outcomes.Select(pair => $"{pair.Value} {pair.Key}"))}");
    }

    [Fact]
    public async Task Requests_to_the_sandbox()
    {
        var all = await Recordings.AllAsync();
        var world = new TimescaleVpc.Sandbox.SandboxWorld();
        await new Run(world).PlayAsync(AllScenarios.Aws());
        using var http = new HttpClient(world.CreateHandler());
        Fuzz.Check(
            output, "sandbox requests",
            Fuzz.Cases(random => FalseRequest.Make(all[random.Next(all.Length)], random)),
            async falseRequest =>
            {
                using var request = falseRequest.Message();
                if (request is null) return;
                using var response = await http.SendAsync(request);
                Assert.InRange((int)response.StatusCode, 200, 499);
            });
    }

    private sealed record Parameter(int Call, string Text);

    /// <param name="Kind">The kind of request whose answer is spoilt.</param>
    /// <param name="From">The first one that is.</param>
    /// <param name="Always">Whether all after it are, too.</param>
    /// <param name="Seed">How.</param>
    private sealed record FalseReply(string Kind, int From, bool Always, int Seed);

    private sealed record FalseRequest(
        string Method, string Address, KeyValuePair<string, string>[] Headers, string Body, string? Type)
    {
        public static FalseRequest Make(Recording of, Random random)
        {
            var (address, body, headers) = (of.Address.AbsoluteUri, of.Body, of.Headers.ToArray());
            var host = of.Address.GetLeftPart(UriPartial.Authority);
            switch (random.Next(5))
            {
                case 0:
                    address = host + "/" + Mutation.OfText(address[(host.Length + 1)..], random);
                    break;
                case 1 when headers.Length > 0:
                    var at = random.Next(headers.Length);
                    headers[at] = new(headers[at].Key, Mutation.OfText(headers[at].Value, random));
                    break;
                case 2:
                    return new(random.Next(2) == 0 ? "DELETE" : "PUT", address, headers, body, of.Type);
                default:
                    body = Mutation.Of(body, random);
                    break;
            }

            return new(of.Method.Method, address, headers, body, of.Type);
        }

        /// <summary>Null if .NET itself does not take such an address.</summary>
        public HttpRequestMessage? Message()
        {
            if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
                return null;
            var message = new HttpRequestMessage(new HttpMethod(Method), address)
            {
                Content = Body.Length == 0 ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(Body)),
            };
            if (message.Content is not null && MediaTypeHeaderValue.TryParse(Type, out var type))
                message.Content.Headers.ContentType = type;
            foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
            return message;
        }
    }
}
