using System.Text.Json.Nodes;
using TimescaleVpc.Sandbox.Arm;
using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Entra;
using TimescaleVpc.Sandbox.Network;
using TimescaleVpc.Sandbox.Seeding;

namespace TimescaleVpc.Sandbox.Mst;

/// <summary>The work of the managed service for VPCs in Azure: its VNets, halves of links and grants.</summary>
internal sealed class AzureLinks(World world) : CloudLinks("azure-vnet-peering",
    "timescale-azure-eastus", "timescale-azure-northeurope", "timescale-azure-switzerland-north",
    "timescale-azure-uksouth", "timescale-azure-westeurope")
{
    private static readonly string[] Ids = ["peer_cloud_account", "peer_azure_app_id", "peer_azure_tenant_id"];

    public override IReadOnlyList<string> RequiredFields { get; } = [.. Ids, "peer_vpc", "peer_resource_group"];

    public override bool HasRegions => false;

    private Subscription Platform => world.Arm.Subscription(WellKnown.PlatformSubscription)!;

    public override void Check(string field, string? value)
    {
        if (value?.Any(char.IsUpper) == true && world.Settings.UpperCaseStatus > 0) throw MstErrors.Refuse(
            world.Settings.UpperCaseStatus, $"Invalid input: {field}: only lower case letters are accepted");
        if (Ids.Contains(field) && !Guid.TryParse(value, out _))
            throw MstErrors.Bad("peer_cloud_account, peer_azure_app_id and peer_azure_tenant_id must be UUIDs");
    }

    public override void Build(ProjectVpc vpc)
    {
        var region = vpc.Cloud.Replace("timescale-azure-", "", StringComparison.Ordinal)
            .Replace("-", "", StringComparison.Ordinal);
        var name = $"mst-{region}";
        var group = Platform.Groups.Find(item => Same(item.Name, name));
        if (group is null) Platform.Groups.Add(group = new ResourceGroup(Platform, name, region));
        var network = new VNet(group, $"vpc-{vpc.Id}", [vpc.Cidr]) { Subnets = [new("default", vpc.Cidr)] };
        group.VNets.Add(network);
        vpc.NetworkId = network.ArmId;
    }

    public override void Remove(ProjectVpc vpc)
    {
        if (world.Arm.Network(vpc.NetworkId) is { } network) world.Arm.DeleteNetwork(network);
    }

    public override void Attempt(PeeringConnection item)
    {
        if (!item.IsIdle) new PeeringAttempt(world, item).Run();
    }

    public override void Look(PeeringConnection item)
    {
        var isLinked = item.Work.Half is { State: "Connected" };
        if (item.IsIdle || item.State == "APPROVED") return;
        if (item.State != "ACTIVE" && isLinked) Activate(item);
        else if (item.State == "ACTIVE" && !isLinked) world.Mst.Agent.Set(item, "DELETED_BY_PEER", new JsonObject
        {
            ["message"] = "The peering was deleted from the peer network",
            ["type"] = "azure-vnet-peering-deleted-by-peer",
        });
    }

    public override void Learn(PeeringConnection item)
    {
        if (item.Work.Half is { } half && world.Arm.Network(half.RemoteId) is { } remote)
            half.KnownRemotePrefixes = [.. remote.Prefixes];
    }

    /// <summary>Removes what the platform made for the connection; the customer's half becomes Disconnected.</summary>
    public override void TakeBack(PeeringConnection item)
    {
        if (item.Work.Half is { } half) world.Arm.Peerings.Remove(half);
        if (item.Work.Grant is { } grant && !SharesGrant(item)) world.Arm.Assignments.Remove(grant);
        item.Work.Half = null;
        item.Work.Grant = null;
        var isNeeded = world.Mst.Connections.Any(other => other != item && Same(other.AppId, item.AppId) &&
            other.Work.Half is not null);
        var principal = world.Entra.Platform.PrincipalOf(item.AppId);
        if (principal is not null && !isNeeded) world.Entra.Platform.Principals.Remove(principal);
    }

    public override void Snapshot(RollbackLog rollback)
    {
        rollback.Snapshot(Platform.Groups);
        foreach (var group in Platform.Groups) rollback.Snapshot(group.VNets);
    }

    public override bool Knows(string place) => world.Arm.Network(place) is not null;

    public override string? Block(ProjectVpc vpc, Service service, string from)
    {
        var address = $"{vpc.PrivateAddress}:{service.Port}";
        if (world.Arm.Network(from) is not { } source)
            return $"Timed out: {address} is private and this is the public internet";
        if (service.Obstacle == ServiceObstacle.PortDropped)
            return $"Timed out: a firewall drops what goes to {address}";
        var ownVNet = world.Arm.Network(vpc.NetworkId);
        var half = source.Peerings.Find(item => ownVNet is not null && item.PointsAt(ownVNet));
        if (half is null) return $"Timed out: {source.Name} has no peering to the network of {address}";
        if (half.State != "Connected") return $"Timed out: the peering {half.Name} is {half.State}";
        if (!half.AllowVirtualNetworkAccess)
            return $"Timed out: the peering {half.Name} does not allow virtual network access";
        var connection = vpc.Connections.Find(item => Same(item.CustomerNetworkId, source.ArmId));
        if (connection?.State != "ACTIVE")
            return $"Timed out: Timescale's connection is {connection?.State ?? "missing"}, not ACTIVE";
        var traffic = new AzureTraffic(source, half);
        var target = vpc.PrivateAddress;
        string[] blocks =
        [
            .. source.Subnets.Select(subnet => traffic.Block(subnet, target, service.Port) is { } reason
                ? $"subnet {subnet.Name}: {reason}" : null).OfType<string>(),
            .. source.Group.Nics.Where(nic => nic.Network == source)
                .Select(nic => traffic.Block(nic, target, service.Port) is { } reason
                    ? $"network interface {nic.Name}: {reason}" : null).OfType<string>(),
        ];
        if (blocks.Length > 0) return $"Timed out: {string.Join("; ", blocks.Take(3))}";
        // Responses are routed to the ranges that the other half knows.
        string[] unknownPrefixes = [.. source.Prefixes.Except(connection.Work.Half?.KnownRemotePrefixes ?? [])];
        var refusedRange = source.Prefixes.Find(range => !range.Contains(':') && !service.IpFilter.LetsInAll(range));
        if (refusedRange is not null)
            return $"Timed out: the IP filter of {service.Name} does not let {refusedRange} in";
        return unknownPrefixes.Length == 0
            ? null
            : $"Timed out from {string.Join(", ", unknownPrefixes)}: Timescale's half does not know this " +
                $"range of {source.Name}; it was added after the peering and is not synced";
    }

    private bool SharesGrant(PeeringConnection item) =>
        world.Mst.Connections.Any(other => other != item && other.Work.Grant == item.Work.Grant);

    private void Activate(PeeringConnection item)
    {
        var info = item.StateInfo?.DeepClone().AsObject();
        if (info is not null)
        {
            info["message"] = "The peering connection is active";
            info["type"] = "azure-vnet-peering-active";
        }

        world.Mst.Agent.Set(item, "ACTIVE", world.Settings.NullStateInfoWhenActive ? null : info);
    }
}
