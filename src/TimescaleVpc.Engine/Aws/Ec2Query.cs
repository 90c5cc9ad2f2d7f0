namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// What a describe call is to list. It is sent as an id or a filter and checked again on the result: not every server
/// with EC2's API honours them. A filter that cannot be checked is refused.
/// </summary>
internal sealed record Ec2Query
{
    /// <summary>Everything that the keys can see in the region.</summary>
    public static Ec2Query All { get; } = new();

    /// <summary>Only this one; EC2 answers NotFound if it is not there.</summary>
    public string? Id { get; private init; }

    /// <summary>The filter's name as EC2 has it; null if there is none.</summary>
    public string? Filter { get; private init; }

    public string Value { get; private init; } = "";

    public static Ec2Query ById(string id) => new() { Id = id };

    public static Ec2Query Where(string filter, string value) => new() { Filter = filter, Value = value };

    /// <summary>The check of the result; it fails at once, before anything is sent, if there is none.</summary>
    public Func<T, bool> Check<T>()
        where T : IEc2Resource
    {
        if (Filter is null) return item => Id is null || Same(item.Id, Id);
        var isPeering = typeof(T) == typeof(Ec2Peering);
        Func<IEc2Resource, IEnumerable<string?>> values = Filter switch
        {
            "vpc-id" when !isPeering => item => [item.VpcId],
            "status-code" when isPeering => item => [((Ec2Peering)item).Status],
            "accepter-vpc-info.vpc-id" when isPeering => item => [((Ec2Peering)item).Accepter.VpcId],
            "group-id" when typeof(T) == typeof(Ec2NetworkInterface) => item => ((Ec2NetworkInterface)item).GroupIds,
            _ => throw new ArgumentException($"{Filter} cannot be checked on {typeof(T).Name}."),
        };
        return item => values(item).Contains(Value, StringComparer.OrdinalIgnoreCase);
    }
}
