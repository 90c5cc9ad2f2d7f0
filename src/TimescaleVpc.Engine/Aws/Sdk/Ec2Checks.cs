namespace TimescaleVpc.Engine.Aws.Sdk;

/// <summary>
/// The conditions of a query, checked on our side. A name that is not listed here cannot be checked, so it may not be
/// asked for either.
/// </summary>
internal static class Ec2Checks
{
    /// <summary>Fails at once, before anything is sent, if a condition cannot be checked.</summary>
    public static Func<T, bool> For<T>(Ec2Query query)
        where T : IEc2Resource
    {
        var checks = query.Filters.Select(Check<T>).ToArray();
        return item => (query.Ids.Count == 0 || query.Ids.Contains(item.Id, StringComparer.OrdinalIgnoreCase))
            && checks.All(check => check(item));
    }

    private static Func<T, bool> Check<T>(Ec2Filter filter)
        where T : IEc2Resource
    {
        if (filter.Name.StartsWith("tag:", StringComparison.Ordinal))
        {
            var key = filter.Name["tag:".Length..];
            return item => item.Tags.TryGetValue(key, out var value) && filter.Values.Contains(value);
        }

        var isPeering = typeof(T) == typeof(Ec2Peering);
        Func<IEc2Resource, IEnumerable<string?>> values = filter.Name switch
        {
            "vpc-id" when !isPeering => item => [item.VpcId],
            "status-code" when isPeering => item => [((Ec2Peering)item).Status],
            "accepter-vpc-info.vpc-id" when isPeering => item => [((Ec2Peering)item).Accepter.VpcId],
            "group-id" when typeof(T) == typeof(Ec2NetworkInterface) => item => ((Ec2NetworkInterface)item).GroupIds,
            _ => throw new ArgumentException($"{filter.Name} cannot be checked on {typeof(T).Name}.", nameof(filter)),
        };
        return item =>
            values(item).OfType<string>().Intersect(filter.Values, StringComparer.OrdinalIgnoreCase).Any();
    }
}
