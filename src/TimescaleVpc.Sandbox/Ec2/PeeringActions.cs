using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Sts;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>The actions on peering connections, with the rules for each side and state.</summary>
internal static class PeeringActions
{
    private const string Id = "VpcPeeringConnectionId";
    private const string DnsOption = "PeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc";

    private static readonly Ec2Filter<(AwsPeering Item, PeeringSide Own)> Filter = new(
        new Dictionary<string, Func<(AwsPeering Item, PeeringSide Own), IEnumerable<string?>>>
        {
            ["vpc-peering-connection-id"] = it => [it.Item.Id],
            ["status-code"] = it => [it.Item.Status],
            ["status-message"] = it => [it.Item.Message],
            ["expiration-time"] = it => [it.Item.ExpiresAt?.Iso()],
            ["requester-vpc-info.owner-id"] = it => [it.Item.Requester.Account],
            ["requester-vpc-info.vpc-id"] = it => [it.Item.Requester.VpcId],
            ["requester-vpc-info.cidr-block"] = it => Cidrs(it.Item, it.Item.Requester),
            ["accepter-vpc-info.owner-id"] = it => [it.Item.Accepter.Account],
            ["accepter-vpc-info.vpc-id"] = it => [it.Item.Accepter.VpcId],
            ["accepter-vpc-info.cidr-block"] = it => Cidrs(it.Item, it.Item.Accepter),
        }, it => it.Own.Tags);

    public static IReadOnlyList<Ec2Action> All { get; } =
    [
        Ec2Action.Describe("DescribeVpcPeeringConnections", Id, Describe),
        new("CreateVpcPeeringConnection", ["VpcId", "PeerVpcId", "PeerOwnerId", "PeerRegion"], Create)
        {
            Permissions = request =>
            [
                new AwsPermission("ec2:CreateVpcPeeringConnection", request.Arn("vpc", request.Required("VpcId"))),
                new AwsPermission("ec2:CreateVpcPeeringConnection", request.Arn("vpc-peering-connection", "*")),
            ],
        },
        new("AcceptVpcPeeringConnection", [Id], Accept) { Permissions = Ec2Permissions.Peering },
        new("RejectVpcPeeringConnection", [Id], Reject) { Permissions = Ec2Permissions.Peering },
        new("DeleteVpcPeeringConnection", [Id], Delete) { Permissions = Ec2Permissions.Peering },
        new("ModifyVpcPeeringConnectionOptions", [Id, $"Accepter{DnsOption}", $"Requester{DnsOption}"], Modify)
        {
            Permissions = Ec2Permissions.Peering,
        },
    ];

    private static List<XElement?> Describe(Ec2Request request)
    {
        var ownPeerings = request.Aws.Peerings.All
            .Select(item => (Item: item, Own: item.SideOf(request.Account, request.Region, request.World.Now)!))
            .Where(it => it.Own is not null);
        foreach (var id in request.Form.List(Id)) CheckForm(id);
        var peerings = request.FindOrAll(ownPeerings, Id, it => it.Item.Id, Ec2Errors.NoPeering);
        var (items, next) = new Ec2Page(request, Id).Of(Filter.Apply(request, peerings));
        return
        [
            Set("vpcPeeringConnectionSet", items.Select(it => Item(PeeringViews.View(request, it.Item)))),
            Text("nextToken", next),
        ];
    }

    private static List<XElement?> Create(Ec2Request request)
    {
        var ownVpc = request.Vpc(request.Required("VpcId"));
        var peering = request.Aws.Peerings.Open(ownVpc, request.Form.Text("PeerOwnerId") ?? request.Account,
            request.Form.Text("PeerRegion") ?? request.Region, request.Required("PeerVpcId"));
        return [Of("vpcPeeringConnection", PeeringViews.Created(request, peering))];
    }

    private static List<XElement?> Accept(Ec2Request request)
    {
        var (item, side) = Find(request);
        if (side != item.Accepter) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"User {request.Account} cannot accept peering {item.Id}");
        request.Aws.Peerings.Accept(item);
        return [Of("vpcPeeringConnection", PeeringViews.View(request, item))];
    }

    private static List<XElement?> Reject(Ec2Request request)
    {
        var (item, side) = Find(request);
        if (side != item.Accepter) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"User {request.Account} cannot reject peering {item.Id}");
        request.Aws.Peerings.Reject(item);
        return [Done()];
    }

    private static List<XElement?> Delete(Ec2Request request)
    {
        var (item, side) = Find(request);
        // The owner of both sides in one region acts as the requester too.
        var isOwnRequest = item.Status == "pending-acceptance" && item.Requester.Is(request.Account, request.Region);
        request.Aws.Peerings.Delete(item, isOwnRequest ? item.Requester : side);
        return [Done()];
    }

    private static List<XElement?> Modify(Ec2Request request)
    {
        var (item, side) = Find(request);
        var changes = new[] { ("Accepter", item.Accepter), ("Requester", item.Requester) }
            .Select(pair => (Side: pair.Item2, Value: request.Form.Flag(pair.Item1 + DnsOption)))
            .Where(pair => pair.Value is not null).ToList();
        if (changes.Count == 0) throw Ec2Errors.Missing("AccepterPeeringConnectionOptions");
        if (!item.IsActive) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"Peering {item.Id} is not active. Peering options can be added only to active peerings.");
        foreach (var (target, value) in changes)
        {
            if (!target.Is(request.Account, request.Region)) throw Ec2Errors.Refuse("OperationNotPermitted",
                $"User {request.Account} does not have permission to modify the " +
                $"{(target == item.Accepter ? "accepter" : "requester")} side peering options of {item.Id}");
            if (value == true && target.Vpc is { DnsHostnames: false }) throw Ec2Errors.Refuse(
                "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
                $"DNS hostnames are disabled for {target.VpcId}.");
        }

        foreach (var (target, value) in changes) target.AllowDns = value!.Value;
        return
        [
            .. changes.Select(pair => Of(pair.Side == item.Accepter
                ? "accepterPeeringConnectionOptions"
                : "requesterPeeringConnectionOptions", PeeringViews.Options(pair.Side))),
        ];
    }

    private static (AwsPeering Item, PeeringSide Side) Find(Ec2Request request)
    {
        var id = request.Required(Id);
        CheckForm(id);
        return request.Aws.Peerings.Find(id) is { } item &&
            item.SideOf(request.Account, request.Region, request.World.Now) is { } side
                ? (item, side)
                : throw Ec2Errors.NoPeering(id);
    }

    private static void CheckForm(string id)
    {
        if (!id.StartsWith("pcx-", StringComparison.Ordinal)) throw Ec2Errors.Refuse(
            "InvalidVpcPeeringConnectionId.Malformed", $"Invalid id: \"{id}\" (expecting \"pcx-...\")");
    }

    private static IEnumerable<string> Cidrs(AwsPeering item, PeeringSide side) =>
        item.IsAccepted ? side.Vpc?.Cidrs ?? [] : [];
}
