namespace TimescaleVpc.Engine.Aws;

/// <summary>The subject of a route table: the VPC (as its main table), a subnet, or a gateway.</summary>
internal sealed record Ec2Association
{
    public bool IsMain { get; init; }

    public string? SubnetId { get; init; }

    public string? GatewayId { get; init; }

    /// <summary>In lower case; empty if not shown.</summary>
    public string State { get; init; } = "";

    /// <summary>Not one that failed or has ended.</summary>
    public bool IsLive => State is not ("disassociating" or "disassociated" or "failed");
}
