using TimescaleVpc.Engine.Aws.Sdk;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Aws;

/// <summary>Looks into the customer's side in AWS.</summary>
internal sealed class AwsExaminer(ItemContext context) : IExaminer
{
    public async Task<IReadOnlyList<PeeringFinding>> ExamineAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var reading = await ReadAsync(peeringCase.Peering.AwsRegion ?? "", cancel);
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
                .. AwsPreflightCheck.Of(peeringCase, network, reading),
                .. peeringCase.IsPreflight
                    ? await new AwsRightsCheck(context).ExamineAsync(peeringCase, network, reading, cancel) : [],
            ];
        }

        var half = AwsHalf.Of(peeringCase.Peering.AwsPeeringId, peeringCase.Peering, reading.Connections.Value!);
        var findings = new List<PeeringFinding>(
            AwsHalfCheck.Of(peeringCase, half, reading.Connections, context.Clock.Now));
        if (half.Shown?.Status != Ec2PeeringStates.Active)
            return [.. AwsPathCheck.Blocked(peeringCase, half, reading, findings)];

        findings.AddRange(AwsHalfCheck.Ranges(peeringCase, half, network, reading.Vpcs));
        PeeringFinding[] path = [.. AwsPathCheck.Of(peeringCase, half, reading)];
        findings.AddRange(AwsHalfCheck.Unnamed(peeringCase, half, reading.Connections, path));
        return [.. findings, .. await ResolverAsync(peeringCase, network, cancel)];
    }

    public async Task<IReadOnlyList<string>?> RangesAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var region = peeringCase.Peering.AwsRegion ?? "";
        var networks = await ListAsync(
            "the VPCs", region, ec2 => ec2.DescribeVpcsAsync(Ec2Query.All, cancel), cancel);
        return networks.Value?.FirstOrDefault(vpc => Same(vpc.Id, peeringCase.Peering.AwsVpcId))?.Cidrs;
    }

    public async Task<string?> OwnHalfAsync(VpcPeering peering, CancellationToken cancel)
    {
        if (peering.AwsPeeringId is not { } id) return null;
        var connections = (await ConnectionsAsync(peering.AwsRegion ?? "", cancel)).Value;
        return $"{id} {connections?.FirstOrDefault(one => Same(one.Id, id))?.Status}".TrimEnd();
    }

    public async Task<CustomerNetwork> NetworkAsync(VpcPeering peering, CancellationToken cancel)
    {
        var connections = (await ConnectionsAsync(peering.AwsRegion ?? "", cancel)).Value ?? [];
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
            async () => await (await context.AwsAsync(cancel)).Ec2(peeringCase.Peering.AwsRegion)
                .ResolvesNamesAsync(network.Id, cancel) ? "on" : "off",
            cancel);
        return answer.Value == "off"
            ? [FindingCatalogue.ResolverOff.For(
                peeringCase.Subject, network.Id, [answer.Saying("enableDnsSupport is off")], network.Id)]
            : [];
    }

    private async Task<AwsRegionReading> ReadAsync(string region, CancellationToken cancel) => new(
        await ConnectionsAsync(region, cancel),
        await ListAsync("the VPCs", region, ec2 => ec2.DescribeVpcsAsync(Ec2Query.All, cancel), cancel),
        await ListAsync("the route tables", region, ec2 => ec2.DescribeRouteTablesAsync(Ec2Query.All, cancel), cancel),
        await ListAsync("the subnets", region, ec2 => ec2.DescribeSubnetsAsync(Ec2Query.All, cancel), cancel),
        await ListAsync("the network ACLs", region, ec2 => ec2.DescribeNetworkAclsAsync(Ec2Query.All, cancel), cancel),
        await ListAsync(
            "the security groups", region, ec2 => ec2.DescribeSecurityGroupsAsync(Ec2Query.All, cancel), cancel));

    private Task<Reading<IReadOnlyList<Ec2Peering>>> ConnectionsAsync(string region, CancellationToken cancel) =>
        ListAsync(
            "the peering connections", region, ec2 => ec2.DescribeVpcPeeringConnectionsAsync(Ec2Query.All, cancel),
            cancel);

    /// <summary>A list of a region, for all peerings with VPCs there.</summary>
    private Task<Reading<IReadOnlyList<T>>> ListAsync<T>(
        string what, string region, Func<Ec2Api, Task<IReadOnlyList<T>>> read, CancellationToken cancel) =>
        context.ReadAsync(
            new(what, $"AWS in {region}"),
            async () => (IReadOnlyList<T>?)await read((await context.AwsAsync(cancel)).Ec2(region)), cancel);
}
