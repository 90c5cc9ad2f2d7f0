using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>The calls of Timescale Cloud's public API that peering needs. One project, one key.</summary>
internal sealed class TigerApi(TigerTransport transport, string project)
{
    public string Project => project;

    /// <summary>The identity and the project of the key.</summary>
    public static async Task<TigerIdentity> GetIdentityAsync(TigerTransport transport, CancellationToken cancel)
    {
        const string What = "read whom the key belongs to";
        var answer = await transport.GetAsync(What, ["auth", "info"], absentIsNull: false, cancel);
        return answer is JsonObject ? TigerReader.Identity(answer) : throw transport.Unreadable(What);
    }

    public async Task<IReadOnlyList<TigerVpc>> ListVpcsAsync(CancellationToken cancel) =>
        await ListAsync("list the project's VPCs", ["vpcs"], Vpc, cancel);

    /// <summary>One VPC; null if there is none (any more).</summary>
    public Task<TigerVpc?> GetVpcAsync(string vpcId, CancellationToken cancel) =>
        transport.FindAsync($"read VPC {vpcId}", Path("vpcs", vpcId), Vpc, cancel);

    /// <summary>Makes a VPC. It is not ready yet when this returns.</summary>
    public async Task<TigerVpc> CreateVpcAsync(string name, string cidr, string region, CancellationToken cancel)
    {
        var what = $"create VPC {name}";
        var body = new JsonObject { ["name"] = name, ["cidr"] = cidr, ["region_code"] = region };
        var answer = await transport.PostAsync(what, Path("vpcs"), body, cancel);
        return Vpc(answer) ?? throw transport.Unreadable(what, changes: true);
    }

    public Task RenameVpcAsync(string vpcId, string name, CancellationToken cancel)
    {
        // The answer is a message, or the VPC: both mean done.
        var body = new JsonObject { ["name"] = name };
        return transport.PostAsync($"rename VPC {vpcId}", Path("vpcs", vpcId, "rename"), body, cancel);
    }

    /// <summary>Deletes a VPC; one that is gone is fine.</summary>
    public Task DeleteVpcAsync(string vpcId, CancellationToken cancel) =>
        transport.DeleteAsync($"delete VPC {vpcId}", Path("vpcs", vpcId), cancel);

    /// <summary>A VPC's peerings; null if there is no such VPC, or if it is not ready.</summary>
    public async Task<IReadOnlyList<PlatformPeering>?> ListPeeringsAsync(string vpcId, CancellationToken cancel)
    {
        try
        {
            return await ListAsync(
                $"list the peerings of VPC {vpcId}", ["vpcs", vpcId, "peerings"], TigerReader.Peering, cancel);
        }
        catch (TigerException error) when (error.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// Asks for a peering with an AWS VPC. Not idempotent: after a lost answer the caller looks at the list first. A
    /// VPC that is not ready answers "not found".
    /// </summary>
    public async Task<PlatformPeering> CreatePeeringAsync(
        string vpcId, string account, string region, string peerVpcId, CancellationToken cancel)
    {
        var what = $"request the peering with {peerVpcId}";
        var body = new JsonObject
        {
            ["peer_account_id"] = account, ["peer_region_code"] = region, ["peer_vpc_id"] = peerVpcId,
        };
        var answer = await transport.PostAsync(what, Path("vpcs", vpcId, "peerings"), body, cancel);
        return TigerReader.Peering(answer) ?? throw transport.Unreadable(what, changes: true);
    }

    /// <summary>Deletes a peering; one that is gone is fine.</summary>
    public Task DeletePeeringAsync(string vpcId, string peeringId, CancellationToken cancel) =>
        transport.DeleteAsync($"delete peering {peeringId}", Path("vpcs", vpcId, "peerings", peeringId), cancel);

    public async Task<IReadOnlyList<FoundService>> ListServicesAsync(CancellationToken cancel) =>
        await ListAsync("list the project's services", ["services"], Service, cancel);

    /// <summary>One service; null if there is none.</summary>
    public Task<FoundService?> GetServiceAsync(string serviceId, CancellationToken cancel) =>
        transport.FindAsync($"read service {serviceId}", Path("services", serviceId), Service, cancel);

    /// <summary>
    /// The project's IP allow lists; null where the platform does not serve this preview. A service with one cannot be
    /// put in a VPC, and which services have one is not shown.
    /// </summary>
    public async Task<IReadOnlyList<AllowList>?> ListAllowListsAsync(CancellationToken cancel) =>
        await transport.FindAsync(
            "list the project's IP allow lists", Path("allow-lists"), answer => answer.All(TigerReader.AllowList),
            cancel);

    /// <summary>Puts a service in a VPC. It is accepted at once and done minutes later.</summary>
    public Task AttachAsync(string serviceId, string vpcId, CancellationToken cancel) =>
        MoveAsync($"attach service {serviceId} to VPC {vpcId}", serviceId, "attachToVPC", vpcId, cancel);

    /// <summary>Takes a service out of the VPC that it is in: it is on the public internet then.</summary>
    public Task DetachAsync(string serviceId, string vpcId, CancellationToken cancel) =>
        MoveAsync($"detach service {serviceId} from VPC {vpcId}", serviceId, "detachFromVPC", vpcId, cancel);

    private TigerVpc? Vpc(JsonNode? node) => TigerReader.Vpc(node, project);

    private FoundService? Service(JsonNode? node) => TigerReader.Service(node, project);

    private Task<JsonNode?> MoveAsync(string what, string serviceId, string verb, string vpcId,
        CancellationToken cancel)
    {
        var body = new JsonObject { ["vpc_id"] = vpcId };
        return transport.PostAsync(what, Path("services", serviceId, verb), body, cancel);
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string what, string[] path, Func<JsonNode?, T?> read, CancellationToken cancel)
        where T : class =>
        await transport.GetAsync(what, Path(path), absentIsNull: false, cancel) switch
        {
            null => [],
            var answer => Json.All(answer, read) ?? throw transport.Unreadable(what),
        };

    private string[] Path(params string[] segments) => ["projects", project, .. segments];
}
