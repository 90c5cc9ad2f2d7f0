using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;
using TimescaleVpc.Sandbox.Network;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>Peering connections. There is no reading of a single one, and no changing.</summary>
internal static class ConnectionApi
{
    private const string Collection = MstRequest.VpcPath + "/peering-connections";
    private const string Account = Collection + "/peer-accounts/{account}";
    private const string InGroup = Account + "/peer-resource-groups/{group}/peer-vpcs/{network}";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("POST", Collection, "Mst.CreatePeering", request => new ConnectionRequest(request).Respond()),
        new("POST", Collection + "/refresh", "Mst.RefreshPeerings", Refresh),
        new("DELETE", Account + "/peer-vpcs/{network}", "Mst.DeletePeering", Delete),
        new("DELETE", Account + "/peer-vpcs/{network}/peer-regions/{region}", "Mst.DeletePeering", Delete),
        new("DELETE", InGroup, "Mst.DeletePeering", Delete),
        new("PUT", MstRequest.VpcPath + "/user-peer-network-cidrs", "Mst.PutPeerCidrs", PutCidrs),
    ];

    private static SimulatedResponse Delete(SimulatedRequest request)
    {
        string? Value(string name) => request.Values.GetValueOrDefault(name);
        var connection = request.Vpc().Connections.Find(item =>
            item.Is(Value("account"), Value("group"), Value("network"), Value("region")))
            ?? throw MstErrors.NoPeering();
        request.World.Mst.Agent.Delete(connection);
        return new SimulatedResponse(200, MstViews.View(request.World, connection));
    }

    private static SimulatedResponse Refresh(SimulatedRequest request)
    {
        if (request.World.Settings.PeeringRefreshStatus is var status and not 200)
            throw MstErrors.Refuse(status, status == 403 ? "Not authorized to perform this action" : "Not Found");
        var vpc = request.Vpc();
        request.World.Mst.Agent.Refresh(vpc);
        return new SimulatedResponse(200, MstViews.Full(request.World, vpc));
    }

    private static SimulatedResponse PutCidrs(SimulatedRequest request)
    {
        var vpc = request.Vpc();
        var body = request.MstBody();
        foreach (var item in body.Objects("add"))
        {
            var connection = vpc.Connections.Find(other => Same(other.Account, item.String("peer_cloud_account")) &&
                Same(other.Network, item.String("peer_vpc")) && Same(other.Group, item.String("peer_resource_group")))
                ?? throw MstErrors.NoPeering();
            var cidr = item.RequiredText("cidr");
            if (Cidr.Parse(cidr) is null) throw MstErrors.Bad($"cidr: '{cidr}' is no network");
            if (!connection.UserCidrs.Contains(cidr)) connection.UserCidrs.Add(cidr);
        }

        foreach (var cidr in body.Strings("delete"))
            foreach (var connection in vpc.Connections) connection.UserCidrs.Remove(cidr);
        return new SimulatedResponse(200, MstViews.Full(request.World, vpc));
    }
}
