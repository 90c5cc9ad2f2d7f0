using Amazon.EC2;
using Amazon.EC2.Model;

namespace TimescaleVpc.Engine.Aws;

/// <summary>
/// Turns our records into the SDK's types. What is empty is null: the SDK would send an empty parameter for it.
/// </summary>
internal static class Ec2Writer
{
    public static List<Tag> Tags(IReadOnlyDictionary<string, string> tags) =>
        [.. tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => new Tag(tag.Key, tag.Value))];

    /// <summary>Tags for what a call makes.</summary>
    public static List<TagSpecification>? TagsOf(ResourceType type, IReadOnlyDictionary<string, string>? tags) =>
        tags is not { Count: > 0 } ? null : [new TagSpecification { ResourceType = type, Tags = Tags(tags) }];

    public static List<IpPermission> Permissions(IReadOnlyList<Ec2Permission> permissions) =>
        [.. permissions.Select(item => new IpPermission
        {
            IpProtocol = item.Protocol,
            FromPort = item.FromPort,
            ToPort = item.ToPort,
            Ipv4Ranges = List(item.Ranges, range => new IpRange
            {
                CidrIp = range.Cidr, Description = range.Description,
            }),
            Ipv6Ranges = List(item.Ipv6Ranges, range => new Ipv6Range
            {
                CidrIpv6 = range.Cidr, Description = range.Description,
            }),
            PrefixListIds = List(item.PrefixListIds, id => new PrefixListId { Id = id }),
            UserIdGroupPairs = List(item.GroupIds, id => new UserIdGroupPair { GroupId = id }),
        })];

    private static List<TOut>? List<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, TOut> write) =>
        items.Count == 0 ? null : [.. items.Select(write)];
}
