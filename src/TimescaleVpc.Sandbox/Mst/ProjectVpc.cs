using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A project's VPC, and the platform's VNet behind it once it is built.</summary>
internal sealed class ProjectVpc(string id, string cloud, string cidr)
{
    public string Id { get; } = id;

    public string Cloud { get; } = cloud;

    public string Cidr { get; } = cidr;

    public string State { get; set; } = "APPROVED";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When a refresh was asked for that has not happened yet.</summary>
    public DateTimeOffset? PendingRefresh { get; set; }

    /// <summary>ARM id of the VNet in the platform's subscription.</summary>
    public string? NetworkId { get; set; }

    public List<PeeringConnection> Connections { get; } = [];

    /// <summary>The platform's VPC, where the cloud is AWS.</summary>
    public Ec2Vpc? AwsNetwork { get; set; }

    public bool IsAws => Cloud.Contains("aws", StringComparison.OrdinalIgnoreCase);

    public bool IsAzure => Cloud.Contains("azure", StringComparison.OrdinalIgnoreCase);
}
