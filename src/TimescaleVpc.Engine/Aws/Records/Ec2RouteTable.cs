namespace TimescaleVpc.Engine.Aws;

/// <summary>A route table.</summary>
internal sealed record Ec2RouteTable : IEc2Resource
{
    public string Id { get; init; } = "";

    public string? VpcId { get; init; }

    public IReadOnlyList<Ec2Association> Associations { get; init; } = [];

    public IReadOnlyList<Ec2Route> Routes { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = Ec2Tags.None;

    /// <summary>Whether it is the main table, which serves subnets without an association.</summary>
    public bool IsMain => Associations.Any(item => item.IsMain && item.IsLive);

    /// <summary>The subnets that name it.</summary>
    public IReadOnlyList<string> SubnetIds =>
        [.. Associations.Where(item => item.IsLive).Select(item => item.SubnetId).OfType<string>()];

    /// <summary>An edge table routes what enters the VPC; it must not be touched.</summary>
    public bool IsEdge => Associations.Any(item => item.GatewayId is not null && item.IsLive);
}
