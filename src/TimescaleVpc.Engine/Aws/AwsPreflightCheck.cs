using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Judges what would stand in the way of a peering that is not made yet.</summary>
/// <param name="peeringCase">The peering that is wanted.</param>
/// <param name="network">The AWS VPC.</param>
/// <param name="reading">What the region holds.</param>
internal sealed class AwsPreflightCheck(PeeringCase peeringCase, Ec2Vpc network, AwsRegionReading reading)
{
    /// <summary>AWS's quota of active peerings, and what it may be raised to. Nothing shows an account's own.</summary>
    private const int PeeringsPerVpc = 50, MostPeeringsPerVpc = 125;

    /// <summary>The same of routes that are not propagated, since June 2025.</summary>
    private const int RoutesPerTable = 500, MostRoutesPerTable = 1000;

    // What an interrupted run left of this very peering is no obstacle.
    private readonly AwsHalf half = AwsHalf.Of(
        peeringCase.Peering.AwsPeeringId, peeringCase.Peering, reading.Connections.Value!);

    private readonly IReadOnlyList<Ec2RouteTable> tables = reading.UsedTables(network.Id);

    public IEnumerable<PeeringFinding> Findings()
    {
        foreach (var finding in RangeCheck.Of(peeringCase, Occupied(), reading.Vpcs.Saying("")))
            yield return finding;
        foreach (var finding in Peerings()) yield return finding;
        if (!AddressRange.TryParse(peeringCase.Peering.VpcCidr, out var target, out _)) yield break;
        foreach (var finding in Routes()) yield return finding;
        foreach (var (table, route) in tables.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            if (Same(route.Target, "local") || !AddressRange.TryParse(route.Destination, out var range, out _)
                || !range.Overlaps(target) || range.PrefixLength < target.PrefixLength
                || half.Owns(route) || half.IsOrphan(route)) continue;
            yield return reading.RouteTaken(peeringCase, table, route);
        }
    }

    private IEnumerable<PeeringFinding> Peerings()
    {
        var count = (reading.Connections.Value ?? []).Count(item => item.Status == Ec2PeeringStates.Active
            && !Same(item.Id, half.Id)
            && (Same(item.Accepter.VpcId, network.Id) || Same(item.Requester.VpcId, network.Id)));
        if (count < PeeringsPerVpc) yield break;
        yield return FindingCatalogue.AwsPeeringQuota.For(
            peeringCase.Subject, network.Id, [reading.Connections.Saying($"{count} active")], network.Id, count,
            PeeringsPerVpc, MostPeeringsPerVpc);
    }

    /// <summary>Propagated routes have a quota of their own, and a route that is there already needs no room.</summary>
    private IEnumerable<PeeringFinding> Routes()
    {
        foreach (var table in tables)
        {
            var count = table.Routes.Count(route => !route.IsPropagated);
            if (count < RoutesPerTable || table.Routes.Any(route => half.Owns(route)
                || half.IsOrphan(route))) continue;
            yield return FindingCatalogue.RouteTableQuota.For(
                peeringCase.Subject, table.Id, [reading.Tables.Saying($"{count} routes")], table.Id, count,
                RoutesPerTable, MostRoutesPerTable);
        }
    }

    /// <summary>The VPC's ranges, and those of the networks that it is peered with.</summary>
    private List<OccupiedRange> Occupied()
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
