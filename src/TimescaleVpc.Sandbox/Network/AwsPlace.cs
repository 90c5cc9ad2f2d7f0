using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;

namespace TimescaleVpc.Sandbox.Network;

/// <summary>
/// A place in AWS that an attempt starts from: a subnet, an address in it, and the security groups there.
/// </summary>
internal sealed record AwsPlace(AwsSubnet Subnet, string Address, IReadOnlyList<SecurityGroup> Groups, string Name)
{
    /// <summary>A port that both Linux and Windows choose for the sender.</summary>
    private const int ReplyPort = 49200;

    /// <summary>
    /// The places of an id: an interface or instance itself; the interfaces of a subnet or VPC and, for a subnet
    /// without any, one imaginary interface for each security group of the VPC.
    /// </summary>
    public static List<AwsPlace> Of(World world, string id) =>
    [
        .. world.Aws.Interfaces.Where(item => Same(item.Id, id) || Same(item.InstanceId, id)).Select(Of),
        .. world.Aws.Subnets.Where(item => Same(item.Id, id) || Same(item.Vpc.Id, id))
            .SelectMany(subnet => In(world, subnet)),
    ];

    /// <summary>Whether an id lies in a VPC whose resolver is off; other places have resolvers of their own.</summary>
    public static bool IsDeaf(World world, string? id) =>
        id is not null && Of(world, id).Exists(item => !item.Subnet.Vpc.DnsSupport);

    /// <summary>The live peering that a network of the platform opened to this place's VPC.</summary>
    public AwsPeering? Connection(World world, Ec2Vpc? network) => world.Aws.Peerings.All.Find(item =>
        item.IsLive && item.Requester.Vpc == network && item.Accepter.Vpc == Subnet.Vpc);

    /// <summary>The part of this VPC that blocks TCP to an address; null if none does.</summary>
    public string? Block(World world, AwsPeering connection, string address, int port)
    {
        var table = world.Aws.TableOf(Subnet);
        // The longest prefix wins, and the VPC's own ranges before all.
        var route = table?.All.Where(item => Cidr.Contains(item.Destination, address))
            .MaxBy(item => Cidr.Parse(item.Destination)!.Value.Network.PrefixLength);
        if (route?.PeeringId != connection.Id)
            return $"{Subnet.Id} has no route to {address} over {connection.Id} in {table?.Id ?? "any table"}";
        if (world.Aws.StateOf(table!, route) != "active") return $"the route to {route.Destination} is a blackhole";
        var aclBlock = AclBlock(isEgress: true, address, port) ?? AclBlock(isEgress: false, address, ReplyPort);
        if (aclBlock is not null) return aclBlock;
        return Groups.Any(group => group.Rules.Exists(rule => rule.IsEgress && LetsOut(rule.Key, address, port)))
            ? null
            : $"no security group of {Name} lets TCP {port} out to {address}";
    }

    /// <summary>A network ACL keeps nothing in mind: what goes out must be let out, and the reply in.</summary>
    private string? AclBlock(bool isEgress, string address, int port) =>
        Subnet.Acl.Deciding(isEgress, address, port) is { Allows: false } rule
            ? $"network ACL {Subnet.Acl.Id} of {Subnet.Id} denies TCP {port} {(isEgress ? "to" : "from")} {address} " +
                $"(rule {rule.Number})"
            : null;

    private static bool LetsOut(RuleKey key, string address, int port) =>
        key.Protocol is "-1" || (key.Protocol == "tcp" && key.FromPort <= port && port <= key.ToPort)
            ? key.Ipv4 is { } range && Cidr.Contains(range, address)
            : false;

    private static IEnumerable<AwsPlace> In(World world, AwsSubnet subnet)
    {
        var interfaces = world.Aws.Interfaces.FindAll(item => item.Subnet == subnet);
        return interfaces.Count > 0
            ? interfaces.Select(Of)
            : world.Aws.Groups.Where(item => item.Vpc == subnet.Vpc).Select(group => new AwsPlace(
                subnet, Cidr.Address(subnet.Cidr, 10), [group], $"{subnet.Id} with {group.Id}"));
    }

    private static AwsPlace Of(NetworkInterface item) => new(item.Subnet, item.Address, item.Groups, item.Id);
}
