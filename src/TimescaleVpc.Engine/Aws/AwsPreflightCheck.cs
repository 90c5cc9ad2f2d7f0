using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Judges what would stand in the way of a peering that is not made yet.</summary>
internal static class AwsPreflightCheck
{
    /// <param name="peeringCase">The peering that is wanted.</param>
    /// <param name="network">The AWS VPC.</param>
    /// <param name="reading">What the region holds.</param>
    public static IEnumerable<PeeringFinding> Of(PeeringCase peeringCase, Ec2Vpc network, AwsRegionReading reading)
    {
        // What an interrupted run left of this very peering is in nobody's way.
        var half = AwsHalf.Of(peeringCase.Peering.AwsPeeringId, peeringCase.Peering, reading.Connections.Value!);
        foreach (var finding in RangeCheck.Of(peeringCase, Occupied(network, half, reading), reading.Vpcs.Saying("")))
            yield return finding;
        if (!reading.Tables.IsKnown || !reading.Subnets.IsKnown
            || !AddressRange.TryParse(peeringCase.Peering.VpcCidr, out var target, out _)) yield break;

        var tables = RoutePlan.Select(
            network.Id, [.. reading.Tables.Value!.Where(table => Same(table.VpcId, network.Id))],
            [.. reading.Subnets.Value!.Where(subnet => Same(subnet.VpcId, network.Id))], [], []);
        foreach (var (table, route) in tables.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            if (Same(route.Target, "local") || !AddressRange.TryParse(route.Destination, out var range, out _)
                || !range.Overlaps(target) || range.PrefixLength < target.PrefixLength
                || half.Owns(route, peeringCase.Peering) || half.IsOrphan(route, peeringCase.Peering)) continue;
            yield return FindingCatalogue.RouteTaken.For(
                peeringCase.Subject, table.Id,
                [reading.Tables.Saying($"{table.Id}: {route.Destination} to {route.Target} ({route.State})")], table.Id,
                range, route.Target, target);
        }
    }

    /// <summary>The VPC's ranges, and those of the networks that it is peered with.</summary>
    private static List<OccupiedRange> Occupied(Ec2Vpc network, AwsHalf half, AwsRegionReading reading)
    {
        var ranges = network.Cidrs.Select(range => new OccupiedRange(range, $"VPC {network.Id}", network.Id)).ToList();
        foreach (var connection in (reading.Connections.Value ?? [])
            .Where(item => item.Status == Ec2PeeringStates.Active && !Same(item.Id, half.Id)))
        {
            var other = Same(connection.Accepter.VpcId, network.Id) ? connection.Requester
                : Same(connection.Requester.VpcId, network.Id) ? connection.Accepter : null;
            if (other is null) continue;
            ranges.AddRange(other.Cidrs.Select(range => new OccupiedRange(
                range, $"VPC {other.VpcId}, which {network.Id} is peered with ({connection.Id})", connection.Id)));
        }

        return ranges;
    }
}
