using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.TimescaleCloud;

/// <summary>Turns Timescale Cloud's JSON into our records. Unknown members are ignored, empty ones are null.</summary>
internal static class TigerReader
{
    public static TigerVpc? Vpc(JsonNode? node, string project)
    {
        if (Value(node, "id") is not { } id) return null;

        var state = (Value(node, "status") ?? "").ToUpperInvariant();
        var vpc = new Vpc
        {
            VpcId = id, Name = Value(node, "name") ?? "", Platform = PlatformNames.TimescaleCloud, Project = project,
            Cloud = Cloud.Aws, Region = Value(node, "region_code") ?? "",
            Cidr = AddressRange.Canonical(Value(node, "cidr") ?? ""), State = state,
            Phase = TigerVpcStates.Phase(state), CreatedAt = node.Time("created")?.UtcDateTime,
        };
        return new(vpc, Value(node, "provisioned_id"));
    }

    /// <summary>A peering. The platform names neither its own account and AWS VPC nor ranges.</summary>
    public static PlatformPeering? Peering(JsonNode? node)
    {
        if (Value(node, "id") is not { } id) return null;

        var state = (Value(node, "status") ?? "").ToUpperInvariant();
        var (awsPeeringId, message) = (Value(node, "provisioned_id"), Value(node, "error_message"));
        var network = Value(node, "peer_vpc_id") ?? "";
        return new()
        {
            Id = id, State = state.Length == 0 ? "PENDING" : state,
            Phase = TigerPeeringStates.Phase(state, awsPeeringId, message),
            Failure = TigerPeeringStates.Failure(state, awsPeeringId, message), Message = message,
            Cloud = Cloud.Aws, Account = Value(node, "peer_account_id") ?? "",
            Region = Value(node, "peer_region_code") ?? "", Network = network, NetworkId = network,
            AwsPeeringId = awsPeeringId,
        };
    }

    public static AllowList? AllowList(JsonNode? node) => Value(node, "allow_list_id") is not { } id ? null
        : new AllowList(
            id, Value(node, "description") ?? "", AddressRange.Canonical(node.Texts("cidr_blocks")));

    /// <summary>
    /// A service. Its states are an open list: QUEUED, CONFIGURING, READY, PAUSED …; its endpoint for clients is the
    /// one in the VPC, if it is in one.
    /// </summary>
    public static FoundService? Service(JsonNode? node, string project)
    {
        if (Value(node, "service_id") is not { } id) return null;

        // The second name is the first one's deprecated twin.
        var inVpc = node.Get("vpc_endpoint") ?? node.Get("vpcEndpoint");
        var primary = (Value(inVpc, "vpc_id") is null ? null : Endpoint("primary", inVpc))
            ?? Endpoint("primary", node.Get("endpoint"));
        var endpoints = new[] { primary, Pooler("pooler", node) }
            .Concat(node.Items("read_replica_sets").SelectMany(replica => new[]
            {
                Endpoint("replica", replica.Get("endpoint")), Pooler("replica pooler", replica),
            }));
        var state = (Value(node, "status") ?? "").ToUpperInvariant();
        var isSettled = state is "READY" or "PAUSED";
        // The documented defaults of the platform; its API does not tell them.
        var record = new ServiceVpc
        {
            Service = Value(node, "name") ?? "", ServiceId = id, Platform = PlatformNames.TimescaleCloud,
            Project = project, ServiceType = Value(node, "service_type") ?? "",
            CloudName = Value(node, "region_code") ?? "", State = state, VpcId = Value(inVpc, "vpc_id"),
            Database = "tsdb", UserName = "tsdbadmin",
        };
        return new(
            record.At(primary?.Host ?? "", primary?.Port ?? 0, [.. endpoints.OfType<ServiceEndpoint>()]), isSettled)
        {
            IsMoving = !isSettled && state is not ("UNSTABLE" or "FAILED" or "ERROR"),
        };
    }

    public static TigerIdentity Identity(JsonNode? node)
    {
        var key = node.Get("api_key") ?? node.Get("apiKey");
        var project = key.Get("project");
        return new TigerIdentity(Value(project, "id"), Value(project, "name"), Value(project, "plan_type"));
    }

    private static ServiceEndpoint? Pooler(string role, JsonNode? node) =>
        Endpoint(role, node.Get("connection_pooler").Get("endpoint"));

    /// <summary>Without a host it is none: the platform says so while an endpoint is being made.</summary>
    private static ServiceEndpoint? Endpoint(string role, JsonNode? node) => Value(node, "host") is { } host
        ? new() { Role = role, Host = host, Port = node.Number("port") ?? 0 } : null;

    private static string? Value(JsonNode? node, string name) => node.Text(name) is { Length: > 0 } text ? text : null;
}
