namespace TimescaleVpc.Engine.Recording;

/// <summary>Timescale Cloud.</summary>
internal static partial class AllowList
{
    private static (WordPlace, Keeping, string)[] TimescaleCloud =>
    [
        (WordPlace.Json, Keeping.Inside, """
            endpoint vpc_endpoint vpcEndpoint connection_pooler ha_replicas read_replica_sets api_key apiKey
            """),
        (WordPlace.Json, Keeping.Value, """
            region_code created peer_account_id peer_region_code replica_count sync_replica_count plan_type cidr
            cidr_blocks request_id
            """),
        (WordPlace.Json, Keeping.Id, "allow_list_id provisioned_id peer_vpc_id service_id project_id vpc_id"),
        (WordPlace.Json, Keeping.Text, "error_message"),
        (WordPlace.Query, Keeping.Value, "limit"),
        (WordPlace.Host, Keeping.Host, "tsdb timescale timescaledb tigerdata postgres"),
        (WordPlace.Path, Keeping.Name, "projects services peerings"),
    ];
}
