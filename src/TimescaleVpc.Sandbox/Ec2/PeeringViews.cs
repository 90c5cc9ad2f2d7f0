using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Peering connections in EC2's form.</summary>
internal static class PeeringViews
{
    public static object?[] View(Ec2Call call, AwsPeering item)
    {
        var own = item.SideOf(call.Account, call.Region, call.World.Now) ?? item.Requester;
        return
        [
            Of("vpcPeeringConnectionId", item.Id),
            Of("status", Of("code", item.Status), Of("message", item.Message)),
            Text("expirationTime", item.ExpiresAt?.Iso()),
            Side("requesterVpcInfo", call, item, item.Requester),
            Side("accepterVpcInfo", call, item, item.Accepter),
            Tags(own.Tags),
        ];
    }

    // "CIDR block information is only returned when describing an active VPC peering connection" (EC2's model).
    private static XElement Side(string name, Ec2Call call, AwsPeering item, PeeringSide side)
    {
        var isPending = item.Status == "pending-acceptance" && call.World.Settings.AwsPendingCidrs;
        var vpc = item.IsActive || isPending ? side.Vpc : null;
        return Of(name,
            Of("ownerId", side.Account),
            Of("vpcId", side.VpcId),
            Of("region", side.Region),
            Text("cidrBlock", vpc?.Cidrs.First()),
            vpc is null ? null : Set("cidrBlockSet", vpc.Cidrs.Select(cidr => Item(Of("cidrBlock", cidr)))),
            vpc is null || vpc.Ipv6Ranges.Count == 0 ? null
                : Set("ipv6CidrBlockSet", vpc.Ipv6Ranges.Select(cidr => Item(Of("ipv6CidrBlock", cidr)))),
            item.IsActive ? Of("peeringOptions", Options(side)) : null);
    }

    public static XElement[] Options(PeeringSide side) =>
    [
        Flag("allowDnsResolutionFromRemoteVpc", side.AllowDns),
        Flag("allowEgressFromLocalClassicLinkToRemoteVpc", false),
        Flag("allowEgressFromLocalVpcToRemoteClassicLink", false),
    ];
}
