using System.Globalization;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>One call of an AWS query API: the action and its parameters, as they are called on the wire.</summary>
/// <param name="action">The action.</param>
/// <param name="changes">Whether it changes something: then a lost answer is an unknown outcome.</param>
internal sealed class QueryCall(string action, bool changes)
{
    private readonly List<KeyValuePair<string, string>> parameters = [];

    public string Action => action;

    public bool Changes => changes;

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => parameters;

    public static QueryCall Read(string action) => new(action, false);

    public static QueryCall Change(string action) => new(action, true);

    /// <summary>Adds a parameter; null leaves it out.</summary>
    public QueryCall Set(string name, string? value)
    {
        if (value is not null) parameters.Add(new(name, value));
        return this;
    }

    public QueryCall Set(string name, int? value) => Set(name, value?.ToString(CultureInfo.InvariantCulture));

    public QueryCall Set(string name, bool value) => Set(name, value ? "true" : "false");

    /// <summary>Adds a list: NAME.1, NAME.2 …</summary>
    public QueryCall List(string name, IEnumerable<string> values) =>
        Each(name, values, static (call, prefix, value) => call.Set(prefix, value));

    /// <summary>Adds a list of structures: NAME.1.MEMBER …</summary>
    public QueryCall Each<T>(string name, IEnumerable<T> items, Action<QueryCall, string, T> add)
    {
        var number = 0;
        foreach (var item in items) add(this, string.Create(CultureInfo.InvariantCulture, $"{name}.{++number}"), item);
        return this;
    }

    public QueryCall Tags(string name, IReadOnlyDictionary<string, string> tags) =>
        Each(name, tags.OrderBy(tag => tag.Key, StringComparer.Ordinal), static (call, prefix, tag) =>
            call.Set(prefix + ".Key", tag.Key).Set(prefix + ".Value", tag.Value));

    /// <summary>Tags for what the call makes; nothing if there are none.</summary>
    public QueryCall TagNew(string resourceType, IReadOnlyDictionary<string, string>? tags) =>
        tags is not { Count: > 0 } ? this
        : Set("TagSpecification.1.ResourceType", resourceType).Tags("TagSpecification.1.Tag", tags);

    public QueryCall Permissions(IReadOnlyList<Ec2Permission> permissions) =>
        Each("IpPermissions", permissions, static (call, prefix, permission) => call
            .Set(prefix + ".IpProtocol", permission.Protocol)
            .Set(prefix + ".FromPort", permission.FromPort)
            .Set(prefix + ".ToPort", permission.ToPort)
            .Each(prefix + ".IpRanges", permission.Ranges, static (inner, name, range) =>
                inner.Set(name + ".CidrIp", range.Cidr).Set(name + ".Description", range.Description))
            .Each(prefix + ".Ipv6Ranges", permission.Ipv6Ranges, static (inner, name, range) =>
                inner.Set(name + ".CidrIpv6", range.Cidr).Set(name + ".Description", range.Description))
            .Each(prefix + ".PrefixListIds", permission.PrefixListIds, static (inner, name, id) =>
                inner.Set(name + ".PrefixListId", id))
            .Each(prefix + ".Groups", permission.GroupIds, static (inner, name, id) =>
                inner.Set(name + ".GroupId", id)));

    /// <summary>The ids under the name that the action has for them, and the filters.</summary>
    public QueryCall Query(string idName, Ec2Query query) => List(idName, query.Ids)
        .Each("Filter", query.Filters, static (call, prefix, filter) => call
            .Set(prefix + ".Name", filter.Name)
            .List(prefix + ".Value", filter.Values.Select(Escape)));

    /// <summary>A backslash begins an escape in a filter. A star may match more: that is checked again.</summary>
    private static string Escape(string value) => value.Replace(@"\", @"\\", StringComparison.Ordinal);
}
