using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>
/// The work of the managed service for VPCs in AWS: it opens requests from its own account and watches them.
/// </summary>
internal sealed class AwsLinks(World world)
{
    public const string Account = "444455556666";

    private const string Kind = "aws-vpc-peering-connection";

    public void Finish(ProjectVpc vpc)
    {
        if (!vpc.IsAws) return;
        vpc.AwsNetwork = world.Aws.AddVpc(
            world.Ids.Aws("vpc", $"mst/{vpc.Id}"), Account, Clouds.AwsRegion(vpc.Cloud), vpc.Cidr);
    }

    public void Remove(ProjectVpc vpc)
    {
        if (vpc.AwsNetwork is { } network) world.Aws.Vpcs.Remove(network);
    }

    public void Request(PeeringConnection item)
    {
        if (!item.Vpc.IsAws) return;
        var life = item.Life;
        world.After(world.Settings.PeeringRequest, $"attempt {item.Key}", () =>
        {
            if (item.Life == life) Open(item);
        });
    }

    /// <summary>Takes over the state of the connection in AWS.</summary>
    public void Look(PeeringConnection item)
    {
        if (item.Work.Connection is not { } connection || item.IsEnded || item.State == "DELETING") return;
        var state = connection.Status switch
        {
            "active" => "ACTIVE",
            "rejected" => "REJECTED_BY_PEER",
            "expired" or "failed" => "INVALID_SPECIFICATION",
            "deleted" or "deleting" => item.State == "ACTIVE" ? "DELETED_BY_PEER" : "REJECTED_BY_PEER",
            _ => "PENDING_PEER",
        };
        if (state != item.State) world.Mst.Agent.Set(item, state, Info(item, state, connection.Message));
    }

    /// <summary>Takes over the ranges of the customer's VPC.</summary>
    public static void Learn(PeeringConnection item) =>
        item.Work.KnownRanges = [.. item.Work.Connection?.Accepter.Vpc?.Cidrs ?? []];

    public void TakeBack(PeeringConnection item)
    {
        if (item.Work.Connection is { Status: "pending-acceptance" or "active" } connection)
            world.Aws.Peerings.Delete(connection, connection.Requester);
        item.Work.Connection = null;
    }

    private void Open(PeeringConnection item)
    {
        if (item.Vpc.AwsNetwork is not { } ownVpc) return;
        TakeBack(item);
        try
        {
            var peering = world.Aws.Peerings.Open(ownVpc, item.Account, item.Region ?? ownVpc.Region, item.Network);
            item.Work.Connection = peering;
            Learn(item);
            world.Mst.Agent.Set(item, "PENDING_PEER", Info(item, "PENDING_PEER", peering.Message));
            Look(item);
            Watch(item);
        }
        catch (AwsRefusalException refusal)
        {
            world.Mst.Agent.Set(item, "INVALID_SPECIFICATION", Info(item, "INVALID_SPECIFICATION", refusal.Message));
        }
    }

    private void Watch(PeeringConnection item)
    {
        var life = item.Life;
        world.After(world.Settings.PlatformPoll, $"poll {item.Key}", () =>
        {
            if (item.Life != life || !item.Vpc.Connections.Contains(item)) return;
            Look(item);
            if (item.State is "PENDING_PEER" or "ACTIVE") Watch(item);
        });
    }

    private JsonObject? Info(PeeringConnection item, string state, string message) =>
        state == "ACTIVE" && world.Settings.NullStateInfoWhenActive ? null : new JsonObject
        {
            ["message"] = message,
            ["type"] = $"{Kind}-{state.ToLowerInvariant().Replace('_', '-')}",
            ["aws_vpc_peering_connection_id"] = item.Work.Connection?.Id,
        };
}
