using System.Xml.Linq;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Short forms for EC2's XML.</summary>
internal static class Ec2Xml
{
    public static XNamespace Ns { get; } = "http://ec2.amazonaws.com/doc/2016-11-15/";

    public static XElement Of(string name, params object?[] content) => new(Ns + name, content);

    /// <summary>A member that is left out when it has no value.</summary>
    public static XElement? Text(string name, string? value) => value is null ? null : new XElement(Ns + name, value);

    public static XElement Flag(string name, bool value) => new(Ns + name, value ? "true" : "false");

    public static XElement Set(string name, IEnumerable<XElement> items) => new(Ns + name, items);

    public static XElement Item(params object?[] content) => new(Ns + "item", content);

    /// <summary>Of peerings, route tables, interfaces and rules; the set is there, though it may be empty.</summary>
    public static XElement Tags(IReadOnlyDictionary<string, string> tags) => Set("tagSet",
        tags.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => Item(Of("key", pair.Key), Of("value", pair.Value))));

    /// <summary>For VPCs, subnets, groups and instances; a resource without tags has no tag set.</summary>
    public static XElement? TagsIfAny(IReadOnlyDictionary<string, string> tags) => tags.Count > 0 ? Tags(tags) : null;

    public static XElement Done() => Flag("return", true);
}
