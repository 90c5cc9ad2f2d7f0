using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using TimescaleVpc.Engine;
using TimescaleVpc.Engine.ManagedService;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Sandbox;
using TimescaleVpc.Sandbox.Server;

namespace TimescaleVpc.Benchmarks;

/// <summary>
/// What runs often: in a fleet for each peering and poll, in the tests for each of some 200,000 requests.
/// </summary>
[MemoryDiagnoser]
public class Benchmarks : IDisposable
{
    private readonly PeeringEngine engine = new();
    private readonly HttpMessageInvoker wire = new(new SandboxWorld().CreateHandler());
    private readonly string vpc = Vpc(connections: 200);
    private readonly AddressRange[] ranges =
        [.. Enumerable.Range(0, 200).Select(i => AddressRange.Parse($"10.{i}.0.0/16"))];

    [GlobalCleanup]
    public void Dispose()
    {
        wire.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The whole Azure walkthrough in process, from the sign-in to ACTIVE, platforms and all.</summary>
    [Benchmark]
    public async Task Walkthrough()
    {
        var session =
            await RunAsync<TimescaleSession>(new ConnectRequest { Sandbox = true, SessionId = 1 }, null, null);
        var grant = await RunAsync<AzurePeerGrant>(
            new GrantPeerRoleRequest { ResourceGroupName = "Network-RG" },
            new PeerPair(new VpcRef(null, "timescale-azure-westeurope"), new VNetRef(null, "Prod-VNet")), session);
        var addedPeering = await RunAsync<VpcPeering>(new AddPeeringRequest(), grant, session);
        var approvedPeering = await RunAsync<VpcPeering>(new ApprovePeeringRequest(), addedPeering, session);
        await RunAsync<VpcPeering>(new WaitPeeringRequest(), approvedPeering, session);
    }

    /// <summary>One request to the sandbox, from the wire to the answer.</summary>
    [Benchmark]
    public async Task<int> SandboxRequest()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.aiven.io/v1/project/demo-mst/vpcs");
        request.Headers.TryAddWithoutValidation("Authorization", "aivenv1 sandbox-mst-token");
        using var response = await wire.SendAsync(request, CancellationToken.None);
        return (int)response.StatusCode;
    }

    /// <summary>One poll of a VPC with 200 connections, from its text.</summary>
    [Benchmark]
    public int ReadVpc() => MstReader.Vpc(JsonNode.Parse(vpc), "demo-mst")!.Peerings.Count;

    /// <summary>Each of 200 ranges against each.</summary>
    [Benchmark]
    public int Overlaps() => ranges.Sum(one => ranges.Count(other => one.Overlaps(other)));

    private static string Vpc(int connections) => new JsonObject
    {
        ["project_vpc_id"] = "3f0d8b1c-6a72-4c35-9e14-a7d5b2c80f01",
        ["cloud_name"] = "timescale-azure-westeurope",
        ["network_cidr"] = "10.200.0.0/24",
        ["state"] = "ACTIVE",
        ["peering_connections"] = new JsonArray([.. Enumerable.Range(0, connections).Select(i => new JsonObject
        {
            ["peer_cloud_account"] = "0b1f6471-1bf0-4dda-aec3-cb9272f09590",
            ["peer_resource_group"] = "fleet-rg",
            ["peer_vpc"] = $"net-{i}",
            ["peer_azure_app_id"] = "80ace10a-aff7-42ef-8613-e51e01a045ba",
            ["peer_azure_tenant_id"] = "6a1f0c3e-52b7-4d0e-9c1d-7e3b5a90c411",
            ["state"] = "PENDING_PEER",
            ["state_info"] = new JsonObject
            {
                ["type"] = "azure", ["message"] = "waiting", ["to-tenant-id"] = "d2b5c7a8-0f64-4e1b-8a3d-61c9e0f2b7d4",
                ["to-network-id"] = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v",
            },
        })]),
    }.ToJsonString();

    private async Task<T> RunAsync<T>(StageRequest request, object? item, TimescaleSession? session)
    {
        var sink = new ConsoleSink();
        await using var stage = engine.Open(request with { CurrentSession = session }, sink);
        await stage.ProcessAsync(item, CancellationToken.None);
        await stage.EndAsync(CancellationToken.None);
        return (T)sink.Results[0];
    }
}
