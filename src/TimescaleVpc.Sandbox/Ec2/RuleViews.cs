using System.Xml.Linq;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Rules in EC2's two forms: as permissions grouped by protocol and ports, and one by one.</summary>
internal static class RuleViews
{
    public static IEnumerable<XElement> Permissions(IEnumerable<GroupRule> rules) => rules
        .GroupBy(item => (item.Key.Protocol, item.Key.FromPort, item.Key.ToPort))
        .Select(sameRules => Item(
            Of("ipProtocol", sameRules.Key.Protocol),
            Text("fromPort", sameRules.Key.FromPort?.ToString(null, null)),
            Text("toPort", sameRules.Key.ToPort?.ToString(null, null)),
            Set("groups", sameRules.Where(item => item.Key.GroupId is not null).Select(item => Item(
                Of("userId", item.Vpc.Account), Of("groupId", item.Key.GroupId),
                Text("description", item.Description)))),
            Set("ipRanges", sameRules.Where(item => item.Key.Ipv4 is not null).Select(item => Item(
                Of("cidrIp", item.Key.Ipv4), Text("description", item.Description)))),
            Set("ipv6Ranges", sameRules.Where(item => item.Key.Ipv6 is not null).Select(item => Item(
                Of("cidrIpv6", item.Key.Ipv6), Text("description", item.Description)))),
            Set("prefixListIds", sameRules.Where(item => item.Key.PrefixList is not null).Select(item => Item(
                Of("prefixListId", item.Key.PrefixList), Text("description", item.Description))))));

    public static XElement View(GroupRule item) => Item(
        Of("securityGroupRuleId", item.Id),
        Of("groupId", item.Group.Id),
        Of("groupOwnerId", item.Vpc.Account),
        Flag("isEgress", item.IsEgress),
        Of("ipProtocol", item.Key.Protocol),
        Of("fromPort", item.Key.FromPort ?? -1),
        Of("toPort", item.Key.ToPort ?? -1),
        Text("cidrIpv4", item.Key.Ipv4),
        Text("cidrIpv6", item.Key.Ipv6),
        Text("prefixListId", item.Key.PrefixList),
        item.Key.GroupId is null ? null : Of("referencedGroupInfo",
            Of("groupId", item.Key.GroupId), Of("userId", item.Vpc.Account)),
        Text("description", item.Description),
        Tags(item.Tags));

    /// <summary>The rules that a revocation removed.</summary>
    public static XElement Revoked(GroupRule item) => Item(
        Of("securityGroupRuleId", item.Id),
        Of("groupId", item.Group.Id),
        Flag("isEgress", item.IsEgress),
        Of("ipProtocol", item.Key.Protocol),
        Of("fromPort", item.Key.FromPort ?? -1),
        Of("toPort", item.Key.ToPort ?? -1),
        Text("cidrIpv4", item.Key.Ipv4),
        Text("cidrIpv6", item.Key.Ipv6),
        Text("prefixListId", item.Key.PrefixList),
        Text("referencedGroupId", item.Key.GroupId),
        Text("description", item.Description));
}
