using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A route table.</summary>
internal sealed record Ec2RouteTable : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? VpcId { get; init; }

    public IReadOnlyList<Ec2Association> Associations { get; init; } = [];

    public IReadOnlyList<Ec2Route> Routes { get; init; } = [];

    /// <summary>Whether it is the main table, which serves subnets without an association.</summary>
    public bool IsMain => Associations.Any(item => item.IsMain && item.IsLive);

    /// <summary>The subnets that name it.</summary>
    public IReadOnlyList<string> SubnetIds =>
        [.. Associations.Where(item => item.IsLive).Select(item => item.SubnetId).OfType<string>()];

    /// <summary>An edge table routes what enters the VPC; it must not be touched.</summary>
    public bool IsEdge => Associations.Any(item => item.GatewayId is not null && item.IsLive);
}

/// <summary>A route.</summary>
internal sealed record Ec2Route
{
    /// <summary>A range in the form that EC2 keeps, or the id of a prefix list.</summary>
    public string Destination { get; init => field = AddressRange.Canonical(value); } = "";

    /// <summary>The target: <c>local</c>, or the id of a gateway, an interface or a peering connection.</summary>
    public string Target { get; init; } = "";

    /// <summary>The target if it is a peering connection.</summary>
    public string? PeeringId { get; init; }

    /// <summary><c>active</c>, <c>blackhole</c> …, in lower case.</summary>
    public string State { get; init; } = "";

    public string? Origin { get; init; }

    /// <summary>Its target is gone, or not active.</summary>
    public bool IsBlackhole => State == "blackhole";

    /// <summary>Learnt from a gateway; it neither counts towards the quota nor can be changed.</summary>
    public bool IsPropagated => Same(Origin, "EnableVgwRoutePropagation");
}

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
