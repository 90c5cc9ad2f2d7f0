using System.Text.Json.Nodes;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.ManagedService;

/// <summary>
/// Turns the managed service's JSON into our records. Unknown members are ignored, missing ones are null.
/// </summary>
internal static class MstReader
{
    public static MstVpc? Vpc(JsonNode? node)
    {
        var id = node.Text("project_vpc_id");
        return id is null ? null : new MstVpc(
            id, node.Text("cloud_name") ?? "", AddressRange.Canonical(node.Text("network_cidr") ?? ""),
            node.Text("state") ?? "",
            node.Time("create_time"), [.. node.Items("peering_connections").Select(Peering)]);
    }

    public static MstPeering Peering(JsonNode? node)
    {
        // The keys differ by state and cloud; null once the connection is ACTIVE.
        var info = node.Get("state_info");
        var texts = new[] { info.Text("message") }.Concat(info.Items("warnings").Select(item => item.Text("message")));
        var message = string.Join(" ", texts.Where(text => !string.IsNullOrEmpty(text)));
        return new MstPeering
        {
            Account = node.Text("peer_cloud_account") ?? "",
            Network = node.Text("peer_vpc") ?? "",
            ResourceGroup = node.Text("peer_resource_group"),
            Region = node.Text("peer_region"),
            AwsPeeringId = info.Text("aws_vpc_peering_connection_id"),
            AppId = node.Text("peer_azure_app_id"),
            TenantId = node.Text("peer_azure_tenant_id"),
            State = node.Text("state") ?? "",
            Message = message.Length == 0 ? null : message,
            ToTenantId = info.Text("to-tenant-id"),
            ToNetworkId = info.Text("to-network-id"),
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

    public static MstService? Service(JsonNode? node)
    {
        var name = node.Text("service_name");
        if (name is null) return null;

        var uri = node.Get("service_uri_params");
        return new MstService
        {
            Name = name,
            Type = node.Text("service_type") ?? "",
            CloudName = node.Text("cloud_name"),
            State = node.Text("state") ?? "",
            VpcId = node.Text("project_vpc_id"),
            Host = uri.Text("host") ?? "",
            Port = uri.Number("port") ?? 0,
            UserName = uri.Text("user"),
            Database = uri.Text("dbname"),
            PublicHost = node.Items("components").FirstOrDefault(item => Same(item.Text("route"), "public"))
                .Text("host"),
            IpFilter = IpFilter(node.Get("user_config").Get("ip_filter")),
            Password = uri.Text("password") is { } password ? new Secret(password) : null,
        };
    }
}
