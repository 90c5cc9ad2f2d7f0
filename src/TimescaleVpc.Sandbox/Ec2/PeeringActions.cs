using System.Xml.Linq;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Sts;
using static TimescaleVpc.Sandbox.Ec2.Ec2Xml;

namespace TimescaleVpc.Sandbox.Ec2;

/// <summary>Peering connections: who may see, accept, reject, delete and change them, and when.</summary>
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
            Needs = call =>
            [
                new AwsNeed("ec2:CreateVpcPeeringConnection", call.Arn("vpc", call.Need("VpcId"))),
                new AwsNeed("ec2:CreateVpcPeeringConnection", call.Arn("vpc-peering-connection", "*")),
            ],
        },
        new("AcceptVpcPeeringConnection", [Id], Accept) { Needs = Ec2Needs.Peering },
        new("RejectVpcPeeringConnection", [Id], Reject) { Needs = Ec2Needs.Peering },
        new("DeleteVpcPeeringConnection", [Id], Delete) { Needs = Ec2Needs.Peering },
        new("ModifyVpcPeeringConnectionOptions", [Id, $"Accepter{DnsOption}", $"Requester{DnsOption}"], Modify)
        {
            Needs = Ec2Needs.Peering,
        },
    ];

    private static List<XElement?> Describe(Ec2Call call)
    {
        var mine = call.Aws.Peerings.All
            .Select(item => (Item: item, Own: item.SideOf(call.Account, call.Region, call.World.Now)!))
            .Where(it => it.Own is not null);
        foreach (var id in call.Form.List(Id)) CheckForm(id);
        var named = call.Named(mine, Id, it => it.Item.Id, Ec2Errors.NoPeering);
        var (items, next) = new Ec2Page(call, Id).Of(Filter.Apply(call, named));
        return
        [
            Set("vpcPeeringConnectionSet", items.Select(it => Item(PeeringViews.View(call, it.Item)))),
            Text("nextToken", next),
        ];
    }

    private static List<XElement?> Create(Ec2Call call)
    {
        var own = call.Vpc(call.Need("VpcId"));
        var made = call.Aws.Peerings.Open(own, call.Form.Text("PeerOwnerId") ?? call.Account,
            call.Form.Text("PeerRegion") ?? call.Region, call.Need("PeerVpcId"));
        return [Of("vpcPeeringConnection", PeeringViews.Made(call, made))];
    }

    private static List<XElement?> Accept(Ec2Call call)
    {
        var (item, side) = Find(call);
        if (side != item.Accepter) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"User {call.Account} cannot accept peering {item.Id}");
        call.Aws.Peerings.Accept(item);
        return [Of("vpcPeeringConnection", PeeringViews.View(call, item))];
    }

    private static List<XElement?> Reject(Ec2Call call)
    {
        var (item, side) = Find(call);
        if (side != item.Accepter) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"User {call.Account} cannot reject peering {item.Id}");
        call.Aws.Peerings.Reject(item);
        return [Done()];
    }

    private static List<XElement?> Delete(Ec2Call call)
    {
        var (item, side) = Find(call);
        // Who owns both ends in one region acts as the requester too.
        var isOwnRequest = item.Status == "pending-acceptance" && item.Requester.Is(call.Account, call.Region);
        call.Aws.Peerings.Delete(item, isOwnRequest ? item.Requester : side);
        return [Done()];
    }

    private static List<XElement?> Modify(Ec2Call call)
    {
        var (item, side) = Find(call);
        var changes = new[] { ("Accepter", item.Accepter), ("Requester", item.Requester) }
            .Select(pair => (Side: pair.Item2, Value: call.Form.Flag(pair.Item1 + DnsOption)))
            .Where(pair => pair.Value is not null).ToList();
        if (changes.Count == 0) throw Ec2Errors.Missing("AccepterPeeringConnectionOptions");
        if (!item.IsActive) throw Ec2Errors.Refuse("OperationNotPermitted",
            $"Peering {item.Id} is not active. Peering options can be added only to active peerings.");
        foreach (var (changed, value) in changes)
        {
            if (!changed.Is(call.Account, call.Region)) throw Ec2Errors.Refuse("OperationNotPermitted",
                $"User {call.Account} does not have permission to modify the " +
                $"{(changed == item.Accepter ? "accepter" : "requester")} side peering options of {item.Id}");
            if (value == true && changed.Vpc is { DnsHostnames: false }) throw Ec2Errors.Refuse(
                "InvalidVpcPeeringConnectionState.DnsHostnamesDisabled",
                $"DNS hostnames are disabled for {changed.VpcId}.");
        }

        foreach (var (changed, value) in changes) changed.AllowDns = value!.Value;
        return
        [
            .. changes.Select(pair => Of(pair.Side == item.Accepter
                ? "accepterPeeringConnectionOptions"
                : "requesterPeeringConnectionOptions", PeeringViews.Options(pair.Side))),
        ];
    }

    private static (AwsPeering Item, PeeringSide Side) Find(Ec2Call call)
    {
        var id = call.Need(Id);
        CheckForm(id);
        return call.Aws.Peerings.Find(id) is { } item &&
            item.SideOf(call.Account, call.Region, call.World.Now) is { } side
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
