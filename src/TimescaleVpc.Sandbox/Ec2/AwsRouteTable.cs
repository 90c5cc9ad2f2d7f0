namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>A route table. The local routes follow from the VPC's ranges and are not in the list.</summary>
internal sealed class AwsRouteTable(string id, Ec2Vpc vpc) : IAwsResource
{
    public string Id { get; } = id;

    public Ec2Vpc Vpc { get; } = vpc;

    public string ResourceType => "route-table";

    public bool IsMain => Associations.Exists(item => item.Subnet is null);

    public List<RouteAssociation> Associations { get; } = [];

    public List<AwsRoute> Routes { get; } = [];

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public IEnumerable<AwsRoute> All => Vpc.Cidrs.Select(AwsRoute.Local).Concat(Routes);
}
