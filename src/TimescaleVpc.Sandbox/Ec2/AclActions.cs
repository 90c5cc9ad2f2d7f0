using System.Xml.Linq;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Describes network ACLs; they are changed from outside only.</summary>
internal static class AclActions
{
    public static IReadOnlyList<Ec2Action> All { get; } =
        [Ec2Action.Describe("DescribeNetworkAcls", "NetworkAclId", Describe)];

    private static List<XElement?> Describe(Ec2Request request)
    {
        IEnumerable<AwsSubnet> Subnets(NetworkAcl acl) => request.Aws.Subnets.Where(subnet => subnet.Acl == acl);
        var filter = new Ec2Filter<NetworkAcl>(new Dictionary<string, Func<NetworkAcl, IEnumerable<string?>>>
        {
            ["network-acl-id"] = item => [item.Id],
            ["vpc-id"] = item => [item.Vpc.Id],
            ["owner-id"] = item => [item.Vpc.Account],
            ["default"] = item => [Word(item.IsDefault)],
            ["association.association-id"] = item => Subnets(item).Select(Association),
            ["association.network-acl-id"] = item => Subnets(item).Select(_ => item.Id),
            ["association.subnet-id"] = item => Subnets(item).Select(subnet => subnet.Id),
            ["entry.cidr"] = item => item.Entries.Where(entry => !entry.IsIpv6).Select(entry => entry.Range),
            ["entry.ipv6-cidr"] = item => item.Entries.Where(entry => entry.IsIpv6).Select(entry => entry.Range),
            ["entry.egress"] = item => item.Entries.Select(entry => Word(entry.IsEgress)),
            ["entry.protocol"] = item => item.Entries.Select(entry => entry.Protocol),
            ["entry.port-range.from"] = item => item.Entries.Select(entry => $"{entry.Ports?.From}"),
            ["entry.port-range.to"] = item => item.Entries.Select(entry => $"{entry.Ports?.To}"),
            ["entry.rule-action"] = item => item.Entries.Select(Verdict),
            ["entry.rule-number"] = item => item.Entries.Select(entry => $"{entry.Number}"),
        }, item => item.Tags);
        var acls = request.FindOrAll(
            request.Aws.Acls.Where(item => request.Owns(item.Vpc)), "NetworkAclId", item => item.Id,
            id => Ec2Errors.Refuse("InvalidNetworkAclID.NotFound", $"The networkAcl ID '{id}' does not exist"));
        var (items, next) = new Ec2Page(request, "NetworkAclId").Of(filter.Apply(request, acls));
        return [Set("networkAclSet", items.Select(item => View(item, Subnets(item)))), Text("nextToken", next)];
    }

    private static XElement View(NetworkAcl item, IEnumerable<AwsSubnet> subnets) => Item(
        Of("networkAclId", item.Id),
        Of("vpcId", item.Vpc.Id),
        Of("ownerId", item.Vpc.Account),
        Flag("default", item.IsDefault),
        Set("entrySet", item.Entries.OrderByDescending(entry => entry.IsEgress).ThenBy(entry => entry.Number)
            .Select(View)),
        Set("associationSet", subnets.Select(subnet => Item(
            Of("networkAclAssociationId", Association(subnet)),
            Of("networkAclId", item.Id),
            Of("subnetId", subnet.Id)))),
        Tags(item.Tags));

    private static XElement View(AclEntry item) => Item(
        Of("ruleNumber", item.Number),
        Of("protocol", item.Protocol),
        Of("ruleAction", Verdict(item)),
        Flag("egress", item.IsEgress),
        Of(item.IsIpv6 ? "ipv6CidrBlock" : "cidrBlock", item.Range),
        item.Ports is { } ports ? Of("portRange", Of("from", ports.From), Of("to", ports.To)) : null);

    private static string Verdict(AclEntry item) => item.Allows ? "allow" : "deny";

    private static string Word(bool flag) => flag ? "true" : "false";

    private static string Association(AwsSubnet subnet) =>
        subnet.Id.Replace("subnet-", "aclassoc-", StringComparison.Ordinal);
}
