using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Aws.Sdk;

/// <summary>
/// The conditions of a query, checked on our side. A name that is not listed here cannot be checked, so it may not be
/// asked for either.
/// </summary>
internal static class Ec2Checks
{
    private delegate IEnumerable<string?> Values(IEc2Resource item);

    private static readonly Dictionary<(Type Type, string Name), Values> Known = new()
    {
        [(typeof(Ec2Vpc), "vpc-id")] = Of<Ec2Vpc>(item => [item.Id]),
        [(typeof(Ec2Vpc), "owner-id")] = Of<Ec2Vpc>(item => [item.OwnerId]),
        [(typeof(Ec2Vpc), "state")] = Of<Ec2Vpc>(item => [item.State]),
        [(typeof(Ec2Vpc), "cidr")] = Of<Ec2Vpc>(item => item.Cidrs.Take(1)),
        [(typeof(Ec2Vpc), "is-default")] = Of<Ec2Vpc>(item => [Flag(item.IsDefault)]),

        [(typeof(Ec2Peering), "vpc-peering-connection-id")] = Of<Ec2Peering>(item => [item.Id]),
        [(typeof(Ec2Peering), "status-code")] = Of<Ec2Peering>(item => [item.Status]),
        [(typeof(Ec2Peering), "requester-vpc-info.vpc-id")] = Of<Ec2Peering>(item => [item.Requester.VpcId]),
        [(typeof(Ec2Peering), "requester-vpc-info.owner-id")] = Of<Ec2Peering>(item => [item.Requester.OwnerId]),
        [(typeof(Ec2Peering), "accepter-vpc-info.vpc-id")] = Of<Ec2Peering>(item => [item.Accepter.VpcId]),
        [(typeof(Ec2Peering), "accepter-vpc-info.owner-id")] = Of<Ec2Peering>(item => [item.Accepter.OwnerId]),

        [(typeof(Ec2RouteTable), "route-table-id")] = Of<Ec2RouteTable>(item => [item.Id]),
        [(typeof(Ec2RouteTable), "vpc-id")] = Of<Ec2RouteTable>(item => [item.VpcId]),
        [(typeof(Ec2RouteTable), "owner-id")] = Of<Ec2RouteTable>(item => [item.OwnerId]),
        [(typeof(Ec2RouteTable), "association.main")] =
            Of<Ec2RouteTable>(item => item.Associations.Select(one => Flag(one.IsMain))),
        [(typeof(Ec2RouteTable), "association.subnet-id")] =
            Of<Ec2RouteTable>(item => item.Associations.Select(one => one.SubnetId)),
        [(typeof(Ec2RouteTable), "association.gateway-id")] =
            Of<Ec2RouteTable>(item => item.Associations.Select(one => one.GatewayId)),
        [(typeof(Ec2RouteTable), "route.vpc-peering-connection-id")] =
            Of<Ec2RouteTable>(item => item.Routes.Select(one => one.PeeringId)),
        [(typeof(Ec2RouteTable), "route.destination-cidr-block")] =
            Of<Ec2RouteTable>(item => item.Routes.Select(one => one.Destination)),
        [(typeof(Ec2RouteTable), "route.state")] = Of<Ec2RouteTable>(item => item.Routes.Select(one => one.State)),

        [(typeof(Ec2SecurityGroup), "group-id")] = Of<Ec2SecurityGroup>(item => [item.Id]),
        [(typeof(Ec2SecurityGroup), "group-name")] = Of<Ec2SecurityGroup>(item => [item.Name]),
        [(typeof(Ec2SecurityGroup), "description")] = Of<Ec2SecurityGroup>(item => [item.Description]),
        [(typeof(Ec2SecurityGroup), "vpc-id")] = Of<Ec2SecurityGroup>(item => [item.VpcId]),
        [(typeof(Ec2SecurityGroup), "owner-id")] = Of<Ec2SecurityGroup>(item => [item.OwnerId]),

        [(typeof(Ec2SecurityGroupRule), "security-group-rule-id")] = Of<Ec2SecurityGroupRule>(item => [item.Id]),
        [(typeof(Ec2SecurityGroupRule), "group-id")] = Of<Ec2SecurityGroupRule>(item => [item.GroupId]),

        [(typeof(Ec2Subnet), "subnet-id")] = Of<Ec2Subnet>(item => [item.Id]),
        [(typeof(Ec2Subnet), "vpc-id")] = Of<Ec2Subnet>(item => [item.VpcId]),
        [(typeof(Ec2Subnet), "owner-id")] = Of<Ec2Subnet>(item => [item.OwnerId]),
        [(typeof(Ec2Subnet), "state")] = Of<Ec2Subnet>(item => [item.State]),
        [(typeof(Ec2Subnet), "cidr-block")] = Of<Ec2Subnet>(item => [item.Cidr]),

        [(typeof(Ec2NetworkAcl), "network-acl-id")] = Of<Ec2NetworkAcl>(item => [item.Id]),
        [(typeof(Ec2NetworkAcl), "vpc-id")] = Of<Ec2NetworkAcl>(item => [item.VpcId]),
        [(typeof(Ec2NetworkAcl), "owner-id")] = Of<Ec2NetworkAcl>(item => [item.OwnerId]),
        [(typeof(Ec2NetworkAcl), "default")] = Of<Ec2NetworkAcl>(item => [Flag(item.IsDefault)]),
        [(typeof(Ec2NetworkAcl), "association.subnet-id")] = Of<Ec2NetworkAcl>(item => item.SubnetIds),

        [(typeof(Ec2NetworkInterface), "network-interface-id")] = Of<Ec2NetworkInterface>(item => [item.Id]),
        [(typeof(Ec2NetworkInterface), "vpc-id")] = Of<Ec2NetworkInterface>(item => [item.VpcId]),
        [(typeof(Ec2NetworkInterface), "subnet-id")] = Of<Ec2NetworkInterface>(item => [item.SubnetId]),
        [(typeof(Ec2NetworkInterface), "group-id")] = Of<Ec2NetworkInterface>(item => item.GroupIds),
        [(typeof(Ec2NetworkInterface), "attachment.instance-id")] = Of<Ec2NetworkInterface>(item => [item.InstanceId]),
        [(typeof(Ec2NetworkInterface), "interface-type")] = Of<Ec2NetworkInterface>(item => [item.Type]),
    };

    /// <summary>Fails at once, before anything is sent, if a condition cannot be checked.</summary>
    public static Func<T, bool> For<T>(Ec2Query query)
        where T : IEc2Resource
    {
        var checks = query.Filters.Select(Check<T>).ToArray();
        return item => (query.Ids.Count == 0 || Any(query.Ids, item.Id, StringComparison.OrdinalIgnoreCase))
            && checks.All(check => check(item));
    }

    private static Func<T, bool> Check<T>(Ec2Filter filter)
        where T : IEc2Resource
    {
        if (filter.Name.StartsWith("tag:", StringComparison.Ordinal))
        {
            var key = filter.Name["tag:".Length..];
            return item =>
                item.Tags.TryGetValue(key, out var value) && Any(filter.Values, value, StringComparison.Ordinal);
        }

        if (!Known.TryGetValue((typeof(T), filter.Name), out var values))
            throw new ArgumentException($"{filter.Name} cannot be checked on {typeof(T).Name}.", nameof(filter));

        return item => values(item).Any(value => Any(filter.Values, value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Any(IEnumerable<string> allowedValues, string? value, StringComparison comparison) =>
        value is not null && allowedValues.Any(item => string.Equals(item, value, comparison));

    private static Values Of<T>(Func<T, IEnumerable<string?>> values) => item => values((T)item);

    private static string Flag(bool value) => value ? "true" : "false";
}
