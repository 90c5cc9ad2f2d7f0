using TimescaleVpc.Sandbox.Core;
using TimescaleVpc.Sandbox.Mst;

namespace TimescaleVpc.Sandbox.Network;

/// <summary>An attempt to reach a service of the managed service from a VNet.</summary>
internal sealed class AzureProbe(World world, ProjectVpc vpc, Service service)
{
    /// <summary>Why the service cannot be reached; null if it can.</summary>
    public string? Block(string from)
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
}
