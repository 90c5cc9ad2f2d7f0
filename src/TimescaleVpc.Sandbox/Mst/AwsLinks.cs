using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Ec2;
using TimescaleVpc.Sandbox.Network;
using TimescaleVpc.Sandbox.Seeding;
using TimescaleVpc.Sandbox.Sts;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>
/// The work of the managed service for VPCs in AWS: it opens requests from its own account and watches them.
/// </summary>
internal sealed class AwsLinks(World world) : CloudLinks("aws-vpc-peering-connection",
    "timescale-aws-eu-central-1", "timescale-aws-eu-west-1", "timescale-aws-us-east-1")
{
    public const string Account = "444455556666";

    public override void Build(ProjectVpc vpc)
    {
        vpc.NetworkId = world.Ids.Aws("vpc", $"mst/{vpc.Id}");
        var region = vpc.Cloud.Replace("timescale-aws-", "", StringComparison.Ordinal);
        world.Aws.AddVpc(vpc.NetworkId, Account, region, vpc.Cidr);
    }

    public override void Remove(ProjectVpc vpc)
    {
        if (Network(vpc) is { } network) world.Aws.Vpcs.Remove(network);
    }

    public override void Attempt(PeeringConnection item)
    {
        if (Network(item.Vpc) is not { } ownVpc) return;
        TakeBack(item);
        try
        {
            var peering = world.Aws.Peerings.Open(ownVpc, item.Account, item.Region ?? ownVpc.Region, item.Network);
            item.Work.Connection = peering;
            Learn(item);
            world.Mst.Agent.Set(item, "PENDING_PEER", Info(item, "PENDING_PEER", peering.Message));
            Look(item);
        }
        catch (AwsRefusalException refusal)
        {
            world.Mst.Agent.Set(item, "INVALID_SPECIFICATION", Info(item, "INVALID_SPECIFICATION", refusal.Message));
        }
    }

    public override void Look(PeeringConnection item)
    {
        if (item.Work.Connection is not { } connection || item.HasFailed || item.State == "DELETING") return;
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

    public override void Learn(PeeringConnection item) =>
        item.Work.KnownRanges = [.. item.Work.Connection?.Accepter.Vpc?.Cidrs ?? []];

    public override void TakeBack(PeeringConnection item)
    {
        if (item.Work.Connection is { Status: "pending-acceptance" or "active" } connection)
            world.Aws.Peerings.Delete(connection, connection.Requester);
        item.Work.Connection = null;
    }

    public override void Snapshot(RollbackLog rollback) => rollback.Snapshot(world.Aws.Vpcs);

    public override bool Knows(string place) => AwsPlace.Of(world, place).Count > 0;

    public override string? Block(ProjectVpc vpc, Service service, string from)
    {
        string? Block(AwsPlace start)
        {
            var connection = start.Connection(world, Network(vpc));
            var peering = vpc.Connections.Find(item => connection is not null && item.Work.Connection == connection);
            return connection is null || peering is null ? $"{start.Subnet.Vpc.Id} has no peering to the network"
                : !connection.IsActive ? $"the peering {connection.Id} is {connection.Status}"
                : peering.State != "ACTIVE" ? $"Timescale's connection is {peering.State}, not ACTIVE"
                : start.Block(world, connection, vpc.PrivateAddress, service.Port)
                ?? (service.IpFilter.LetsIn(start.Address) ? null
                    : $"the IP filter of {service.Name} does not let {start.Address} in")
                ?? (peering.Work.KnownRanges.Any(range => Cidr.Contains(range, start.Address)) ? null
                    : $"Timescale does not know the range of {start.Address}; it was added after the peering");
        }

        var blocks = AwsPlace.Of(world, from).ConvertAll(Block);
        return blocks.Contains(null) ? null
            : $"Timed out: {string.Join("; ", blocks.Append($"{from} is not connected").Distinct().Take(3))}";
    }

    private Ec2Vpc? Network(ProjectVpc vpc) => world.Aws.Vpcs.Find(item => item.Id == vpc.NetworkId);

    private JsonObject? Info(PeeringConnection item, string state, string message) =>
        state == "ACTIVE" && world.Settings.NullStateInfoWhenActive ? null : new JsonObject
        {
            ["message"] = message,
            ["type"] = $"{PeeringType}-{state.ToLowerInvariant().Replace('_', '-')}",
            ["aws_vpc_peering_connection_id"] = item.Work.Connection?.Id,
        };
}
