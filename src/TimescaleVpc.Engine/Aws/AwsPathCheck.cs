using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Aws;

/// <summary>What an examination read of a region.</summary>
internal sealed record AwsRegionReading(
    Reading<IReadOnlyList<Ec2Peering>> Connections, Reading<IReadOnlyList<Ec2Vpc>> Vpcs,
    Reading<IReadOnlyList<Ec2RouteTable>> Tables, Reading<IReadOnlyList<Ec2Subnet>> Subnets,
    Reading<IReadOnlyList<Ec2NetworkAcl>> Acls, Reading<IReadOnlyList<Ec2SecurityGroup>> Groups);

/// <summary>Judges what stands between an AWS VPC and the service once the connection is active.</summary>
internal static class AwsPathCheck
{
    /// <param name="peeringCase">The peering.</param>
    /// <param name="half">Its connection.</param>
    /// <param name="reading">What the region holds.</param>
    public static IEnumerable<PeeringFinding> Of(PeeringCase peeringCase, AwsHalf half, AwsRegionReading reading)
    {
        var peering = peeringCase.Peering;
        if (!AddressRange.TryParse(peering.VpcCidr, out var target, out _)) return [];
        Ec2RouteTable[] tables = [.. In(reading.Tables, peering)];
        return
        [
            .. reading.Tables.IsKnown && reading.Subnets.IsKnown
                ? Routes(peeringCase, half, tables, [.. In(reading.Subnets, peering)], target, reading) : [],
            .. reading.Acls.IsKnown && reading.Tables.IsKnown
                ? Acls(peeringCase, half, tables, [.. In(reading.Acls, peering)], target, reading) : [],
            .. reading.Groups.IsKnown
                ? Groups(peeringCase, In(reading.Groups, peering), target, reading.Groups) : [],
        ];
    }

    /// <summary>What a network of ours holds of a list of its region.</summary>
    private static IEnumerable<T> In<T>(Reading<IReadOnlyList<T>> reading, VpcPeering peering)
        where T : IEc2Resource => (reading.Value ?? []).Where(item => Same(item.VpcId, peering.AwsVpcId));

    private static IEnumerable<PeeringFinding> Routes(
        PeeringCase peeringCase, AwsHalf half, Ec2RouteTable[] tables, Ec2Subnet[] subnets, AddressRange target,
        AwsRegionReading reading)
    {
        var (peering, subject) = (peeringCase.Peering, peeringCase.Subject);
        var blackHoles = new HashSet<string>();
        foreach (var (table, route) in tables.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            if (!route.IsBlackhole || !half.Owns(route, peering) && !half.IsOrphan(route, peering)) continue;
            blackHoles.Add(table.Id);
            // What an approval recognises as a route of its own, it replaces by itself.
            var isShown = (reading.Connections.Value ?? []).Any(item => Same(item.Id, route.PeeringId));
            yield return (isShown ? FindingCatalogue.RouteBlackHole : FindingCatalogue.RouteOrphaned).For(
                subject, table.Id, [reading.Tables.Saying(Describe(table, route))], table.Id, target, route.PeeringId);
        }

        Ec2RouteTable[] leading = [.. tables.Where(table => table.Routes.Any(route => Leads(route, half, target)))];
        foreach (var (table, route) in leading.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            // The longest prefix wins, whatever its target is.
            if (AddressRange.TryParse(route.Destination, out var range, out _) && range.Overlaps(target)
                && range.PrefixLength > target.PrefixLength && !Same(route.PeeringId, half.Id))
            {
                yield return FindingCatalogue.RouteShadowed.For(
                    subject, table.Id, [reading.Tables.Saying(Describe(table, route))], table.Id, range, route.Target,
                    target);
            }
        }

        Ec2RouteTable[] formerTables = [.. tables.Where(table => !leading.Contains(table)
            && !blackHoles.Contains(table.Id)
            && peeringCase.KnownRouteTableIds.Contains(table.Id, StringComparer.OrdinalIgnoreCase))];
        foreach (var table in formerTables)
        {
            if (Taken(table, half, peering) is { } route) yield return TakenFrom(peeringCase, table, route, reading);
            else yield return FindingCatalogue.RouteGone.For(
                subject, table.Id, [reading.Tables.Saying($"{table.Id}: {Found(table, target)}")], table.Id, target);
        }

        var usedTables = RoutePlan.Select(peering.AwsVpcId!, tables, subnets, [], []);
        // A record says which tables the peering was made with.
        var hasRecord = peeringCase.KnownRouteTableIds.Count > 0;
        foreach (var table in usedTables.Where(table => leading.Length > 0 && !hasRecord && !leading.Contains(table)
            && RoutePlan.Find(table, $"{target}") is null))
        {
            yield return FindingCatalogue.RouteTableLeftOut.For(
                subject, table.Id, [reading.Tables.Saying(Found(table, target))], table.Id, target);
        }

        if (formerTables.Length + leading.Length + blackHoles.Count > 0 || usedTables.Count == 0) yield break;
        var takenTables = TakenIn(usedTables, half, peering);
        foreach (var (table, route) in takenTables) yield return TakenFrom(peeringCase, table, route, reading);
        if (takenTables.Length > 0) yield break;
        yield return FindingCatalogue.RouteMissing.For(
            subject, peering.AwsVpcId,
            [.. usedTables.Select(table => reading.Tables.Saying($"{table.Id}: {Found(table, target)}"))],
            peering.AwsVpcId, target, string.Join(", ", usedTables.Select(table => table.Id)));
    }

    /// <summary>
    /// What stands in the way of the approval of a request that waits for it: another's route for the same range.
    /// </summary>
    public static IEnumerable<PeeringFinding> Blocked(
        PeeringCase peeringCase, AwsHalf half, AwsRegionReading reading, IReadOnlyList<PeeringFinding> findings)
    {
        var peering = peeringCase.Peering;
        if (!reading.Tables.IsKnown || !reading.Subnets.IsKnown
            || !findings.Any(finding => finding.Id == FindingCatalogue.RequestAwaited.Id)) return findings;
        var tables = RoutePlan.Select(
            peering.AwsVpcId!, [.. In(reading.Tables, peering)], [.. In(reading.Subnets, peering)], [], []);
        var takenTables = TakenIn(tables, half, peering);
        if (takenTables is not [var (takenTable, route), ..]) return findings;
        // A route to nowhere may be replaced, one that leads somewhere is left to its owner.
        var heldTables = takenTables.Where(item => !half.IsOrphan(item.Route, peering)).Select(item => item.Table);
        string[] freeTables = [.. tables.Except(heldTables).Select(table => table.Id)];
        var isForced = tables.Any(table => table.Routes.Any(other => half.IsOrphan(other, peering)));
        var entry = FindingCatalogue.ApprovalBlocked;
        if (freeTables.Length == 0) entry = entry with { Command = null };
        else if (isForced) entry = FindingCatalogue.ApprovalBlockedByOrphan;
        return findings.Select(finding => finding.Id != FindingCatalogue.RequestAwaited.Id ? finding
            : entry.For(
                peeringCase.Subject, takenTable.Id,
                [peeringCase.Said, reading.Tables.Saying(Describe(takenTable, route))],
                half.Id, takenTable.Id, route.Destination, route.Target, freeTables));
    }

    /// <summary>Another's route for exactly the VPC's range, which no approval replaces by itself.</summary>
    private static Ec2Route? Taken(Ec2RouteTable table, AwsHalf half, VpcPeering peering) =>
        RoutePlan.Find(table, peering.VpcCidr) is { } route && !Same(route.PeeringId, half.Id ?? "")
            && !half.Owns(route, peering) ? route : null;

    private static (Ec2RouteTable Table, Ec2Route Route)[] TakenIn(
        IEnumerable<Ec2RouteTable> tables, AwsHalf half, VpcPeering peering) =>
    [
        .. from table in tables
           let route = Taken(table, half, peering)
           where route is not null
           select (table, route),
    ];

    private static PeeringFinding TakenFrom(
        PeeringCase peeringCase, Ec2RouteTable table, Ec2Route route, AwsRegionReading reading) =>
        FindingCatalogue.RouteTaken.For(
            peeringCase.Subject, table.Id, [reading.Tables.Saying(Describe(table, route))], table.Id,
            route.Destination, route.Target, peeringCase.Peering.VpcCidr);

    private static IEnumerable<PeeringFinding> Acls(
        PeeringCase peeringCase, AwsHalf half, Ec2RouteTable[] tables, Ec2NetworkAcl[] acls, AddressRange target,
        AwsRegionReading reading)
    {
        var main = tables.FirstOrDefault(table => table.IsMain);
        foreach (var acl in acls)
        {
            // Only subnets whose traffic goes over the peering count.
            string[] served = [.. acl.SubnetIds.Where(subnet =>
                (tables.FirstOrDefault(table => table.SubnetIds.Contains(subnet)) ?? main) is { } table
                && table.Routes.Any(route => Leads(route, half, target)))];
            if (served.Length == 0) continue;
            var denial = peeringCase.Ports.Select(port => acl.FirstDenial(isEgress: true, target, PortSpan.One(port)))
                    .FirstOrDefault(entry => entry is not null)
                ?? acl.FirstDenial(isEgress: false, target, PortSpan.Replies);
            if (denial is null) continue;
            yield return FindingCatalogue.AclDenies.For(
                peeringCase.Subject, acl.Id, [reading.Acls.Saying($"{acl.Id}: {denial}")], acl.Id,
                string.Join(", ", served), denial, target);
        }
    }

    /// <summary>The group that this module made for the peering, if there is one.</summary>
    private static IEnumerable<PeeringFinding> Groups(
        PeeringCase peeringCase, IEnumerable<Ec2SecurityGroup> groups, AddressRange target,
        Reading<IReadOnlyList<Ec2SecurityGroup>> reading)
    {
        foreach (var group in groups.Where(group => AwsNames.IsMarked(group, peeringCase.Peering)))
        {
            var wideRule = group.Outbound.FirstOrDefault(rule => rule.Protocol == "-1"
                && rule.Ranges.Any(range => range.Cidr == "0.0.0.0/0"));
            if (wideRule is not null)
            {
                yield return FindingCatalogue.EgressWide.For(
                    peeringCase.Subject, group.Id, [reading.Saying($"{group.Id} lets all protocols out to 0.0.0.0/0")],
                    group.Id);
            }

            foreach (var port in peeringCase.Ports.Where(port => !group.LetsOut(port, target)))
            {
                yield return FindingCatalogue.EgressMissing.For(
                    peeringCase.Subject, group.Id, [reading.Saying($"{group.Id} has no rule for TCP {port}")], group.Id,
                    port, target);
            }
        }
    }

    /// <summary>Whether a route takes the whole range to the connection.</summary>
    private static bool Leads(Ec2Route route, AwsHalf half, AddressRange target) =>
        !route.IsBlackhole && route.PeeringId is not null && Same(route.PeeringId, half.Id)
        && AddressRange.TryParse(route.Destination, out var range, out _) && target.Except(range).Count == 0;

    private static string Found(Ec2RouteTable table, AddressRange target) =>
        RoutePlan.Find(table, $"{target}") is { } route ? Describe(table, route) : $"no route for {target}";

    private static string Describe(Ec2RouteTable table, Ec2Route route) =>
        $"{table.Id}: {route.Destination} to {route.Target} ({route.State})";
}
