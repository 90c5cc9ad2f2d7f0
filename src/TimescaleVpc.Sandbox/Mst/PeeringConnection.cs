using System.Text.Json.Nodes;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A peering connection of the managed service. All members of its key are create-only.</summary>
internal sealed class PeeringConnection(ProjectVpc vpc, string account, string? group, string network, string? region)
{
    public ProjectVpc Vpc { get; } = vpc;

    public string Account { get; } = account;

    public string? Group { get; } = group;

    public string Network { get; } = network;

    public string? Region { get; } = region;

    public string Id { get; init; } = "";

    public string? AppId { get; init; }

    public string? TenantId { get; init; }

    public List<string> UserCidrs { get; } = [];

    public string State { get; set; } = "APPROVED";

    public JsonObject? StateInfo { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts requests and removals, so that events meant for an earlier life do nothing.</summary>
    public int Life { get; set; }

    /// <summary>
    /// The resources that the platform created for this connection in its own tenant and subscription.
    /// </summary>
    public PlatformWork Work { get; } = new();

    public bool HasFailed => State is "INVALID_SPECIFICATION" or "REJECTED_BY_PEER" or "ERROR" or "DELETED_BY_PEER";

    /// <summary>Whether the platform does nothing more for it unless it is asked again.</summary>
    public bool IsIdle => HasFailed || State is "DELETING" or "DELETED";

    public string CustomerNetworkId =>
        $"/subscriptions/{Account}/resourceGroups/{Group}/providers/Microsoft.Network/virtualNetworks/{Network}";

    public string Key => $"{Vpc.Id}/{Account}/{Group}/{Network}/{Region}";

    public bool Is(string? account, string? group, string? network, string? region) =>
        Same(Account, account) && Same(Group, group) && Same(Network, network) && Same(Region, region);
}
