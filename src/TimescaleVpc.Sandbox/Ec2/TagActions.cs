using System.Xml.Linq;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Tags, and tag specifications of other actions.</summary>
internal static class TagActions
{
    private const int Most = 50;

    private static readonly Dictionary<string, string> Types = new()
    {
        ["vpc"] = "vpc", ["subnet"] = "subnet", ["rtb"] = "route-table", ["sg"] = "security-group",
        ["sgr"] = "security-group-rule", ["eni"] = "network-interface", ["pcx"] = "vpc-peering-connection",
        ["acl"] = "network-acl",
    };

    public static string[] Specification { get; } =
        ["TagSpecification.N.ResourceType", "TagSpecification.N.Tag.N.Key", "TagSpecification.N.Tag.N.Value"];

    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        new("CreateTags", ["ResourceId.N", "Tag.N.Key", "Tag.N.Value"], Create) { Permissions = Ec2Permissions.Tagged },
        new("DeleteTags", ["ResourceId.N", "Tag.N.Key", "Tag.N.Value"], Delete) { Permissions = Ec2Permissions.Tagged },
        new("DescribeTags", ["Filter.N.Name", "Filter.N.Value.N", "MaxResults", "NextToken"], Describe),
    ];

    public static string? TypeOf(string id) => Types.GetValueOrDefault(id.Split('-')[0]);

    /// <summary>The tags in a request for the resource that it creates.</summary>
    public static List<(string Key, string Value)> Read(Ec2Request request, string type)
    {
        var specifications = request.Form.Items("TagSpecification");
        if (specifications.Find(item => item.Text("ResourceType") != type) is { } specification) throw Ec2Errors.Value(
            $"'{specification.Text("ResourceType")}' is not a valid taggable resource type for this operation.");
        return [.. specifications.SelectMany(Pairs)];
    }

    private static List<XElement?> Create(Ec2Request request)
    {
        var pairs = Pairs(request.Form);
        if (pairs.Count == 0) throw Ec2Errors.Missing("Tag");
        var targets = Targets(request);
        foreach (var tags in targets)
        {
            if (tags.Keys.Union(pairs.Select(pair => pair.Key)).Count() > Most) throw Ec2Errors.Refuse(
                "TagLimitExceeded", "The maximum number of tags has been reached.");
            foreach (var (key, value) in pairs) tags[key] = value;
        }

        return [Done()];
    }

    private static List<XElement?> Delete(Ec2Request request)
    {
        var tagForms = request.Form.Items("Tag");
        foreach (var tags in Targets(request))
        {
            if (tagForms.Count == 0) tags.Clear();
            foreach (var item in tagForms)
            {
                var key = item.Text("Key") ?? throw Ec2Errors.Missing("Tag.Key");
                if (item.Text("Value") is not { } value || tags.GetValueOrDefault(key) == value) tags.Remove(key);
            }
        }

        return [Done()];
    }

    private static List<XElement?> Describe(Ec2Request request)
    {
        var filter = new Ec2Filter<(string Id, string Type, string Key, string Value)>(
            new Dictionary<string, Func<(string Id, string Type, string Key, string Value), IEnumerable<string?>>>
            {
                ["resource-id"] = it => [it.Id],
                ["resource-type"] = it => [it.Type],
                ["key"] = it => [it.Key],
                ["value"] = it => [it.Value],
            }, it => new Dictionary<string, string> { [it.Key] = it.Value });
        var sides = request.Aws.Peerings.All
            .Select(item => (item.Id, Side: item.SideOf(request.Account, request.Region, request.World.Now)))
            .Where(it => it.Side is not null).Select(it => (it.Id, Type: "vpc-peering-connection", it.Side!.Tags));
        var all = request.Aws.Resources.Where(item => request.Owns(item.Vpc))
            .Select(item => (item.Id, Type: item.ResourceType, item.Tags)).Concat(sides)
            .SelectMany(it => it.Tags.Select(tag => (it.Id, it.Type, tag.Key, tag.Value)));
        var (items, next) = new Ec2Page(request, "").Of(filter.Apply(request, all));
        return
        [
            Set("tagSet", items.Select(it => Item(Of("resourceId", it.Id), Of("resourceType", it.Type),
                Of("key", it.Key), Of("value", it.Value)))),
            Text("nextToken", next),
        ];
    }

    private static List<Dictionary<string, string>> Targets(Ec2Request request)
    {
        var ids = request.Form.List("ResourceId");
        if (ids.Count == 0) throw Ec2Errors.Missing("ResourceId");
        return ids.ConvertAll(id => Target(request, id));
    }

    private static Dictionary<string, string> Target(Ec2Request request, string id)
    {
        if (id.StartsWith("pcx-", StringComparison.Ordinal))
            return request.Aws.Peerings.Find(id)?.SideOf(request.Account, request.Region, request.World.Now)?.Tags
                ?? throw Ec2Errors.NoPeering(id);
        if (id.StartsWith("sg-", StringComparison.Ordinal)) return request.Group(id).Tags;
        return request.Aws.Resources.FirstOrDefault(item => item.Id == id && request.Owns(item.Vpc))?.Tags
            ?? throw Ec2Errors.Refuse("InvalidID", $"The ID '{id}' is not valid");
    }

    private static List<(string Key, string Value)> Pairs(Ec2Form form) => form.Items("Tag").ConvertAll(item =>
    {
        var key = item.Text("Key") ?? throw Ec2Errors.Missing("Tag.Key");
        if (key.Length is 0 or > 127 || key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            throw Ec2Errors.Value($"Tag keys starting with 'aws:' are reserved for internal use, and keys have 1 to " +
                $"127 characters: '{key}'");
        return (key, item.Text("Value") ?? "");
    });
}
