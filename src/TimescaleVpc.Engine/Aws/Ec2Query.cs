namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// The conditions of a describe call; all of them must hold. They are sent as filters and checked again on the result:
/// not every server with EC2's API honours them. A filter that cannot be checked is refused.
/// </summary>
internal sealed record Ec2Query
{
    /// <summary>Everything that the keys can see in the region.</summary>
    public static Ec2Query All { get; } = new();

    /// <summary>Only these; EC2 answers NotFound if one of them is not there.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyList<Ec2Filter> Filters { get; init; } = [];

    /// <summary>Asks by id.</summary>
    public static Ec2Query ById(params string[] ids) => new() { Ids = ids };

    /// <summary>One condition more, by the name that EC2 gives it; <c>tag:KEY</c> works everywhere.</summary>
    public Ec2Query Where(string name, params string[] values) =>
        this with { Filters = [.. Filters, new Ec2Filter(name, values)] };
}

/// <summary>A filter of a describe call: any of these values will do.</summary>
internal sealed record Ec2Filter(string Name, IReadOnlyList<string> Values);
