namespace TimescaleVpc.Engine.Recording;

/// <summary>The Managed Service.</summary>
internal static partial class AllowList
{
    private static (WordPlace, Keeping, string)[] ManagedService =>
    [
        (WordPlace.Json, Keeping.Inside, """
            peering_connections state_info warnings service_uri_params clouds errors components user_config
            """),
        (WordPlace.Json, Keeping.Value, """
            state cloud_name network_cidr create_time project_vpc_id peer_cloud_account peer_region
            aws_vpc_peering_connection_id peer_azure_app_id peer_azure_tenant_id to-tenant-id error_code
            project_membership component route usage ip_filter network
            """),
        (WordPlace.Json, Keeping.Name, "project_name peer_resource_group peer_vpc service_name user dbname"),
        (WordPlace.Json, Keeping.Text, "to-network-id"),
        (WordPlace.Host, Keeping.Host, "aivencloud aiven"),
        (WordPlace.Path, Keeping.Name, "project service peer-accounts peer-resource-groups peer-vpcs"),
    ];
}
