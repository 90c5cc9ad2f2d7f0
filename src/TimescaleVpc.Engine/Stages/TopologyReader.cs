using TimescaleVpc.Engine.Diagnosis;
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
    public async Task<(TopologyVpc Vpc, IReadOnlyList<CustomerNetwork> Networks)> ReadAsync(
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
        var networks = new List<CustomerNetwork>();
        foreach (var peering in allPeerings.Concat(wantedPeerings).Where(one => one.NetworkId is not null)
            .OrderBy(one => NaturalOrder.Key(one.VNetName ?? one.NetworkId), StringComparer.OrdinalIgnoreCase))
        {
            var plan = plannedPeerings.Where(one => Is(one, peering)).SelectMany(one => one.Plan).ToArray();
            var ownFindings = findings.Where(finding => Same(finding.NetworkId, peering.NetworkId));
            var isSeen = allPeerings.Contains(peering);
            var examiner = context.In<IExaminer>(peering.Cloud);
            peerings.Add(OfPeering(peering, isSeen, plan, ownFindings) with
            {
                OwnHalf = await examiner.OwnHalfAsync(peering, cancel),
            });
            var ranges = peering.PeerCidrs.Length > 0 ? peering.PeerCidrs
                : await RangesAsync(cases.FirstOrDefault(one => Is(one.Peering, peering)), cancel);
            networks.Add(await examiner.NetworkAsync(peering, cancel) with { Ranges = ranges });
        }

        var apart = findings.Where(
            finding => !peerings.Any(peering => Same(peering.NetworkId, finding.NetworkId)));
        var map = new TopologyVpc(
            vpc.VpcId, ILabelled.Of(vpc), $"{vpc.Platform}, project {vpc.Project}", vpc.Place,
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
        return new(peering.NetworkId!, peering.State, null, plan.Length > 0 || !isSeen && peering.Planned)
        {
            Ids = peering.PartIds,
            Routes = peering.RouteTableIds,
            Groups = peering.SecurityGroupId is { } group ? [group] : [],
            Plan = [.. plan.Select(step => step.Action)],
            Findings = [.. findings.Select(OfFinding)],
        };
    }

    private async Task<IReadOnlyList<string>> RangesAsync(PeeringCase? peeringCase, CancellationToken cancel) =>
        peeringCase is null ? []
            : await context.In<IExaminer>(peeringCase.Peering.Cloud).RangesAsync(peeringCase, cancel) ?? [];

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
