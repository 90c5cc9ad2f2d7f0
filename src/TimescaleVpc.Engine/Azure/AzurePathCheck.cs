using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;

namespace TimescaleVpc.Engine.Azure;

/// <summary>
/// Judges whether what filters and leads the traffic of a VNet's subnets lets it out to the platform's network. Replies
/// need no look: security groups keep state, and user routes lead only what leaves a subnet.
/// </summary>
internal static class AzurePathCheck
{
    /// <param name="peeringCase">The peering, or the one that is wanted.</param>
    /// <param name="vnet">The VNet.</param>
    /// <param name="traffic">Its filters and routes.</param>
    /// <param name="networks">The reading that the VNet was found in.</param>
    public static IEnumerable<PeeringFinding> Of(
        PeeringCase peeringCase, AzureVNet vnet, TrafficReading traffic, Reading<IReadOnlyList<AzureVNet>> networks)
    {
        if (vnet.Subnets is null)
        {
            return
                [Unseen(peeringCase, vnet.VNetId, $"the subnets of VNet {vnet.Name}", networks.Saying("no subnets"))];
        }

        var peeredRanges = PeeredRanges(peeringCase, vnet);
        return
        [
            .. Denials(peeringCase, vnet, traffic, peeredRanges), .. Routes(peeringCase, vnet, traffic, peeredRanges),
        ];
    }

    /// <summary>
    /// Whether a group of single network interfaces may stop traffic: which of them are in the VNet matters only then.
    /// </summary>
    public static bool AsksForInterfaces(
        PeeringCase peeringCase, AzureVNet vnet, IReadOnlyList<AzureSecurityGroup> groups) =>
        new AzureInterfaceCheck(DenialsTo(peeringCase, vnet, PeeredRanges(peeringCase, vnet)), vnet).MayStop(groups);

    private static IEnumerable<PeeringFinding> Denials(
        PeeringCase peeringCase, AzureVNet vnet, TrafficReading traffic, AddressRange[] peeredRanges)
    {
        if (traffic.Groups is not { Value: { } groups } reading) yield break;
        var denials = DenialsTo(peeringCase, vnet, peeredRanges);
        var all = new List<AzureDenial>();
        foreach (var subnet in vnet.Subnets!.Where(item => item.SecurityGroupId is not null))
        {
            if (groups.FirstOrDefault(item => Same(item.Id, subnet.SecurityGroupId)) is { } group)
                all.AddRange(denials.Of(group, subnet.AddressPrefixes).Select(it => it with { Place = subnet.Name }));
            else
            {
                yield return Unseen(
                    peeringCase, subnet.SecurityGroupId!, $"the security group of subnet {subnet.Name}",
                    reading.Saying($"no group {subnet.SecurityGroupId}"));
            }
        }

        var isPart = all.Where(item => item.IsCertain).Select(item => item.Place).Distinct().Count()
            < vnet.Subnets!.Count;
        if (traffic.Interfaces is { } interfaces)
        {
            var check = new AzureInterfaceCheck(denials, vnet);
            all.AddRange(check.Of(groups, interfaces));
            foreach (var hidden in check.Unseen(groups, interfaces))
                yield return hidden.Of(peeringCase, interfaces);
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
                peeringCase.Subject, $"{group.Id}/{list}/{rule.Name}",
                [
                    reading.Saying(words),
                    .. nics.Length == 0 ? Array.Empty<FindingEvidence>()
                        : [traffic.Interfaces!.Saying($"{string.Join(", ", nics)}: {group.Name}")],
                ],
                rule.Name, group.Name, string.Join(", ", peeredRanges.AsEnumerable()),
                string.Join(", ", peeringCase.Ports), places);
        }
    }

    private static AzureDenials DenialsTo(PeeringCase peeringCase, AzureVNet vnet, AddressRange[] peeredRanges) =>
        new(AzurePlaces.Of(vnet, peeredRanges), peeredRanges, peeringCase.Ports);

    private static IEnumerable<PeeringFinding> Routes(
        PeeringCase peeringCase, AzureVNet vnet, TrafficReading traffic, AddressRange[] peeredRanges)
    {
        if (traffic.Tables is not { Value: { } tables } reading) yield break;
        var diversions = new List<(AzureRouteTable Table, AzureRoute Route, string Subnet)>();
        foreach (var subnet in vnet.Subnets!.Where(item => item.RouteTableId is not null))
        {
            if (tables.FirstOrDefault(item => Same(item.Id, subnet.RouteTableId)) is { } table)
                diversions.AddRange(table.Diverting(peeredRanges).Select(route => (table, route, subnet.Name)));
            else
            {
                yield return Unseen(
                    peeringCase, subnet.RouteTableId!, $"the route table of subnet {subnet.Name}",
                    reading.Saying($"no table {subnet.RouteTableId}"));
            }
        }

        var isPart = diversions.Select(item => item.Subnet).Distinct().Count() < vnet.Subnets!.Count;
        foreach (var part in diversions.GroupBy(item => (item.Table.Id, item.Route.Name)))
        {
            var (table, route, _) = part.First();
            var target = route.Address is { } address ? $"{route.NextHop} {address}" : route.NextHop;
            yield return FindingCatalogue.UserRouteDiverts.While(isPart).For(
                peeringCase.Subject, $"{table.Id}/routes/{route.Name}",
                [reading.Saying($"{table.Name}: {route.Prefix} to {target}")],
                route.Name, table.Name, route.Prefix, route.IsDropped ? "None, which drops it" : target,
                string.Join(", ", part.Select(item => item.Subnet)));
        }
    }

    /// <summary>What is not shown is not known, and is no item of a list that was refused.</summary>
    public static PeeringFinding Unseen(
        PeeringCase peeringCase, string id, string what, FindingEvidence evidence) =>
        FindingCatalogue.NotRead.For(
            peeringCase.Subject, id, [evidence], what, "Azure does not show it to this sign-in.",
            "Give the sign-in a role that may read it, such as Reader on the subscription.");

    private static AddressRange[] PeeredRanges(PeeringCase peeringCase, AzureVNet vnet) =>
    [
        .. AddressRange.Read(
            [peeringCase.Peering.VpcCidr, .. peeringCase.Peering.With([vnet]).Link?.RemoteAddressPrefixes ?? []])
            .Distinct(),
    ];
}
