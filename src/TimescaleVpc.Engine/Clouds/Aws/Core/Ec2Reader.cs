using System.Xml.Linq;

namespace TimescaleVpc.Engine.Clouds.Aws.Core;

/// <summary>Turns EC2's XML into our records. Unknown elements are ignored; an item without an id is null.</summary>
internal static class Ec2Reader
{
    private static readonly string[] Targets =
    [
        "vpcPeeringConnectionId", "gatewayId", "natGatewayId", "transitGatewayId", "networkInterfaceId", "instanceId",
        "egressOnlyInternetGatewayId", "localGatewayId", "carrierGatewayId", "coreNetworkArn", "odbNetworkArn",
    ];

    public static Ec2Vpc? Vpc(XElement item) => item.Text("vpcId") is not { } id ? null : new Ec2Vpc
    {
        Id = id,
        OwnerId = item.Text("ownerId"),
        State = item.Word("state"),
        Cidrs = Ranges(item.Text("cidrBlock"), item.Items("cidrBlockAssociationSet"), "cidrBlock"),
        Ipv6Cidrs = Ranges(null, item.Items("ipv6CidrBlockAssociationSet"), "ipv6CidrBlock"),
        IsDefault = item.Flag("isDefault") ?? false,
        Tags = Tags(item),
    };

    public static Ec2Peering? Peering(XElement? item) =>
        item.Text("vpcPeeringConnectionId") is not { } id ? null : new Ec2Peering
        {
            Id = id,
            Status = item.Child("status").Word("code"),
            StatusMessage = item.Child("status").Text("message"),
            Expires = item.Time("expirationTime"),
            Requester = Side(item.Child("requesterVpcInfo")),
            Accepter = Side(item.Child("accepterVpcInfo")),
            Tags = Tags(item),
        };

    public static Ec2RouteTable? RouteTable(XElement item) =>
        item.Text("routeTableId") is not { } id ? null : new Ec2RouteTable
        {
            Id = id,
            VpcId = item.Text("vpcId"),
            OwnerId = item.Text("ownerId"),
            Associations = [.. item.Items("associationSet").Select(Association)],
            Routes = [.. item.Items("routeSet").Select(Route)],
            Tags = Tags(item),
        };

    public static Ec2SecurityGroup? SecurityGroup(XElement item) =>
        item.Text("groupId") is not { } id ? null : new Ec2SecurityGroup
        {
            Id = id,
            Name = item.Text("groupName") ?? "",
            Description = item.Text("groupDescription") ?? "",
            VpcId = item.Text("vpcId"),
            OwnerId = item.Text("ownerId"),
            Inbound = [.. item.Items("ipPermissions").Select(Permission)],
            Outbound = [.. item.Items("ipPermissionsEgress").Select(Permission)],
            Tags = Tags(item),
        };

    public static Ec2SecurityGroupRule? Rule(XElement item) =>
        item.Text("securityGroupRuleId") is not { } id ? null : new Ec2SecurityGroupRule
        {
            Id = id,
            GroupId = item.Text("groupId"),
            IsEgress = item.Flag("isEgress") ?? false,
            Protocol = Protocol(item),
            FromPort = item.Number("fromPort"),
            ToPort = item.Number("toPort"),
            Cidr = item.Text("cidrIpv4") ?? item.Text("cidrIpv6"),
            PrefixListId = item.Text("prefixListId"),
            ReferencedGroupId = item.Child("referencedGroupInfo").Text("groupId"),
            Description = item.Text("description"),
            Tags = Tags(item),
        };

    public static Ec2Subnet? Subnet(XElement item) => item.Text("subnetId") is not { } id ? null : new Ec2Subnet
    {
        Id = id,
        VpcId = item.Text("vpcId"),
        OwnerId = item.Text("ownerId"),
        Cidr = item.Text("cidrBlock"),
        Zone = item.Text("availabilityZone"),
        State = item.Word("state"),
        Tags = Tags(item),
    };

    public static Ec2NetworkInterface? NetworkInterface(XElement item) =>
        item.Text("networkInterfaceId") is not { } id ? null : new Ec2NetworkInterface
        {
            Id = id,
            VpcId = item.Text("vpcId"),
            SubnetId = item.Text("subnetId"),
            Description = item.Text("description"),
            Type = item.Text("interfaceType"),
            IsRequesterManaged = item.Flag("requesterManaged") ?? false,
            InstanceId = item.Child("attachment").Text("instanceId"),
            GroupIds = [.. item.Texts("groupSet", "groupId")],
            Tags = Tags(item),
        };

    private static Ec2PeeringSide Side(XElement? item) => new()
    {
        OwnerId = item.Text("ownerId"),
        VpcId = item.Text("vpcId"),
        Region = item.Text("region"),
        Cidrs = Distinct([item.Text("cidrBlock"), .. item.Texts("cidrBlockSet", "cidrBlock")]),
        Ipv6Cidrs = Distinct([.. item.Texts("ipv6CidrBlockSet", "ipv6CidrBlock")]),
        AllowsDns = item.Child("peeringOptions").Flag("allowDnsResolutionFromRemoteVpc"),
    };

    private static Ec2Association Association(XElement item) => new()
    {
        Id = item.Text("routeTableAssociationId") ?? "",
        IsMain = item.Flag("main") ?? false,
        SubnetId = item.Text("subnetId"),
        GatewayId = item.Text("gatewayId"),
        State = item.Child("associationState").Word("state"),
    };

    private static Ec2Route Route(XElement item) => new()
    {
        Destination = item.Text("destinationCidrBlock") ?? item.Text("destinationIpv6CidrBlock")
            ?? item.Text("destinationPrefixListId") ?? "",
        Target = Targets.Select(name => item.Text(name)).FirstOrDefault(text => text is not null) ?? "",
        PeeringId = item.Text("vpcPeeringConnectionId"),
        State = item.Word("state"),
        Origin = item.Text("origin"),
    };

    private static Ec2Permission Permission(XElement item) => new()
    {
        Protocol = Protocol(item),
        FromPort = item.Number("fromPort"),
        ToPort = item.Number("toPort"),
        Ranges = [.. item.Items("ipRanges").Select(range => Range(range, "cidrIp")).OfType<Ec2Range>()],
        Ipv6Ranges = [.. item.Items("ipv6Ranges").Select(range => Range(range, "cidrIpv6")).OfType<Ec2Range>()],
        PrefixListIds = [.. item.Texts("prefixListIds", "prefixListId")],
        GroupIds = [.. item.Texts("groups", "groupId")],
    };

    private static string Protocol(XElement item) => item.Word("ipProtocol") is { Length: > 0 } word ? word : "-1";

    private static Ec2Range? Range(XElement item, string name) =>
        item.Text(name) is { } cidr ? new Ec2Range(cidr, item.Text("description")) : null;

    /// <summary>The primary range, then the associated ones. One that is leaving or failed does not count.</summary>
    private static string[] Ranges(string? primary, IEnumerable<XElement> associations, string name)
    {
        var live = associations.Where(
            item => item.Child(name + "State").Word("state") is "" or "associated" or "associating");
        return Distinct([primary, .. live.Select(item => item.Text(name))]);
    }

    private static string[] Distinct(IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];

    private static Dictionary<string, string> Tags(XElement? item)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in item.Items("tagSet"))
        {
            if (tag.Text("key") is { } key) tags[key] = tag.Text("value") ?? "";
        }

        return tags;
    }
}
