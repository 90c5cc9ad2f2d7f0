using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Repairs what findings name. A finding is only a name: the peering is looked into anew, since the world may have
/// changed, and again afterwards.
/// </summary>
internal sealed class RepairPeeringStage(RepairPeeringRequest request, IEngine engine, ISink sink)
    : Stage<RepairPeeringRequest>(request, sink)
{
    private static readonly TimeSpan LongestUnseen = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<(PeeringFinding Finding, ItemContext Context)> pipedFindings = new();

    protected override Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var finding = (PeeringFinding)item!;
        // An unknown id would never be found again, and count as repaired.
        if (FindingCatalogue.Find(finding.Id) is null)
        {
            throw Catalogue.FindingUnknown.For(
                finding.Id, finding.Id, NearNames.Of(finding.Id, FindingCatalogue.All.Select(entry => entry.Id)));
        }

        pipedFindings.Enqueue((finding, context));
        return Task.CompletedTask;
    }

    protected override async Task LastAsync(CancellationToken cancel)
    {
        var peerings = pipedFindings
            .GroupBy(item => (
                item.Context.Session, item.Finding.VpcId, Network: item.Finding.NetworkId?.ToUpperInvariant()))
            .Select(group => (group.First().Context, Findings: group.Select(item => item.Finding).ToArray())).ToArray();
        foreach (var session in peerings.GroupBy(item => item.Context.Session))
        {
            var clock = session.First().Context.Clock;
            using var work = clock.Work();
            await clock.TurnAsync(isReady: null, cancel);
            await clock.SideBySideAsync(session.ToArray(), item => GuardAsync(
                () => RepairAsync(item.Context, item.Findings, cancel), item.Findings[0], cancel));
        }
    }

    private async Task RepairAsync(ItemContext itemContext, PeeringFinding[] findings, CancellationToken cancel)
    {
        var first = findings[0];
        var context = itemContext with { Deadline = itemContext.Clock.Now + Timeout };
        AmbientWork.Deadline = context.Deadline;
        var (before, now) = await LookAsync(context, findings, cancel);
        var kinds = findings.Select(finding => (finding.Id, FindingCatalogue.Find(finding.Id)?.Repair))
            .Where(item => item.Repair is { } kind && (!RemovesFirst(kind) || now.Any(one => Same(one.Id, item.Id))))
            .Select(item => item.Repair!.Value).ToHashSet();
        var run = new RepairRun(context, engine, Request)
        {
            Ports = before?.Ports ?? [],
            RouteTableIds = FormerTables(findings),
            AllowVirtualNetworkAccess = new[] { findings, now }.All(
                list => list.Any(one => Same(one.Id, FindingCatalogue.LinkBlocksTraffic.Id))) ? true : null,
        };
        if (before is not null && kinds.Count > 0)
        {
            await run.RunAsync(before.Peering, kinds, cancel);
            if (!Sink.Planning) now = await SettledAsync(context, findings, cancel);
        }

        // A repair names no service, so it cannot tell whether these are still true.
        now = [.. now, .. findings.Where(finding => FindingCatalogue.Find(finding.Id) is { IsOfNamedService: true }
            && !now.Any(one => Same(one.Id, finding.Id)))];

        context.EndAllProgress();
        Sink.Output(new PeeringRepair
        {
            Subject = first.Subject, Platform = first.Platform, Project = first.Project, VpcId = first.VpcId,
            NetworkId = first.NetworkId, Planned = Sink.Planning,
            Mended = Sink.Planning ? [] : Mended(findings, now, run.Steps.Count > 0),
            Left = [.. now], Changes = Sink.Planning ? [] : [.. run.Steps], Plan = Sink.Planning ? [.. run.Steps] : [],
        });
    }

    /// <summary>
    /// What is not found any more. Where nothing was done and something is left for this module, another finding may
    /// have taken its place, so it does not count.
    /// </summary>
    private static PeeringFinding[] Mended(
        PeeringFinding[] findings, IReadOnlyList<PeeringFinding> now, bool anythingDone) =>
        !anythingDone && now.Any(finding => finding.CanRepair) ? []
            :
            [
                .. findings.Where(item => !now.Any(finding => Same(finding.Id, item.Id)))
                    .OrderBy(item => FindingCatalogue.Find(item.Id)?.Link)
                    .ThenBy(item => item.Id, StringComparer.Ordinal),
            ];

    /// <summary>
    /// A repair that begins with a removal needs a finding that is true now. The others look first, and do nothing
    /// where nothing is to be done.
    /// </summary>
    private static bool RemovesFirst(RepairKind kind) => kind is RepairKind.Undo or RepairKind.Remake;

    /// <summary>
    /// What is there after the repair. A directory may not show for a while what was made in it, so what should be
    /// repaired is looked at again.
    /// </summary>
    private static async Task<IReadOnlyList<PeeringFinding>> SettledAsync(
        ItemContext context, PeeringFinding[] findings, CancellationToken cancel)
    {
        var patience = new Patience(context, LongestUnseen);
        while (true)
        {
            var (_, now) = await LookAsync(context, findings, cancel);
            var isSettled = !now.Any(one => one.CanRepair && findings.Any(item => Same(item.Id, one.Id)));
            if (isSettled || patience.DeadlinePassed) return now;
            await context.WaitAsync(PollIntervals.Work, findings[0].Subject, "the repair does not show yet", cancel);
        }
    }

    private static string[] FormerTables(IEnumerable<PeeringFinding> findings) =>
    [
        .. findings.Where(finding => Same(finding.Id, FindingCatalogue.RouteGone.Id))
            .Select(finding => finding.SubjectId).OfType<string>(),
    ];

    /// <summary>The peering as it is now; null if nothing is there and nothing is wrong.</summary>
    private static async Task<(PeeringCase? Case, IReadOnlyList<PeeringFinding> Findings)> LookAsync(
        ItemContext context, PeeringFinding[] givenFindings, CancellationToken cancel)
    {
        var survey = new Survey();
        var sharedContext = context.Sharing(survey);
        var peeringCase = await new CaseFinder(sharedContext).AgainAsync(givenFindings[0], cancel);
        // Which tables had the route, only the findings still say.
        if (peeringCase is not null)
            peeringCase = peeringCase with { KnownRouteTableIds = FormerTables(givenFindings) };
        var findings = peeringCase is null ? []
            : await new PeeringDiagnosis(sharedContext, services: []).OfAsync(peeringCase, cancel);
        return (peeringCase, [.. findings, .. survey.NotRead()]);
    }
}
