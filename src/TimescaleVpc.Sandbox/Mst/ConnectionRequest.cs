using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Http;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>One request for a peering connection; asking again for a failed one tries again.</summary>
internal sealed class ConnectionRequest(SimulatedRequest request)
{
    private readonly World world = request.World;

    public SimulatedResponse Respond()
    {
        var vpc = request.Vpc();
        if (vpc.State != "ACTIVE") throw MstErrors.Refuse(409, $"VPC is not active (state {vpc.State})");
        var body = request.MstBody();
        var (account, network) = (Name(body, "peer_cloud_account")!, Name(body, "peer_vpc")!);
        var group = Name(body, "peer_resource_group");
        var (appId, tenantId) = (Name(body, "peer_azure_app_id"), Name(body, "peer_azure_tenant_id"));
        var region = vpc.Links.HasRegions ? body.String("peer_region") : null;
        if (vpc.Connections.Find(item => item.Is(account, group, network, region)) is { } presentConnection)
            return new SimulatedResponse(200, MstViews.Reply(Again(presentConnection, appId, tenantId)));
        var connection = new PeeringConnection(vpc, account, group, network, region)
        {
            Id = world.Ids.Guid("connection", $"{vpc.Id}/{account}/{group}/{network}"),
            AppId = appId,
            TenantId = tenantId,
            CreatedAt = world.Now,
            UpdatedAt = world.Now,
        };
        connection.UserCidrs.AddRange(body.Strings("user_peer_network_cidrs"));
        vpc.Connections.Add(connection);
        world.Mst.Agent.Request(connection);
        return new SimulatedResponse(200, MstViews.Reply(connection));
    }

    private PeeringConnection Again(PeeringConnection connection, string? appId, string? tenantId)
    {
        if (connection.State == "DELETING") throw MstErrors.Refuse(409, "VPC peering connection is being deleted");
        // The parameters are create-only: another application or tenant needs a new connection.
        if (!Same(connection.AppId, appId) || !Same(connection.TenantId, tenantId)) throw MstErrors.Refuse(409,
            "VPC peering connection already exists with other parameters");
        if (connection.HasFailed) world.Mst.Agent.Request(connection);
        return connection;
    }

    private string? Name(JsonObject body, string field)
    {
        var links = request.Vpc().Links;
        var value = links.RequiredFields.Contains(field) ? body.RequiredText(field) : body.String(field);
        links.Check(field, value);
        return value;
    }
}
