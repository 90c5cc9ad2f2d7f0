using System.Text;
using System.Xml.Linq;
using TimescaleVpc.Engine.Aws;

namespace TimescaleVpc.Tests.Aws;

/// <summary>Every action of the seam once, with all that it can be given.</summary>
internal static class Ec2Actions
{
    private static readonly Dictionary<string, string> Tags = new() { ["Name"] = "x & y", ["by"] = "TimescaleVpc" };

    private static readonly Ec2Permission[] Permissions =
    [
        Ec2Permission.Tcp(5432, "10.30.0.0/20", "to Timescale"),
        Ec2Permission.Tcp(5432, "fd00::/64"),
        Ec2Permission.AllOut with { PrefixListIds = ["pl-1"], GroupIds = ["sg-2"] },
    ];

    public static IReadOnlyDictionary<string, Func<Ec2Api, Task>> Changes { get; } =
        new Dictionary<string, Func<Ec2Api, Task>>
        {
            ["AcceptVpcPeeringConnection"] = ec2 => ec2.AcceptVpcPeeringConnectionAsync("pcx-1", default),
            ["RejectVpcPeeringConnection"] = ec2 => ec2.RejectVpcPeeringConnectionAsync("pcx-1", default),
            ["DeleteVpcPeeringConnection"] = ec2 => ec2.DeleteVpcPeeringConnectionAsync("pcx-1", default),
            ["ModifyVpcPeeringConnectionOptions"] =
                ec2 => ec2.AllowDnsAsync("pcx-1", default),
            ["CreateRoute"] = ec2 => ec2.CreateRouteAsync("rtb-1", "10.30.0.0/20", "pcx-1", default),
            ["ReplaceRoute"] = ec2 => ec2.ReplaceRouteAsync("rtb-1", "fd00::/64", "pcx-1", default),
            ["DeleteRoute"] = ec2 => ec2.DeleteRouteAsync("rtb-1", "10.30.0.0/20", default),
            ["CreateSecurityGroup"] = ec2 => ec2.CreateSecurityGroupAsync(
                new Ec2NewGroup("vpc-1", "timescale", "To Timescale") { Tags = Tags }, default),
            ["AuthorizeSecurityGroupEgress"] =
                ec2 => ec2.AuthorizeSecurityGroupEgressAsync("sg-1", Permissions, default),
            ["RevokeSecurityGroupEgress"] = ec2 => ec2.RevokeSecurityGroupEgressAsync("sg-1", Permissions, default),
            ["DeleteSecurityGroup"] = ec2 => ec2.DeleteSecurityGroupAsync("sg-1", default),
            ["CreateTags"] = ec2 => ec2.CreateTagsAsync("pcx-1", Tags, default),
            ["ModifyNetworkInterfaceAttribute"] =
                ec2 => ec2.ModifyNetworkInterfaceAttributeAsync("eni-1", ["sg-1", "sg-2"], default),
        };

    /// <summary>The reads; each gives the ids of what it found.</summary>
    public static IReadOnlyDictionary<string, Func<Ec2Api, Ec2Query, Task<string[]>>> Reads { get; } =
        new Dictionary<string, Func<Ec2Api, Ec2Query, Task<string[]>>>
        {
            ["DescribeVpcs"] = (ec2, query) => Ids(ec2.DescribeVpcsAsync(query, default)),
            ["DescribeVpcPeeringConnections"] =
                (ec2, query) => Ids(ec2.DescribeVpcPeeringConnectionsAsync(query, default)),
            ["DescribeRouteTables"] = (ec2, query) => Ids(ec2.DescribeRouteTablesAsync(query, default)),
            ["DescribeSecurityGroups"] = (ec2, query) => Ids(ec2.DescribeSecurityGroupsAsync(query, default)),
            ["DescribeSubnets"] = (ec2, query) => Ids(ec2.DescribeSubnetsAsync(query, default)),
            ["DescribeNetworkAcls"] = (ec2, query) => Ids(ec2.DescribeNetworkAclsAsync(query, default)),
            ["DescribeNetworkInterfaces"] = (ec2, query) => Ids(ec2.DescribeNetworkInterfacesAsync(query, default)),
        };

    /// <summary>The list of each read's answer, and what an item's id is called in it.</summary>
    public static IReadOnlyDictionary<string, (string List, string Id)> Shapes { get; } =
        new Dictionary<string, (string List, string Id)>
        {
            ["DescribeVpcs"] = ("vpcSet", "vpcId"),
            ["DescribeVpcPeeringConnections"] = ("vpcPeeringConnectionSet", "vpcPeeringConnectionId"),
            ["DescribeRouteTables"] = ("routeTableSet", "routeTableId"),
            ["DescribeSecurityGroups"] = ("securityGroupInfo", "groupId"),
            ["DescribeSubnets"] = ("subnetSet", "subnetId"),
            ["DescribeNetworkAcls"] = ("networkAclSet", "networkAclId"),
            ["DescribeNetworkInterfaces"] = ("networkInterfaceSet", "networkInterfaceId"),
        };

    /// <summary>The ids in an answer, read with none of the SDK's code.</summary>
    public static string[] IdsIn(string action, string answer)
    {
        var (list, id) = Shapes[action];
        using var text = new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(answer)));
        var root = XDocument.Load(text).Root!;
        Assert.Equal(action + "Response", root.Name.LocalName, ignoreCase: true);
        return [.. Children(root, list).SelectMany(set => set.Elements())
            .Select(item => Children(item, id).Last().Value.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<XElement> Children(XElement element, string name) => element.Elements().Where(
        child => Same(child.Name.LocalName, name));

    private static async Task<string[]> Ids<T>(Task<IReadOnlyList<T>> items)
        where T : IEc2Resource => [.. (await items).Select(item => item.Id)];
}
