using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Sandbox.Outside;

/// <summary>
/// The objects of all accounts in AWS. The platform's own VPCs follow from Timescale Cloud's and are left out.
/// </summary>
internal static class AwsInventory
{
    public static IEnumerable<SandboxItem> Live(World world) =>
    [
        .. world.Aws.Vpcs.Where(item => world.Aws.IsOwn(item.Account)).Select(item => Inventory.Item(
            "Aws.Vpc", item.Id, Name(item), ("account", item.Account), ("cidrs", Sorted(item.Cidrs)),
            ("region", item.Region), ("tags", Tags(item.Tags)))),
        .. world.Aws.Tables.Select(item => Inventory.Item("Aws.RouteTable", item.Id, Name(item),
            ("routes", Sorted(item.Routes.Select(Route))),
            ("tags", Tags(item.Tags)), ("vpc", item.Vpc.Id))),
        .. world.Aws.Acls.Where(item => world.Aws.IsOwn(item.Vpc.Account)).Select(item => Inventory.Item(
            "Aws.NetworkAcl", item.Id, Name(item),
            ("entries", Sorted(item.Entries.Where(entry => !entry.IsLast).Select(entry => $"{entry}"))),
            ("subnets", Sorted(world.Aws.Subnets.Where(subnet => subnet.Acl == item).Select(subnet => subnet.Id))),
            ("tags", Tags(item.Tags)), ("vpc", item.Vpc.Id))),
        .. world.Aws.Groups.Select(item => Inventory.Item("Aws.SecurityGroup", item.Id, item.Name,
            ("rules", Sorted(item.Rules.Select(Rule))), ("tags", Tags(item.Tags)), ("vpc", item.Vpc.Id))),
        .. world.Aws.Interfaces.Select(item => Inventory.Item("Aws.NetworkInterface", item.Id, Name(item),
            ("groups", Sorted(item.Groups.Select(group => group.Id))), ("instance", item.InstanceId),
            ("subnet", item.Subnet.Id))),
        .. world.Aws.Peerings.Live.Select(Of),
    ];

    /// <summary>Peerings that have ended and can still be described by one side or the other.</summary>
    public static IEnumerable<SandboxItem> Deleted(World world) => world.Aws.Peerings.All
        .Where(item => !world.Aws.Peerings.Live.Contains(item) && item.Sides.Any(side => side.Sees(world.Now)))
        .Select(Of);

    private static SandboxItem Of(AwsPeering item) => Inventory.Item("Aws.Peering", item.Id, item.Id,
        ("accepter", Side(item.Accepter)), ("requester", Side(item.Requester)), ("status", item.Status),
        ("tags", Tags(item.Accepter.Tags)), ("dns", $"{item.Accepter.AllowDns}"));

    private static string Side(PeeringSide side) => $"{side.Account}/{side.Region}/{side.VpcId}";

    private static string Route(AwsRoute item) =>
        $"{item.Destination}>{item.Target}{(item.IsTargetGone ? " (gone)" : "")}";

    private static string Rule(GroupRule item) => $"{(item.IsEgress ? "egress" : "ingress")}:{item.Key}";

    private static string Name(IAwsResource item) => item.Tags.GetValueOrDefault("Name", item.Id);

    private static string Tags(Dictionary<string, string> tags) =>
        Sorted(tags.Select(pair => $"{pair.Key}:{pair.Value}"));

    private static string Sorted(IEnumerable<string> values) =>
        string.Join(',', values.Order(StringComparer.Ordinal));
}
