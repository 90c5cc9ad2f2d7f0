using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Peering connections. There is no reading of a single one, and no changing.</summary>
internal static class ConnectionApi
{
    private const string Collection = MstCall.VpcPath + "/peering-connections";
    private const string Account = Collection + "/peer-accounts/{account}";
    private const string InGroup = Account + "/peer-resource-groups/{group}/peer-vpcs/{network}";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("POST", Collection, "Mst.CreatePeering", call => new ConnectionRequest(call).Answer()),
        new("POST", Collection + "/refresh", "Mst.RefreshPeerings", Refresh),
        new("DELETE", Account + "/peer-vpcs/{network}", "Mst.DeletePeering", Delete),
        new("DELETE", Account + "/peer-vpcs/{network}/peer-regions/{region}", "Mst.DeletePeering", Delete),
        new("DELETE", InGroup, "Mst.DeletePeering", Delete),
        new("PUT", MstCall.VpcPath + "/user-peer-network-cidrs", "Mst.PutPeerCidrs", PutCidrs),
    ];

    private static Answer Delete(Call call)
    {
        string? Value(string name) => call.Values.GetValueOrDefault(name);
        var known = call.Vpc().Connections.Find(item =>
            item.Is(Value("account"), Value("group"), Value("network"), Value("region")))
            ?? throw MstErrors.NoPeering();
        call.World.Mst.Agent.Delete(known);
        return new Answer(200, MstViews.View(call.World, known));
    }

    private static Answer Refresh(Call call)
    {
        if (call.World.Settings.PeeringRefreshStatus is var status and not 200)
            throw MstErrors.Refuse(status, status == 403 ? "Not authorized to perform this action" : "Not Found");
        var vpc = call.Vpc();
        call.World.Mst.Agent.Refresh(vpc);
        return new Answer(200, MstViews.Full(call.World, vpc));
    }

    private static Answer PutCidrs(Call call)
    {
        var vpc = call.Vpc();
        var body = call.MstBody();
        foreach (var item in body.Objects("add"))
        {
            var known = vpc.Connections.Find(other => other.Account.Same(item.String("peer_cloud_account")) &&
                other.Network.Same(item.String("peer_vpc")) && other.Group.Same(item.String("peer_resource_group")))
                ?? throw MstErrors.NoPeering();
            var cidr = item.Need("cidr");
            if (Cidr.Parse(cidr) is null) throw MstErrors.Bad($"cidr: '{cidr}' is no network");
            if (!known.UserCidrs.Contains(cidr)) known.UserCidrs.Add(cidr);
        }

        foreach (var cidr in body.Strings("delete"))
            foreach (var known in vpc.Connections) known.UserCidrs.Remove(cidr);
        return new Answer(200, MstViews.Full(call.World, vpc));
    }
}
