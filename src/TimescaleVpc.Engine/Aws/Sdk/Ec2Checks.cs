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

        [(typeof(Ec2Peering), "vpc-peering-connection-id")] = Of<Ec2Peering>(item => [item.Id]),
        [(typeof(Ec2Peering), "status-code")] = Of<Ec2Peering>(item => [item.Status]),
        [(typeof(Ec2Peering), "accepter-vpc-info.vpc-id")] = Of<Ec2Peering>(item => [item.Accepter.VpcId]),

        [(typeof(Ec2RouteTable), "route.vpc-peering-connection-id")] =
            Of<Ec2RouteTable>(item => item.Routes.Select(one => one.PeeringId)),




        [(typeof(Ec2NetworkInterface), "group-id")] = Of<Ec2NetworkInterface>(item => item.GroupIds),
        [(typeof(Ec2NetworkInterface), "attachment.instance-id")] = Of<Ec2NetworkInterface>(item => [item.InstanceId]),
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

        var isVpc = filter.Name == "vpc-id" && typeof(T) != typeof(Ec2Peering);
        if (isVpc) return item => Any(filter.Values, item.VpcId, StringComparison.OrdinalIgnoreCase);
        if (!Known.TryGetValue((typeof(T), filter.Name), out var values))
            throw new ArgumentException($"{filter.Name} cannot be checked on {typeof(T).Name}.", nameof(filter));

        return item => values(item).Any(value => Any(filter.Values, value, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Any(IEnumerable<string> allowedValues, string? value, StringComparison comparison) =>
        value is not null && allowedValues.Any(item => string.Equals(item, value, comparison));

    private static Values Of<T>(Func<T, IEnumerable<string?>> values) => item => values((T)item);
}
