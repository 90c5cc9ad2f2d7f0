using TimescaleVpc.Engine.Errors;

namespace TimescaleVpc.Engine.Aws;

/// <summary>A route that a table lacks.</summary>
/// <param name="RouteTableId">The route table.</param>
/// <param name="FormerTarget">Where the route that it replaces leads until then; null if it is created.</param>
internal sealed record RouteChange(string RouteTableId, string? FormerTarget = null)
{
    public bool IsNew => FormerTarget is null;
}

/// <summary>Decides which route tables lead to the Timescale VPC, and what is missing in each.</summary>
internal static class RoutePlan
{
    /// <summary>
    /// AWS's default quota of routes in a table that are not propagated, since June 2025; it was 50 before, and an
    /// account may have more. It refuses nothing here: AWS knows, and is believed.
    /// </summary>
    public const int UsualQuota = 500;

    /// <summary>The distance from the quota at which a warning is given.</summary>
    public const int Margin = 10;

    /// <summary>The routes that count together with one for this range: AWS counts IPv4 and IPv6 apart.</summary>
    public static int Count(Ec2RouteTable table, string cidr) => table.Routes.Count(route => !route.IsPropagated
        && route.Destination.Contains(':', StringComparison.Ordinal) == cidr.Contains(':', StringComparison.Ordinal));

    /// <summary>Every table in use, or those that the user names.</summary>
    public static IReadOnlyList<Ec2RouteTable> Select(
        string awsVpcId, IReadOnlyList<Ec2RouteTable> tables, IReadOnlyList<Ec2Subnet> subnets, string[] tableIds,
        string[] subnetIds)
    {
        var main = tables.FirstOrDefault(table => table.IsMain);
        foreach (var id in tableIds.Where(id => !tables.Any(table => Same(table.Id, id))))
            throw Catalogue.RouteTableUnknown.For(id, awsVpcId, id, NearNames.Of(id, tables.Select(table => table.Id)));
        foreach (var id in subnetIds.Where(id => !subnets.Any(subnet => Same(subnet.Id, id))))
        {
            throw Catalogue.RouteTableUnknown.For(
                id, awsVpcId, id, NearNames.Of(id, subnets.Select(subnet => subnet.Id)));
        }

        Ec2RouteTable? TableOf(string subnet) => tables.FirstOrDefault(table => table.SubnetIds.Contains(subnet))
            ?? main;
        if (tableIds.Length + subnetIds.Length > 0)
        {
            return
            [
                .. tables.Where(table => tableIds.Any(id => Same(table.Id, id)))
                    .Union(subnetIds.Select(TableOf).OfType<Ec2RouteTable>()),
            ];
        }

        // A table that serves no subnet routes nothing; an edge table routes what comes in from outside.
        var usedTables = subnets.Select(subnet => TableOf(subnet.Id)).OfType<Ec2RouteTable>()
            .Where(table => !table.IsEdge).Distinct().ToArray();
        return usedTables.Length > 0 || main is null ? usedTables : [main];
    }

    /// <summary>The missing routes of each table. All tables are checked before the first one is changed.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="cidr">The VPC's range.</param>
    /// <param name="awsPeeringId">The connection that the routes are to lead to.</param>
    /// <param name="force">Whether a foreign route is replaced.</param>
    /// <param name="ownIds">Dead connections of ours: their routes lead nowhere, and are replaced.</param>
    public static IReadOnlyList<RouteChange> For(
        IReadOnlyList<Ec2RouteTable> tables, string cidr, string awsPeeringId, bool force,
        IReadOnlyCollection<string>? ownIds = null)
    {
        var changes = new List<RouteChange>();
        foreach (var table in tables)
        {
            var route = Find(table, cidr);
            if (route is null)
                changes.Add(new(table.Id));
            else if (Same(route.PeeringId, awsPeeringId))
                continue;
            else if (force && !Same(route.Target, "local")
                || route.PeeringId is not null && ownIds?.Contains(route.PeeringId) == true)
                changes.Add(new(table.Id, route.Target));
            else
                throw Catalogue.RouteConflict.For(table.Id, table.Id, cidr, route.Target, route.State);
        }

        return changes;
    }

    /// <summary>The route for exactly this range; both are read in the form that AWS keeps.</summary>
    public static Ec2Route? Find(Ec2RouteTable table, string cidr) =>
        table.Routes.FirstOrDefault(route => route.Destination == cidr);
}
