using Amazon.EC2.Model;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The state that the pages of a list share, and the next page.</summary>
internal sealed class Ec2Page(Ec2Query query)
{
    /// <summary>Far above every quota: a server that never ends its list is broken.</summary>
    private const int MostPages = 1000;

    private readonly HashSet<string> tokens = new(StringComparer.Ordinal);

    public List<string>? Ids { get; } = query.Id is null ? null : [query.Id];

    public List<Filter>? Filters { get; } = query.Filter is null ? null
        : [new Filter(query.Filter, [Escape(query.Value)])];

    /// <summary>EC2 refuses a page size together with ids.</summary>
    public int? Size => Ids is null ? 1000 : null;

    /// <summary>EC2's limit for route tables.</summary>
    public int? SmallSize => Ids is null ? 100 : null;

    /// <summary>Null at the beginning, and after the last part.</summary>
    public string? Token { get; private set; }

    /// <summary>Goes to the next part; false if the list has no end.</summary>
    public bool Turn(string? token)
    {
        Token = token;
        return token is null || tokens.Add(token) && tokens.Count <= MostPages;
    }

    /// <summary>A backslash begins an escape in a filter. A star may match more: that is checked again.</summary>
    private static string Escape(string value) => value.Replace(@"\", @"\\", StringComparison.Ordinal);
}
