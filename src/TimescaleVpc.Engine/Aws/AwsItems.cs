using TimescaleVpc.Engine.Peerings;

namespace TimescaleVpc.Engine.Aws;

/// <summary>The items of a peering in AWS, each with the evidence for its owner.</summary>
internal static class AwsItems
{
    private static readonly ItemKind Connection =
        new("AwsPeering", "the peering connection", "the peering connections");

    private static readonly ItemKind Route = new("Route", "the route", "routes");
    private static readonly ItemKind SecurityGroup = new("SecurityGroup", "the security group", "security groups");
    private static readonly ItemKind EgressRule =
        new("EgressRule", "the rule that lets traffic out", "rules that let traffic out");

    /// <summary>Connection and routes in AWS.</summary>
    public static IEnumerable<PeeringItem> OfConnection(AwsHalf half, IEnumerable<Ec2RouteTable> tables)
    {
        if (half.Shown is { } connection && !Ec2PeeringStates.IsDead(connection.Status)
            && connection.Status != Ec2PeeringStates.Deleting)
        {
            yield return new()
            {
                ItemKind = Connection, Id = connection.Id,
                Name = $"{connection.Requester.VpcId} - {connection.Accepter.VpcId}",
                IsOurs = half.IsOurs,
                KnownBy = !half.IsOurs ? "neither its tag nor its requester fits: it is another connection"
                    : AwsNames.IsApproved(connection, half.Peering) ? "its tag" : "Timescale names it, and it fits",
            };
        }

        foreach (var (table, route) in tables.SelectMany(table => table.Routes.Select(route => (table, route))))
        {
            var (id, name) = ($"{table.Id} {route.Destination}", $"{route.Destination} by {route.PeeringId}");
            if (half.Owns(route)) yield return PlatformItems.Ours(Route, id, name, "its target and range");
            else if (half.IsOrphan(route))
            {
                yield return new()
                {
                    ItemKind = Route, Id = id, Name = name,
                    KnownBy = "its range alone: AWS no longer shows the connection that it leads to",
                };
            }
        }
    }

    /// <summary>Groups and rules in AWS.</summary>
    public static IEnumerable<PeeringItem> OfGroups(VpcPeering peering, IEnumerable<Ec2SecurityGroup> groups)
    {
        foreach (var group in groups)
        {
            if (AwsNames.IsMarked(group, peering))
                yield return PlatformItems.Ours(SecurityGroup, group.Id, group.Name, "its tag");
            else
            {
                foreach (var (rule, range) in EgressRevocation.Rules(group, peering))
                    yield return PlatformItems.Ours(EgressRule, $"{group.Id} {rule.FromPort} {range.Cidr}",
                        $"TCP {rule.FromPort} to {range.Cidr}", "its description");
            }
        }
    }
}
