namespace TimescaleVpc.Sandbox.Mst;

/// <summary>A database service.</summary>
internal sealed class Service(string name, string cloud, string? vpcId)
{
    public string Name { get; } = name;

    public string Cloud { get; set; } = cloud;

    /// <summary>Its VPC, also while it moves there; null is the public internet.</summary>
    public string? VpcId { get; set; } = vpcId;

    /// <summary>The VPC that it is leaving.</summary>
    public string? LeavingVpcId { get; set; }

    public string State { get; set; } = "RUNNING";

    public int Life { get; set; }

    /// <summary>The VPC in which DNS places it; follows the move late.</summary>
    public string? ResolvedVpcId { get; set; } = vpcId;

    /// <summary>The VPC in which its nodes are; follows when the move ends.</summary>
    public string? LocatedVpcId { get; set; } = vpcId;

    public IpFilter IpFilter { get; } = new();

    /// <summary>What keeps clients in customers' networks from it, which no API shows.</summary>
    public ServiceObstacle Obstacle { get; set; }

    /// <summary>Whether it can be reached from the internet as well while it is in a VPC.</summary>
    public bool HasPublicAccess { get; set; }

    /// <summary>The name for the internet; null where it has none beside the ordinary one.</summary>
    public string? PublicHost => HasPublicAccess && VpcId is not null ? $"public-{Host}" : null;

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string PublicAddress { get; init; }

    public required string Password { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
