using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>The calls of the managed service's API that peering needs. One project, one token.</summary>
internal sealed class MstApi(MstTransport transport, string project)
{
    public string Project => project;

    public Task<IReadOnlyList<Vpc>> ListVpcsAsync(CancellationToken cancel) =>
        ListAsync("list the project's VPCs", "vpcs", "vpcs", node => MstReader.Vpc(node, project)?.Vpc, cancel);

    /// <summary>One VPC with its peering connections; null if there is none (any more).</summary>
    public Task<MstVpc?> GetVpcAsync(string vpcId, CancellationToken cancel) =>
        // Without the list a connection that is there would look as if it had gone.
        transport.FindAsync(
            $"read VPC {vpcId}", Path("vpcs", vpcId),
            answer => answer.Get("peering_connections") is JsonArray ? MstReader.Vpc(answer, project) : null, cancel);

    public async Task<Vpc?> CreateVpcAsync(string cloudName, string cidr, CancellationToken cancel)
    {
        var body = new JsonObject
        {
            ["cloud_name"] = cloudName, ["network_cidr"] = cidr, ["peering_connections"] = new JsonArray(),
        };
        var answer = await transport.PostAsync($"create a VPC in {cloudName}", Path("vpcs"), body, cancel);
        return MstReader.Vpc(answer, project)?.Vpc;
    }

    public Task DeleteVpcAsync(string vpcId, CancellationToken cancel) =>
        transport.DeleteAsync($"delete VPC {vpcId}", Path("vpcs", vpcId), cancel);

    /// <summary>
    /// Asks for a peering. The service takes a repeated request as the same one, or as a new try of one that failed;
    /// its answer is incomplete, so the state is read from the VPC afterwards. It takes names in lower case only.
    /// </summary>
    public Task RequestPeeringAsync(string vpcId, PlatformPeering peer, CancellationToken cancel)
    {
        var body = new JsonObject();
        foreach (var (name, value) in new[]
        {
            ("peer_cloud_account", peer.Account), ("peer_resource_group", peer.ResourceGroup),
            ("peer_vpc", peer.Network), ("peer_region", peer.Region), ("peer_azure_app_id", peer.AppId),
            ("peer_azure_tenant_id", peer.TenantId),
        })
        {
            if (value is { Length: > 0 }) body[name] = value.ToLowerInvariant();
        }

        return transport.PostAsync(
            $"request the peering with {peer.Peer}", Path("vpcs", vpcId, "peering-connections"), body, cancel);
    }

    /// <summary>
    /// Deletes a peering. Its address has the parts that tell it from others: a group in Azure, a region where it is
    /// not the VPC's own.
    /// </summary>
    public Task DeletePeeringAsync(string vpcId, PlatformPeering peer, CancellationToken cancel)
    {
        string[] parts =
        [
            "peer-accounts", peer.Account, .. Part("peer-resource-groups", peer.ResourceGroup),
            "peer-vpcs", peer.Network, .. Part("peer-regions", peer.Region),
        ];
        return transport.DeleteAsync(
            $"delete the peering with {peer.Peer}",
            Path(["vpcs", vpcId, "peering-connections", .. parts.Select(part => part.ToLowerInvariant())]), cancel);

        static string[] Part(string name, string? value) => value is { Length: > 0 } ? [name, value] : [];
    }

    /// <summary>
    /// Asks the service to read the states of a VPC's peerings anew; they change later. Newer than the other calls, so
    /// a service may not know it.
    /// </summary>
    public Task RefreshPeeringsAsync(string vpcId, CancellationToken cancel) =>
        transport.PostAsync(
            $"refresh the peerings of VPC {vpcId}", Path("vpcs", vpcId, "peering-connections", "refresh"), body: null,
            cancel);

    /// <summary>
    /// The roles of the token's owner in the project; none where the service shows none, which says nothing of what
    /// they may do.
    /// </summary>
    public async Task<IReadOnlyList<string>> GetRolesAsync(CancellationToken cancel)
    {
        const string What = "read whose the token is";
        var answer = await transport.GetAsync(What, ["me"], absentIsNull: false, cancel);
        return answer.Get("user") is JsonObject user
            ? MstReader.Roles(user, project) : throw transport.Unreadable(What);
    }

    public Task<IReadOnlyList<string>> ListCloudsAsync(CancellationToken cancel) =>
        ListAsync("list the project's clouds", "clouds", "clouds", item => item.Text("cloud_name"), cancel);

    public Task<IReadOnlyList<FoundService>> ListServicesAsync(CancellationToken cancel) =>
        ListAsync(
            "list the project's services", "service", "services", node => MstReader.Service(node, project), cancel);

    /// <summary>One service; null if there is none.</summary>
    public Task<FoundService?> GetServiceAsync(string name, CancellationToken cancel) => transport.FindAsync(
        $"read service {name}", Path("service", name), answer => MstReader.Service(answer.Get("service"), project),
        cancel);

    /// <summary>Puts a service in a VPC, or on the public internet with null.</summary>
    public Task MoveServiceAsync(string name, string? vpcId, CancellationToken cancel)
    {
        // Three-valued: null is the public internet, and leaving the member out would change nothing.
        var body = new JsonObject { ["project_vpc_id"] = vpcId };
        return transport.PutAsync($"move service {name}", Path("service", name), body, cancel);
    }

    /// <summary>The certificate of the project's own CA, PEM; null if the service gives none.</summary>
    public async Task<string?> GetCaAsync(CancellationToken cancel)
    {
        var answer = await transport.GetAsync(
            "read the project's CA certificate", Path("kms", "ca"), absentIsNull: true, cancel);
        return answer.Text("certificate");
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string what, string path, string member, Func<JsonNode?, T?> read, CancellationToken cancel)
        where T : class
    {
        var answer = await transport.GetAsync(what, Path(path), absentIsNull: false, cancel);
        return answer.Get(member).All(read) ?? throw transport.Unreadable(what);
    }

    private string[] Path(params string[] segments) => ["project", project, .. segments];
}
