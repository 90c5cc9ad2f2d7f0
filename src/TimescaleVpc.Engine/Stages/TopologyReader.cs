using TimescaleVpc.Engine.Aws;
using TimescaleVpc.Engine.Azure;
using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Networking;
using TimescaleVpc.Engine.Peerings;
using TimescaleVpc.Engine.Topology;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Reads what is drawn of a VPC and its peerings. It takes what the diagnosis reads, by the same names, so that each
/// list is read once; what may not be read is left out, and a note says so.
/// </summary>
internal sealed class TopologyReader(ItemContext context)
{
    /// <summary>A VPC with its peerings, and their networks.</summary>
    /// <param name="vpc">The VPC.</param>
    /// <param name="cases">Its peerings, for the diagnosis.</param>
    /// <param name="plannedPeerings">The peerings that a plan would make or change.</param>
    /// <param name="cancel">Stops the requests.</param>
    public async Task<(TopologyVpc Vpc, IReadOnlyList<TopologyNetwork> Networks)> ReadAsync(
        Vpc vpc, IReadOnlyList<PeeringCase> cases, IReadOnlyList<VpcPeering> plannedPeerings,
        CancellationToken cancel)
    {
        var diagnosis = new PeeringDiagnosis(context, []);
        var findings = new List<PeeringFinding>();
        foreach (var peeringCase in cases) findings.AddRange(await diagnosis.OfAsync(peeringCase, cancel));
        IReadOnlyList<VpcPeering> seenPeerings =
            vpc.Planned ? [] : await new PeeringFinder(context).ManyAsync([vpc], cancel);
        // What a case has of an interrupted run, the platform does not list.
        VpcPeering[] allPeerings =
        [
            .. seenPeerings,
            .. cases.Select(one => one.Peering).Where(one => !seenPeerings.Any(other => Is(one, other))),
        ];
        var wantedPeerings = plannedPeerings.Where(one => !allPeerings.Any(other => Is(one, other)));
        var peerings = new List<TopologyPeering>();
        var networks = new List<TopologyNetwork>();
        foreach (var peering in allPeerings.Concat(wantedPeerings).Where(one => one.NetworkId is not null)
            .OrderBy(one => one.VNetName ?? one.NetworkId, StringComparer.OrdinalIgnoreCase))
        {
            var plan = plannedPeerings.Where(one => Is(one, peering)).SelectMany(one => one.Plan).ToArray();
            var ownFindings = findings.Where(finding => Same(finding.NetworkId, peering.NetworkId));
            var isSeen = allPeerings.Contains(peering);
            peerings.Add(OfPeering(peering, isSeen, plan, ownFindings) with
            {
                OwnHalf = await OwnHalfAsync(peering, cancel),
            });
            var ranges = peering.PeerCidrs.Length > 0 ? peering.PeerCidrs
                : await RangesAsync(cases.FirstOrDefault(one => Is(one.Peering, peering)), cancel);
            networks.Add(await OfNetworkAsync(peering, ranges, cancel));
        }

        var apart = findings.Where(
            finding => !peerings.Any(peering => Same(peering.NetworkId, finding.NetworkId)));
        var map = new TopologyVpc(
            vpc.VpcId, ILabelled.Of(vpc), $"{vpc.Platform}, project {vpc.Project}", vpc.CloudName ?? vpc.Region,
            vpc.Cidr, vpc.State, vpc.Planned)
        {
            Services = [.. await ServicesAsync(vpc, cases, cancel)],
            Peerings = peerings,
            Findings = [.. apart.Select(OfFinding)],
        };
        return (map, networks);
    }

    public static TopologyFinding OfFinding(PeeringFinding finding) =>
        new(finding.Id, finding.Severity, finding.Cause);

    private static TopologyPeering OfPeering(
        VpcPeering peering, bool isSeen, PeeringStep[] plan, IEnumerable<PeeringFinding> findings)
    {
        string?[] ids = [peering.PeeringId, peering.AwsPeeringId, peering.LinkName, peering.RemoteNetworkId];
        return new(peering.NetworkId!, peering.State, null, plan.Length > 0 || !isSeen && peering.Planned)
        {
            Ids = [.. ids.OfType<string>().Where(id => id.Length > 0)],
            Routes = peering.RouteTableIds,
            Groups = peering.SecurityGroupId is { } group ? [group] : [],
            Plan = [.. plan.Select(step => step.Action)],
            Findings = [.. findings.Select(OfFinding)],
        };
    }

    /// <summary>Name or id of the customer's half, and its state in its cloud's word.</summary>
    private async Task<string?> OwnHalfAsync(VpcPeering peering, CancellationToken cancel)
    {
        if (peering.LinkState is { } state) return $"{peering.LinkName} {state}";
        if (peering.Cloud != Cloud.Aws || peering.AwsPeeringId is not { } id) return null;
        var connections = await ConnectionsAsync(peering.AwsRegion ?? "", cancel);
        return $"{id} {connections.FirstOrDefault(one => Same(one.Id, id))?.Status}".TrimEnd();
    }

    private async Task<IReadOnlyList<Ec2Peering>> ConnectionsAsync(string region, CancellationToken cancel)
    {
        var reading = await context.ReadAsync(
            new("the peering connections", $"AWS in {region}"),
            async () => (IReadOnlyList<Ec2Peering>?)await (await context.AwsAsync(cancel)).Ec2(region)
                .DescribeVpcPeeringConnectionsAsync(Ec2Query.All, cancel),
            cancel);
        return reading.Value ?? [];
    }

    private async Task<TopologyNetwork> OfNetworkAsync(
        VpcPeering peering, IReadOnlyList<string> ranges, CancellationToken cancel) => peering.Cloud switch
        {
            Cloud.Azure => new(
                peering.NetworkId!, peering.VNetName ?? "", "VNet",
                $"{peering.ResourceGroupName}, subscription {peering.SubscriptionId}")
            {
                Ranges = ranges, Neighbours = await VNetsBesideAsync(peering, cancel),
            },
            Cloud.Aws => new(
                peering.NetworkId!, peering.NetworkId!, "AWS VPC",
                $"{peering.AwsRegion}, account {peering.AwsAccountId}")
            {
                Ranges = ranges, Neighbours = await VpcsBesideAsync(peering, cancel),
            },
            _ => new(peering.NetworkId!, peering.NetworkId!, "Network", "") { Ranges = ranges },
        };

    private async Task<IReadOnlyList<TopologyNeighbour>> VNetsBesideAsync(
        VpcPeering peering, CancellationToken cancel)
    {
        var reading = await context.ReadAsync(
            new("the VNets", $"subscription {peering.SubscriptionId}"),
            async () => (IReadOnlyList<AzureVNet>?)await (await context.AzureAsync(cancel)).Networks
                .ListAsync(peering.SubscriptionId!, cancel),
            cancel);
        var vnet = reading.Value?.FirstOrDefault(item => Same(item.VNetId, peering.VNetId));
        return
        [
            .. (vnet?.Peerings ?? []).Where(link => !Same(link.Name, peering.LinkName)).Select(link =>
                new TopologyNeighbour(
                    link.RemoteVNetId, VNetId.TryParse(link.RemoteVNetId, out var id) ? id.Name : link.RemoteVNetId,
                    link.State)
                {
                    Ranges = link.RemoteAddressPrefixes,
                }),
        ];
    }

    private async Task<IReadOnlyList<TopologyNeighbour>> VpcsBesideAsync(
        VpcPeering peering, CancellationToken cancel)
    {
        var connections = await ConnectionsAsync(peering.AwsRegion ?? "", cancel);
        return
        [
            .. connections
                .Where(one => !Same(one.Id, peering.AwsPeeringId) && !Ec2PeeringStates.IsDead(one.Status))
                .Select(one => (Connection: one, Other: Same(one.Requester.VpcId, peering.AwsVpcId) ? one.Accepter
                    : Same(one.Accepter.VpcId, peering.AwsVpcId) ? one.Requester : null))
                .Where(one => one.Other?.VpcId is not null)
                .Select(one => new TopologyNeighbour(one.Other!.VpcId!, one.Other.VpcId!, one.Connection.Status)
                {
                    Ranges = one.Other.Cidrs,
                }),
        ];
    }

    private async Task<IReadOnlyList<string>> RangesAsync(PeeringCase? peeringCase, CancellationToken cancel) =>
        peeringCase is not null && context.Examiner(peeringCase.Peering.Cloud) is { } examiner
            ? await examiner.RangesAsync(peeringCase, cancel) ?? [] : [];

    private async Task<IEnumerable<TopologyService>> ServicesAsync(
        Vpc vpc, IReadOnlyList<PeeringCase> cases, CancellationToken cancel)
    {
        var all = cases.Select(one => one.AllServices).FirstOrDefault(reading => reading is not null)
            ?? (vpc.Planned ? null : await new CaseFinder(context).ServicesAsync(vpc, cancel));
        return (all?.Value ?? []).Where(service => Same(service.VpcId, vpc.VpcId)).Select(service =>
            new TopologyService(service.Id, service.Name, service.Record.State,
                service.Record.Host.Length > 0 ? $"{service.Record.Host}:{service.Record.Port}" : ""));
    }

    private static bool Is(VpcPeering one, VpcPeering other) => Same(one.NetworkId, other.NetworkId);
}
