using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;
using TimescaleVpc.Tests.Aws;
using TimescaleVpc.Tests.Scenarios;
using TimescaleVpc.Tests.Support;

namespace TimescaleVpc.Tests.Managed;

/// <summary>
/// Every request of the engine to the managed service, and every answer of the sandbox, held against the vendor's own
/// description.
/// </summary>
public sealed class MstContractTests
{
    private const string OnAws = "timescale-aws-us-east-1";

    /// <summary>What no walk on the sandbox asks for; it is answered to other clients.</summary>
    private static readonly string[] OfOthers =
    [
        "Mst.GetCa", "Mst.GetMe", "Mst.GetProject", "Mst.ListPeeringTypes", "Mst.PutPeerCidrs",
    ];

    [SharedDataFact(MstDescription.File)]
    public void Every_route_of_the_sandbox_is_a_described_call()
    {
        var knownNames = new MstDescription().Calls.Select(Plain).ToHashSet();
        var routes = new MstHost(new World(1, 1)).Table.Routes.Select(route =>
            Plain($"{route.Method} {route.Pattern["/v1".Length..]}"));
        Assert.DoesNotContain(routes, route => !knownNames.Contains(route));

        static string Plain(string call) => System.Text.RegularExpressions.Regex.Replace(call, "{[^}]+}", "{}");
    }

    /// <summary>
    /// Both walkthroughs, there and back, moves of services, VPCs, and what a platform refuses or fails.
    /// </summary>
    [SharedDataFact(MstDescription.File)]
    public async Task Every_exchange_of_the_engine_fits_the_description()
    {
        var exchanges = new ConcurrentQueue<(string Kind, MstExchange One)>();
        foreach (var walkthrough in new Func<Walk, Task>[] { AzureAsync, AzureFailsAsync, OnAwsAsync, VpcsAsync })
        {
            var world = new WatchedWorld().Behind(new Listener(async (exchange, response) =>
            {
                var address = exchange.Request.RequestUri!;
                if (address.Host == "api.aiven.io") exchanges.Enqueue((exchange.Kind, new MstExchange(
                    exchange.Request.Method.Method, address.PathAndQuery["/v1".Length..], exchange.Body,
                    (int)response.StatusCode, await response.Content.ReadAsStringAsync())));
            }));
            await walkthrough(
                await Walk.StartAsync(new ConnectRequest { Sandbox = true, World = world, SessionId = 1 }));
        }

        var description = new MstDescription();
        Assert.Empty(exchanges.SelectMany(item => description.Faults(item.One)).Distinct().Order());
        Assert.Equal(
            new SandboxWorld().RequestKinds.Where(kind => kind.StartsWith("Mst.", StringComparison.Ordinal))
                .Except(OfOthers).Order(),
            exchanges.Select(item => item.Kind).Distinct().Order());
    }

    /// <summary>What the engine does not ask for, and refusals; in each habit that the description allows.</summary>
    [SharedDataFact(MstDescription.File)]
    public async Task Every_other_answer_of_the_sandbox_fits_the_description()
    {
        using var client = new Sandbox.Client();
        var (description, faults) = (new MstDescription(), new List<string>());
        const string Project = "/project/demo-mst", West = $"{Project}/vpcs/{Sandbox.Client.WestVpc}";
        async Task Check(int status, string method, string path, string body = "")
        {
            var reply = await Sandbox.Client.Expect(
                status, client.Mst(method, path, body.Length == 0 ? null : body));
            faults.AddRange(description.Faults(new MstExchange(method, path, body, reply.Status, reply.Text)));
        }

        await Check(200, "GET", "/me");
        await Check(200, "GET", "/project");
        await Check(200, "GET", Project);
        await Check(200, "GET", "/clouds");
        await Check(200, "GET", $"{Project}/vpc-peering-connection-types");
        await new Sandbox.Walk(client).UpToPending();
        var member = $"\"peer_cloud_account\":\"{Sandbox.Client.Subscription.Split('/')[2]}\","
            + "\"peer_vpc\":\"prod-vnet\",\"peer_resource_group\":\"network-rg\"";
        await Check(200, "PUT", $"{West}/user-peer-network-cidrs", $$"""{"add":[{"cidr":"10.1.8.0/24",{{member}}}]}""");
        await Check(200, "PUT", $"{West}/user-peer-network-cidrs", """{"delete":["10.1.8.0/24"]}""");
        await Check(200, "POST", $"{West}/peering-connections/refresh");
        client.World.Settings.PeeringLeavesOut = true;
        await Check(200, "GET", West);
        foreach (var state in client.World.OutsideChanges.Where(change =>
            change.StartsWith("SetPeeringState:", StringComparison.Ordinal)))
        {
            client.World.Change(state, Sandbox.Client.ProdVNet);
            await Check(200, "GET", West);
        }

        await Check(404, "GET", $"{Project}/service/none");
        await Check(200, "DELETE", West);
        await Check(409, "POST", $"{West}/peering-connections", $$"""{ {{member}} }""");
        foreach (var (code, bad) in new[] { (401, "wrong"), (403, "wrong"), (403, "sandbox-readonly-token") })
        {
            client.World.Settings.BadTokenStatus = code;
            client.MstToken = bad;
            await Check(code, "POST", $"{West}/peering-connections/refresh");
        }

        Assert.Empty(faults);
    }

    [SharedDataFact(MstDescription.File)]
    public void The_check_itself_finds_mistakes()
    {
        var description = new MstDescription();
        var vpc = JsonNode.Parse(
            """
            {"cloud_name":7,"create_time":null,"network_cidr":"10.200.0.0/24 and more","project_vpc_id":"1",
             "state":"BUSY","colour":"red","peering_connections":[{"state":"ERROR","state_info":{"message":"m"}},null]}
            """);
        var faults = description.Check("VpcGetResponse", vpc);
        foreach (var fault in new[]
        {
            "VpcGetResponse.cloud_name must not be 7", "VpcGetResponse.network_cidr has a length of 22",
            "VpcGetResponse.project_vpc_id has a length of 1", "VpcGetResponse.state must not be 'BUSY'",
            "VpcGetResponse.colour is unknown", "VpcGetResponse.update_time is missing",
            "VpcGetResponse.peering_connections[].state_info.type is missing",
            "VpcGetResponse.peering_connections[].peer_vpc is missing",
            "VpcGetResponse.peering_connections[] must not be null",
        })
            Assert.Contains(fault, faults);

        string[] Of(string method, string path, string body, int status, string answer) =>
            [.. description.Faults(new MstExchange(method, path, body, status, answer))];
        Assert.Contains("no such call",
            Assert.Single(Of("GET", "/project/p/vpcs/v/peering-connections", "", 200, "{}")),
            StringComparison.Ordinal);
        Assert.Contains(Of("GET", "/project/p/vpcs?limit=1", "", 200, """{"vpcs":[]}"""),
            fault => fault.EndsWith("no call has a query", StringComparison.Ordinal));
        Assert.Contains(Of("POST", "/project/p/vpcs", """{"cloud_name":"c"}""", 404, """{"message":"m"}"""),
            fault => fault.EndsWith("request.peering_connections is missing", StringComparison.Ordinal));
        Assert.Contains(Of("GET", "/project/p/vpcs", "", 404, """{"message":"m"}"""),
            fault => fault.EndsWith("an error has no list", StringComparison.Ordinal));
    }

    private static async Task AzureAsync(Walk walk)
    {
        walk.World.Settings.NullStateInfoWhenActive = false;
        var active = await walk.PeerAsync();
        await walk.OneAsync<VpcPeering>(new GetPeeringRequest(), active);
        var service = await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, active);
        await walk.OneAsync<ServiceVpcTest>(new TestServiceRequest(), service);
        await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest { IncludeService = true }, active);
    }

    /// <summary>The platform may not look, looks later, and then fails; a service in the VPC keeps it.</summary>
    private static async Task AzureFailsAsync(Walk walk)
    {
        var grant = await walk.GrantAsync();
        walk.World.Change("DeleteRoleAssignment", grant.PlatformRoleAssignmentId!);
        await walk.FailsAsync("PeeringRejectedByPeer", new AddPeeringRequest { Timeout = TimeSpan.FromMinutes(1) },
            grant with { AssignedAt = null });
        walk.World.Change("RevokeMstToken", "*");
        await walk.FailsAsync("TokenRejected", new GetVpcRequest { CloudName = Walk.West }, null);
    }

    private static async Task OnAwsAsync(Walk walk)
    {
        foreach (var (network, region) in new[] { (AwsGuide.East, null), (AwsGuide.West, "eu-west-1") })
        {
            var vpc = await walk.OneAsync<Vpc>(new NewVpcRequest { CloudName = OnAws, Cidr = "10.203.0.0/24" }, null);
            var addedPeering = await walk.OneAsync<VpcPeering>(
                new AddPeeringRequest(), AwsGuide.Pair(vpc, network, region));
            var approvedPeering = await walk.OneAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering);
            var active = await walk.OneAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering);
            await walk.OneAsync<PeeringUndo>(new UndoPeeringRequest(), active);
        }
    }

    private static async Task VpcsAsync(Walk walk)
    {
        var vpc = await walk.OneAsync<Vpc>(new NewVpcRequest { CloudName = Walk.West, Cidr = "10.204.0.0/24" }, null);
        await walk.OneAsync<ServiceVpc>(new SetServiceRequest { Service = ["mst-metrics"] }, new VpcRef(vpc, null));
        await walk.FailsAsync("VpcInUse", new RemoveVpcRequest(), new VpcRef(vpc, null));
        await walk.RunAsync<ServiceVpc>(
            new SetServiceRequest { Service = ["mst-metrics"], Public = true, Force = true }, null, [null]);
        await walk.RunAsync<Vpc>(new RemoveVpcRequest(), null, new VpcRef(vpc, null));
        Assert.Empty(walk.Said.Errors);
    }
}
