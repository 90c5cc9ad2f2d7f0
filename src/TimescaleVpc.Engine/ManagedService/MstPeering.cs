namespace TimescaleVpc.Engine.ManagedService;

/// <summary>A peering connection as the managed service reports it. It keeps Azure's names in lower case.</summary>
internal sealed record MstPeering
{
    public string Account { get; init; } = "";

    public string Network { get; init; } = "";

    public string? ResourceGroup { get; init; }

    /// <summary>The network in few words, for an error.</summary>
    public string Name => $"{ResourceGroup}/{Network}".TrimStart('/');

    /// <summary>The peer's AWS region, bare; null on Azure, and for a peer in the VPC's own region on AWS.</summary>
    public string? Region { get; init; }

    /// <summary>state_info.aws_vpc_peering_connection_id: the request in AWS.</summary>
    public string? AwsPeeringId { get; init; }

    public string? AppId { get; init; }

    public string? TenantId { get; init; }

    public string State { get; init; } = "";

    /// <summary>state_info.message, word for word, followed by its warnings.</summary>
    public string? Message { get; init; }

    /// <summary>state_info.to-tenant-id: there while the connection is PENDING_PEER.</summary>
    public string? ToTenantId { get; init; }

    /// <summary>state_info.to-network-id: there while the connection is PENDING_PEER.</summary>
    public string? ToNetworkId { get; init; }
}
