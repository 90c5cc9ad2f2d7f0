using TimescaleVpc.Engine.Diagnosis;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Judges whether what filters and leads the traffic of a VNet's subnets lets it out to the platform's network. Replies
/// need no look: security groups keep state, and user routes lead only what leaves a subnet.
/// </summary>
internal static class AzurePathCheck
{
    /// <param name="azureCase">The peering, or the one that is wanted.</param>
    /// <param name="traffic">The filters and routes of its VNet.</param>
    public static IEnumerable<PeeringFinding> Of(AzureCase azureCase, TrafficReading traffic) =>
        azureCase.VNet is { Subnets: null } vnet
            ?
            [
                azureCase.Unseen(
                    vnet.VNetId, $"the subnets of VNet {vnet.Name}", azureCase.Networks.Saying("no subnets")),
            ]
            : [.. Denials(azureCase, traffic), .. Routes(azureCase, traffic)];

    private static IEnumerable<PeeringFinding> Denials(AzureCase azureCase, TrafficReading traffic)
    {
        if (traffic.Groups is not { Value: { } groups } reading) yield break;
        var denials = new AzureDenials(azureCase);
        var all = new List<AzureDenial>();
        foreach (var subnet in azureCase.VNet.Subnets!.Where(item => item.SecurityGroupId is not null))
        {
            if (groups.FirstOrDefault(item => Same(item.Id, subnet.SecurityGroupId)) is { } group)
                all.AddRange(denials.Of(group, subnet.AddressPrefixes).Select(it => it with { Place = subnet.Name }));
            else
            {
                yield return azureCase.Unseen(
                    subnet.SecurityGroupId!, $"the security group of subnet {subnet.Name}",
                    reading.Saying($"no group {subnet.SecurityGroupId}"));
            }
        }

        var isPart = all.Where(item => item.IsCertain).Select(item => item.Place).Distinct().Count()
            < azureCase.VNet.Subnets!.Count;
        if (traffic.Interfaces is { Value: { } interfaces })
        {
            all.AddRange(denials.AtInterfaces(groups, interfaces));
            foreach (var hiddenRead in denials.Unseen(groups, interfaces))
                yield return hiddenRead.Of(azureCase, traffic.Interfaces);
        }

        foreach (var part in all.GroupBy(item => (item.Group.Id, item.Rule.Name, item.IsCertain)))
        {
            var (group, rule) = (part.First().Group, part.First().Rule);
            var entry = part.Key.IsCertain
                ? FindingCatalogue.NsgDenies.While(isPart || part.All(item => item.Interface is not null))
                : FindingCatalogue.NsgUnclear;
            var places = string.Join(", ", part.Select(item => item.Place).Distinct());
            var list = rule.IsDefault ? "defaultSecurityRules" : "securityRules";
            var words = $"{group.Name}: rule {rule.Name}, priority {rule.Priority}, {rule.Access} {rule.Direction}";
            var nics = part.Select(item => item.Interface).OfType<string>().Distinct().ToArray();
            yield return entry.For(
                azureCase.Subject, $"{group.Id}/{list}/{rule.Name}",
                [
                    reading.Saying(words),
                    .. nics.Length == 0 ? Array.Empty<FindingEvidence>()
                        : [traffic.Interfaces!.Saying($"{string.Join(", ", nics)}: {group.Name}")],
                ],
                rule.Name, group.Name, string.Join(", ", azureCase.PeeredRanges.AsEnumerable()),
                string.Join(", ", azureCase.Ports), places);
        }
    }

    private static IEnumerable<PeeringFinding> Routes(AzureCase azureCase, TrafficReading traffic)
    {
        if (traffic.Tables is not { Value: { } tables } reading) yield break;
        var diversions = new List<(AzureRouteTable Table, AzureRoute Route, string Subnet)>();
        foreach (var subnet in azureCase.VNet.Subnets!.Where(item => item.RouteTableId is not null))
        {
            if (tables.FirstOrDefault(item => Same(item.Id, subnet.RouteTableId)) is { } table)
            {
                diversions.AddRange(
                    table.Diverting(azureCase.PeeredRanges).Select(route => (table, route, subnet.Name)));
            }
            else
            {
                yield return azureCase.Unseen(
                    subnet.RouteTableId!, $"the route table of subnet {subnet.Name}",
                    reading.Saying($"no table {subnet.RouteTableId}"));
            }
        }

        var isPart = diversions.Select(item => item.Subnet).Distinct().Count() < azureCase.VNet.Subnets!.Count;
        foreach (var part in diversions.GroupBy(item => (item.Table.Id, item.Route.Name)))
        {
            var (table, route, _) = part.First();
            var target = route.Address is { } address ? $"{route.NextHop} {address}" : route.NextHop;
            yield return FindingCatalogue.UserRouteDiverts.While(isPart).For(
                azureCase.Subject, $"{table.Id}/routes/{route.Name}",
                [reading.Saying($"{table.Name}: {route.Prefix} to {target}")],
                route.Name, table.Name, route.Prefix, route.IsDropped ? "None, which drops it" : target,
                string.Join(", ", part.Select(item => item.Subnet)));
        }
    }
}
