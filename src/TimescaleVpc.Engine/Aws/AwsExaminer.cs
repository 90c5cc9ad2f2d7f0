using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Looks into the customer's side in AWS.</summary>
internal sealed class AwsExaminer(ItemContext context) : IExaminer
{
    public async Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var reading = await ReadAsync(peeringCase.Peering, cancel);
        if (!reading.Connections.IsKnown || !reading.Vpcs.IsKnown) return [];
        var network = reading.Vpcs.Value!.FirstOrDefault(vpc => Same(vpc.Id, peeringCase.Peering.AwsVpcId));
        if (network is null)
        {
            return [FindingCatalogue.AwsVpcMissing.For(
                peeringCase.Subject, [reading.Vpcs.Saying("no VPC of this id")], peeringCase.Peering.AwsVpcId)];
        }

        if (peeringCase.PlatformPeering is null)
        {
            return
            [
                .. new AwsPreflightCheck(peeringCase, network, reading).Findings(),
                .. peeringCase.IsPreflight
                    ? await new AwsRightsCheck(context).ExamineAsync(peeringCase, network, reading, cancel) : [],
            ];
        }

        var half = AwsHalf.Of(peeringCase.Peering.AwsPeeringId, peeringCase.Peering, reading.Connections.Value!);
        var halfCheck = new AwsHalfCheck(peeringCase, half, reading.Connections);
        var findings = halfCheck.Findings(context.Clock.Now).ToList();
        var pathCheck = new AwsPathCheck(peeringCase, half, reading);
        if (half.Shown?.Status != Ec2PeeringStates.Active) return [.. pathCheck.Blocked(findings)];

        findings.AddRange(halfCheck.Ranges(network, reading.Vpcs));
        PeeringFinding[] path = [.. pathCheck.Findings()];
        findings.AddRange(halfCheck.Unnamed(path));
        return [.. findings, .. await ResolverAsync(peeringCase, network, cancel)];
    }

    public async Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var networks = await NetworksAsync(peeringCase.Peering, cancel);
        return networks.Value?.FirstOrDefault(vpc => Same(vpc.Id, peeringCase.Peering.AwsVpcId))?.Cidrs;
    }

    public async Task<string?> OwnHalfAsync(VpcPeering peering, CancellationToken cancel)
    {
        if (peering.AwsPeeringId is not { } id) return null;
        var connections = (await ConnectionsAsync(peering, cancel)).Value;
        return $"{id} {connections?.FirstOrDefault(one => Same(one.Id, id))?.Status}".TrimEnd();
    }

    public async Task<CustomerNetwork> NetworkAsync(VpcPeering peering, CancellationToken cancel)
    {
        var connections = (await ConnectionsAsync(peering, cancel)).Value ?? [];
        var others =
            from connection in connections
            where !Same(connection.Id, peering.AwsPeeringId) && !Ec2PeeringStates.IsDead(connection.Status)
            let other = Same(connection.Requester.VpcId, peering.AwsVpcId) ? connection.Accepter
                : Same(connection.Accepter.VpcId, peering.AwsVpcId) ? connection.Requester : null
            where other?.VpcId is not null
            select new NeighbourNetwork(other.VpcId!, other.VpcId!, connection.Status) { Ranges = other.Cidrs };
        return new(
            peering.NetworkId!, peering.NetworkId!, "AWS VPC",
            $"{peering.AwsRegion}, account {peering.AwsAccountId}")
        {
            Neighbours = [.. others],
        };
    }

    /// <summary>Names do not resolve in a VPC whose resolver is off, unless it has a server of its own.</summary>
    private async Task<IEnumerable<PeeringFinding>> ResolverAsync(
        PeeringCase peeringCase, Ec2Vpc network, CancellationToken cancel)
    {
        var answer = await context.ReadAsync<string>(
            new($"the resolver of {network.Id}", $"AWS in {peeringCase.Peering.AwsRegion}"),
            async () => await (await context.Ec2Async(peeringCase.Peering, cancel))
                .ResolvesNamesAsync(network.Id, cancel) ? "on" : "off",
            cancel);
        return answer.Value == "off"
            ? [FindingCatalogue.ResolverOff.For(
                peeringCase.Subject, network.Id, [answer.Saying("enableDnsSupport is off")], network.Id)]
            : [];
    }

    private async Task<AwsRegionReading> ReadAsync(VpcPeering peering, CancellationToken cancel)
    {
        return new(
            await ConnectionsAsync(peering, cancel),
            await NetworksAsync(peering, cancel),
            await InVpcAsync("the route tables", ec2 => ec2.DescribeRouteTablesAsync(Ec2Query.All, cancel)),
            await InVpcAsync("the subnets", ec2 => ec2.DescribeSubnetsAsync(Ec2Query.All, cancel)),
            await InVpcAsync("the network ACLs", ec2 => ec2.DescribeNetworkAclsAsync(Ec2Query.All, cancel)),
            await InVpcAsync("the security groups", ec2 => ec2.DescribeSecurityGroupsAsync(Ec2Query.All, cancel)));

        async Task<Reading<IReadOnlyList<T>>> InVpcAsync<T>(string what, Func<Ec2Api, Task<IReadOnlyList<T>>> list)
            where T : IEc2Resource
        {
            var all = await ListAsync(what, peering, list, cancel);
            return all with { Value = all.Value?.Where(item => Same(item.VpcId, peering.AwsVpcId)).ToArray() };
        }
    }

    private Task<Reading<IReadOnlyList<Ec2Vpc>>> NetworksAsync(VpcPeering peering, CancellationToken cancel) =>
        ListAsync("the VPCs", peering, ec2 => ec2.DescribeVpcsAsync(Ec2Query.All, cancel), cancel);

    private Task<Reading<IReadOnlyList<Ec2Peering>>> ConnectionsAsync(VpcPeering peering, CancellationToken cancel) =>
        ListAsync(
            "the peering connections", peering, ec2 => ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, cancel),
            cancel);

    /// <summary>A list of a region, for all peerings with VPCs there.</summary>
    private Task<Reading<IReadOnlyList<T>>> ListAsync<T>(
        string what, VpcPeering peering, Func<Ec2Api, Task<IReadOnlyList<T>>> list, CancellationToken cancel) =>
        context.ReadAsync<IReadOnlyList<T>>(
            new(what, $"AWS in {peering.AwsRegion}"),
            async () => await list(await context.Ec2Async(peering, cancel)), cancel);
}
