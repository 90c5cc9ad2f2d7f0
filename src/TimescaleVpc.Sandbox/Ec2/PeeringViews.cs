using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Peering connections in EC2's form.</summary>
internal static class PeeringViews
{
    /// <summary>The response to the creation: the request is still being initiated.</summary>
    public static object?[] Created(Ec2Request request, AwsPeering item) => item.Status == "pending-acceptance"
        ? View(request, item, "initiating-request", $"Initiating Request to {item.Accepter.Account}")
        : View(request, item);

    public static object?[] View(Ec2Request request, AwsPeering item) => View(request, item, item.Status, item.Message);

    private static object?[] View(Ec2Request request, AwsPeering item, string status, string message)
    {
        var ownSide = item.SideOf(request.Account, request.Region, request.World.Now) ?? item.Requester;
        return
        [
            Of("vpcPeeringConnectionId", item.Id),
            Of("status", Of("code", status), Of("message", message)),
            Text("expirationTime", item.ExpiresAt?.Iso()),
            Side("requesterVpcInfo", request, item, item.Requester),
            Side("accepterVpcInfo", request, item, item.Accepter),
            Tags(ownSide.Tags),
        ];
    }

    // Ranges of both sides once it is accepted; before that the requester sees its own. Options of the own side only.
    private static XElement Side(string name, Ec2Request request, AwsPeering item, PeeringSide side)
    {
        var isOwn = side.Account == request.Account;
        var isPending = item.Status == "pending-acceptance"
            && ((isOwn && side == item.Requester) || request.World.Settings.AwsPendingCidrs);
        var vpc = item.IsAccepted || isPending ? side.Vpc : null;
        return Of(name,
            Of("ownerId", side.Account),
            Of("vpcId", side.VpcId),
            Of("region", side.Region),
            Text("cidrBlock", vpc?.Cidrs.First()),
            vpc is null ? null : Set("cidrBlockSet", vpc.Cidrs.Select(cidr => Item(Of("cidrBlock", cidr)))),
            vpc is null || vpc.Ipv6Ranges.Count == 0 ? null
                : Set("ipv6CidrBlockSet", vpc.Ipv6Ranges.Select(cidr => Item(Of("ipv6CidrBlock", cidr)))),
            vpc is not null && isOwn ? Of("peeringOptions", Options(side)) : null);
    }

    public static XElement[] Options(PeeringSide side) =>
    [
        Flag("allowDnsResolutionFromRemoteVpc", side.AllowDns),
        Flag("allowEgressFromLocalClassicLinkToRemoteVpc", false),
        Flag("allowEgressFromLocalVpcToRemoteClassicLink", false),
    ];
}
