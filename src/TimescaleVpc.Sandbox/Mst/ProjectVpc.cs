namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A project's VPC, and the platform's network behind it once it is built.</summary>
internal sealed class ProjectVpc(string id, CloudLinks links, string cloud, string cidr)
{
    /// <summary>What the platform does in its cloud.</summary>
    public CloudLinks Links => links;

    public string Id { get; } = id;

    public string Cloud { get; } = cloud;

    public string Cidr { get; } = cidr;

    public string State { get; set; } = "APPROVED";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When a refresh was asked for that has not happened yet.</summary>
    public DateTimeOffset? PendingRefresh { get; set; }

    /// <summary>Id of the network in the platform's subscription or account.</summary>
    public string? NetworkId { get; set; }

    public List<PeeringConnection> Connections { get; } = [];

    /// <summary>Where services in it listen.</summary>
    public string PrivateAddress => Network.Cidr.Address(Cidr, 10);
}
