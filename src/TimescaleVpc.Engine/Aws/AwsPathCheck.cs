using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Aws;

/// <summary>What an examination read of a region; of what lies in VPCs only that of one.</summary>
internal sealed record AwsRegionReading(
    Reading<IReadOnlyList<Ec2Peering>> Connections, Reading<IReadOnlyList<Ec2Vpc>> Vpcs,
    Reading<IReadOnlyList<Ec2RouteTable>> Tables, Reading<IReadOnlyList<Ec2Subnet>> Subnets,
    Reading<IReadOnlyList<Ec2NetworkAcl>> Acls, Reading<IReadOnlyList<Ec2SecurityGroup>> Groups)
{
    /// <summary>The tables that an approval would take; none where they are not known.</summary>
    public IReadOnlyList<Ec2RouteTable> UsedTables(string vpcId) => !Tables.IsKnown || !Subnets.IsKnown ? []
        : RoutePlan.Select(vpcId, Tables.Value!, Subnets.Value!, [], []);

    /// <summary>Another's route, which leads into the range of a peering.</summary>
    public PeeringFinding RouteTaken(PeeringCase peeringCase, Ec2RouteTable table, Ec2Route route) =>
        FindingCatalogue.RouteTaken.For(
            peeringCase.Subject, table.Id, [Saying(table, route)], table.Id, route.Destination, route.Target,
            peeringCase.Peering.VpcCidr);

    public FindingEvidence Saying(Ec2RouteTable table, Ec2Route route) =>
        Tables.Saying($"{table.Id}: {Describe(route)}");

    public static string Describe(Ec2Route route) => $"{route.Destination} to {route.Target} ({route.State})";
}

/// <summary>Judges what stands between an AWS VPC and the service once the connection is active.</summary>
/// <param name="peeringCase">The peering.</param>
/// <param name="half">Its connection.</param>
/// <param name="reading">What the region holds.</param>
internal sealed class AwsPathCheck(PeeringCase peeringCase, AwsHalf half, AwsRegionReading reading)
{
    private readonly VpcPeering peering = peeringCase.Peering;
    private readonly PeeringSubject subject = peeringCase.Subject;
    private readonly IReadOnlyList<Ec2RouteTable> tables = reading.Tables.Value ?? [];

    public IEnumerable<PeeringFinding> Findings() => AddressRange.Read(peering.VpcCidr) is not { } target ? []
        : [.. Routes(target), .. Acls(target), .. Groups(target)];

    private IEnumerable<PeeringFinding> Routes(AddressRange target)
    {
        if (!reading.Tables.IsKnown || !reading.Subnets.IsKnown) yield break;
        var blackHoles = new HashSet<string>();
        foreach (var (table, route) in tables.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            if (!route.IsBlackhole || !half.Owns(route) && !half.IsOrphan(route)) continue;
            blackHoles.Add(table.Id);
            // What an approval recognises as a route of its own, it replaces by itself.
            var isShown = (reading.Connections.Value ?? []).Any(item => Same(item.Id, route.PeeringId));
            yield return (isShown ? FindingCatalogue.RouteBlackHole : FindingCatalogue.RouteOrphaned).For(
                subject, table.Id, [reading.Saying(table, route)], table.Id, target, route.PeeringId);
        }

        Ec2RouteTable[] pathTables = [.. tables.Where(table => table.Routes.Any(route => Leads(route, target)))];
        foreach (var (table, route) in pathTables.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            // The longest prefix wins, whatever its target is.
            if (AddressRange.TryParse(route.Destination, out var range, out _) && range.Overlaps(target)
                && range.PrefixLength > target.PrefixLength && !Same(route.PeeringId, half.Id))
            {
                yield return FindingCatalogue.RouteShadowed.For(
                    subject, table.Id, [reading.Saying(table, route)], table.Id, range, route.Target, target);
            }
        }

        Ec2RouteTable[] formerTables = [.. tables.Where(table => !pathTables.Contains(table)
            && !blackHoles.Contains(table.Id)
            && peeringCase.KnownRouteTableIds.Contains(table.Id, StringComparer.OrdinalIgnoreCase))];
        foreach (var table in formerTables)
        {
            if (Taken(table) is { } route) yield return reading.RouteTaken(peeringCase, table, route);
            else yield return FindingCatalogue.RouteGone.For(
                subject, table.Id, [reading.Tables.Saying($"{table.Id}: {Found(table, target)}")], table.Id, target);
        }

        var usedTables = reading.UsedTables(peering.AwsVpcId!);
        // A record says which tables the peering was made with.
        var hasRecord = peeringCase.KnownRouteTableIds.Count > 0;
        foreach (var table in usedTables.Where(table => pathTables.Length > 0 && !hasRecord
            && !pathTables.Contains(table) && RoutePlan.Find(table, $"{target}") is null))
        {
            yield return FindingCatalogue.RouteTableLeftOut.For(
                subject, table.Id, [reading.Tables.Saying(Found(table, target))], table.Id, target);
        }

        if (formerTables.Length + pathTables.Length + blackHoles.Count > 0 || usedTables.Count == 0) yield break;
        var takenTables = TakenIn(usedTables);
        foreach (var (table, route) in takenTables) yield return reading.RouteTaken(peeringCase, table, route);
        if (takenTables.Length > 0) yield break;
        yield return FindingCatalogue.RouteMissing.For(
            subject, peering.AwsVpcId,
            [.. usedTables.Select(table => reading.Tables.Saying($"{table.Id}: {Found(table, target)}"))],
            peering.AwsVpcId, target, string.Join(", ", usedTables.Select(table => table.Id)));
    }

    /// <summary>
    /// What stands in the way of the approval of a request that waits for it: another's route for the same range.
    /// </summary>
    public IEnumerable<PeeringFinding> Blocked(IReadOnlyList<PeeringFinding> findings)
    {
        if (!findings.Any(finding => finding.Id == FindingCatalogue.RequestAwaited.Id)) return findings;
        var usedTables = reading.UsedTables(peering.AwsVpcId!);
        var takenTables = TakenIn(usedTables);
        if (takenTables is not [var (takenTable, route), ..]) return findings;
        // A route to nowhere may be replaced, one that leads somewhere is left to its owner.
        var heldTables = takenTables.Where(item => !half.IsOrphan(item.Route)).Select(item => item.Table);
        string[] freeTables = [.. usedTables.Except(heldTables).Select(table => table.Id)];
        var isForced = usedTables.Any(table => table.Routes.Any(other => half.IsOrphan(other)));
        var entry = FindingCatalogue.ApprovalBlocked;
        if (freeTables.Length == 0) entry = entry with { Command = null };
        else if (isForced) entry = FindingCatalogue.ApprovalBlockedByOrphan;
        return findings.Select(finding => finding.Id != FindingCatalogue.RequestAwaited.Id ? finding
            : entry.For(
                subject, takenTable.Id, [peeringCase.Said, reading.Saying(takenTable, route)], half.Id,
                takenTable.Id, route.Destination, route.Target, freeTables));
    }

    /// <summary>Another's route for exactly the VPC's range, which no approval replaces by itself.</summary>
    private Ec2Route? Taken(Ec2RouteTable table) =>
        RoutePlan.Find(table, peering.VpcCidr) is { } route && !Same(route.PeeringId, half.Id ?? "")
            && !half.Owns(route) ? route : null;

    private (Ec2RouteTable Table, Ec2Route Route)[] TakenIn(IEnumerable<Ec2RouteTable> usedTables) =>
    [
        .. from table in usedTables
           let route = Taken(table)
           where route is not null
           select (table, route),
    ];

    private IEnumerable<PeeringFinding> Acls(AddressRange target)
    {
        var main = tables.FirstOrDefault(table => table.IsMain);
        foreach (var acl in reading.Acls.Value ?? [])
        {
            // Only subnets whose traffic goes over the peering count.
            string[] servedSubnets = [.. acl.SubnetIds.Where(subnet =>
                (tables.FirstOrDefault(table => table.SubnetIds.Contains(subnet)) ?? main) is { } table
                && table.Routes.Any(route => Leads(route, target)))];
            if (servedSubnets.Length == 0) continue;
            var denial = peeringCase.Ports.Select(port => acl.FirstDenial(isEgress: true, target, PortSpan.One(port)))
                    .FirstOrDefault(entry => entry is not null)
                ?? acl.FirstDenial(isEgress: false, target, PortSpan.Replies);
            if (denial is null) continue;
            yield return FindingCatalogue.AclDenies.For(
                subject, acl.Id, [reading.Acls.Saying($"{acl.Id}: {denial}")], acl.Id,
                string.Join(", ", servedSubnets), denial, target);
        }
    }

    /// <summary>The group that this module made for the peering, if there is one.</summary>
    private IEnumerable<PeeringFinding> Groups(AddressRange target)
    {
        foreach (var group in (reading.Groups.Value ?? []).Where(group => AwsNames.IsMarked(group, peering)))
        {
            var wideRule = group.Outbound.FirstOrDefault(rule => rule.Protocol == "-1"
                && rule.Ranges.Any(range => range.Cidr == "0.0.0.0/0"));
            if (wideRule is not null)
            {
                yield return FindingCatalogue.EgressWide.For(
                    subject, group.Id, [reading.Groups.Saying($"{group.Id} lets all protocols out to 0.0.0.0/0")],
                    group.Id);
            }

            foreach (var port in peeringCase.Ports.Where(port => !group.LetsOut(port, target)))
            {
                yield return FindingCatalogue.EgressMissing.For(
                    subject, group.Id, [reading.Groups.Saying($"{group.Id} has no rule for TCP {port}")], group.Id,
                    port, target);
            }
        }
    }

    /// <summary>Whether a route takes the whole range to the connection.</summary>
    private bool Leads(Ec2Route route, AddressRange target) =>
        !route.IsBlackhole && route.PeeringId is not null && Same(route.PeeringId, half.Id)
        && AddressRange.TryParse(route.Destination, out var range, out _) && target.Except(range).Count == 0;

    private static string Found(Ec2RouteTable table, AddressRange target) =>
        RoutePlan.Find(table, $"{target}") is { } route
            ? $"{table.Id}: {AwsRegionReading.Describe(route)}" : $"no route for {target}";
}
