using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// Turns the managed service's JSON into our records. Unknown members are ignored, missing ones are null.
/// </summary>
internal static class MstReader
{
    public static MstVpc? Vpc(JsonNode? node, string project)
    {
        if (node.Text("project_vpc_id") is not { } id) return null;

        var cloudName = node.Text("cloud_name") ?? "";
        var cloud = CloudNames.Cloud(cloudName);
        var state = node.Text("state") ?? "";
        var vpc = new Vpc
        {
            VpcId = id, Platform = PlatformNames.ManagedService, Project = project, Cloud = cloud,
            CloudName = cloudName, Region = CloudNames.Region(cloudName),
            Cidr = AddressRange.Canonical(node.Text("network_cidr") ?? ""), State = state,
            Phase = MstVpcStates.Phase(state), CreatedAt = node.Time("create_time")?.UtcDateTime,
        };
        return new(vpc, [.. node.Items("peering_connections").Select(item => Peering(item, cloud))]);
    }

    /// <summary>
    /// A peering connection, which lies in the cloud of its VPC. The service keeps Azure's names in lower case.
    /// </summary>
    public static PlatformPeering Peering(JsonNode? node, Cloud cloud)
    {
        // The keys differ by state and cloud; null once the connection is ACTIVE.
        var info = node.Get("state_info");
        var texts = new[] { info.Text("message") }.Concat(info.Items("warnings").Select(item => item.Text("message")));
        var message = string.Join(" ", texts.Where(text => !string.IsNullOrEmpty(text)));
        var (account, network) = (node.Text("peer_cloud_account") ?? "", node.Text("peer_vpc") ?? "");
        var (group, state) = (node.Text("peer_resource_group"), node.Text("state") ?? "");
        var (peerCloud, networkId) = CloudNames.Network(cloud, account, group, network);
        return new()
        {
            State = state, Phase = MstPeeringStates.Phase(state), Failure = MstPeeringStates.Failure(state),
            Message = message.Length == 0 ? null : message,
            Cloud = peerCloud, NetworkId = networkId, Account = account, ResourceGroup = group,
            Region = node.Text("peer_region") ?? "", Network = network,
            AwsPeeringId = info.Text("aws_vpc_peering_connection_id"),
            AppId = node.Text("peer_azure_app_id"), TenantId = node.Text("peer_azure_tenant_id"),
            RemoteTenantId = info.Text("to-tenant-id"), RemoteNetworkId = info.Text("to-network-id"),
        };
    }

    /// <summary>The roles in a project; none where the answer shows none.</summary>
    public static IReadOnlyList<string> Roles(JsonNode? user, string project) =>
        user.Get("project_memberships").Texts(project) is { Length: > 0 } roles ? roles
        : user.Get("project_membership").Text(project) is { } role ? [role] : [];

    /// <summary>Entries are texts, or objects with a description; null if one is neither.</summary>
    private static string[]? IpFilter(JsonNode? node) => node.All(item => item is JsonObject ? item.Text("network")
        : item is JsonValue value && value.TryGetValue<string>(out var text) ? text : null) is { } entries
            ? [.. entries.Select(AddressRange.OfAddress)] : null;

    public static FoundService? Service(JsonNode? node, string project)
    {
        if (node.Text("service_name") is not { } name) return null;

        var uri = node.Get("service_uri_params");
        var (host, port) = (uri.Text("host") ?? "", uri.Number("port") ?? 0);
        var (vpcId, cloudName, state) = (
            node.Text("project_vpc_id"), node.Text("cloud_name"), node.Text("state") ?? "");
        var record = new ServiceVpc
        {
            Service = name, ServiceId = name, Platform = PlatformNames.ManagedService, Project = project,
            ServiceType = node.Text("service_type") ?? "", CloudName = cloudName, State = state, VpcId = vpcId,
            // A VPC of this platform is called after its cloud, which is its services' as well.
            VpcName = vpcId is null ? null : cloudName,
            Database = uri.Text("dbname"), UserName = uri.Text("user"),
        };
        return new(
            record.At(host, port, [new() { Role = "primary", Host = host, Port = port }]),
            IsSettled: Same(state, "RUNNING"))
        {
            IsMoving = Same(state, "REBUILDING") || Same(state, "REBALANCING"),
            Password = uri.Text("password") is { } password ? new Secret(password) : null,
            IpFilter = IpFilter(node.Get("user_config").Get("ip_filter")),
            PublicHost = node.Items("components").FirstOrDefault(item => Same(item.Text("route"), "public"))
                .Text("host"),
        };
    }
}

/// <summary>A project VPC with its peering connections, as the managed service reports them.</summary>
internal sealed record MstVpc(Vpc Vpc, IReadOnlyList<PlatformPeering> Peerings);
