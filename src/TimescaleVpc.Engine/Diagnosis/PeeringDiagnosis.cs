using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>Walks the chain of one peering, from the platform's VPC to the service.</summary>
internal sealed class PeeringDiagnosis(ItemContext context, IReadOnlyList<string> services)
{
    /// <summary>The findings, the first broken link before all that follows from it.</summary>
    public async Task<IReadOnlyList<PeeringFinding>> OfAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var findings = new List<PeeringFinding>();
        findings.AddRange(PlatformExaminer.Vpc(peeringCase));
        findings.AddRange(PlatformExaminer.Half(peeringCase));
        // Without a VPC nothing of the peering can work, and what is left goes as a whole.
        if (peeringCase.Vpc is not null)
        {
            var examiner = context.In<IExaminer>(peeringCase.Peering.Cloud);
            findings.AddRange(await examiner.ExamineAsync(peeringCase, cancel));
            if (peeringCase.Services.Any() && await examiner.RangesAsync(peeringCase, cancel) is { } ranges)
            {
                findings.AddRange(PlatformExaminer.Filters(peeringCase, ranges));
                if (peeringCase.Phase == PeeringPhase.Active && !findings.Exists(MayStopTraffic))
                    findings.AddRange(await new ServiceReach(context).OfAsync(peeringCase, services, ranges, cancel));
            }
        }

        if (peeringCase.IsPreflight) findings.AddRange(await PreflightAsync(peeringCase, cancel));
        findings.AddRange(PlatformExaminer.Services(peeringCase, services));
        if (findings.Exists(finding => finding.Id == FindingCatalogue.ServiceIsPublic.Id))
            findings.AddRange(await AllowListsAsync(peeringCase, cancel));
        return Ordered(
            findings.Select(finding => PlatformExaminer.Stuck(peeringCase, finding, findings)),
            peeringCase.IsPreflight);
    }

    /// <summary>Whether a finding may be the reason for which a service does not answer.</summary>
    private static bool MayStopTraffic(PeeringFinding finding) =>
        Enum.Parse<FindingSeverity>(finding.Severity) switch
        {
            FindingSeverity.Problem => true,
            FindingSeverity.Notice => false,
            _ => FindingCatalogue.Find(finding.Id)!.Link is >= ChainLink.PlatformHalf and <= ChainLink.Service,
        };

    /// <summary>What excludes a VPC for a service that is to be put into one.</summary>
    private async Task<IEnumerable<PeeringFinding>> AllowListsAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var platform = context.Platform(peeringCase.Peering.Platform);
        var lists = await context.ReadAsync(
            new("the IP allow lists", $"project {platform.Project}"),
            () => platform.ListAllowListsAsync(cancel), cancel);
        return PlatformExaminer.AllowLists(peeringCase, services, lists);
    }

    private async Task<IEnumerable<PeeringFinding>> PreflightAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var platform = context.Platform(peeringCase.Peering.Platform);
        var mayChange = await context.ReadAsync<object>(
            new("the sign-in's role", $"project {platform.Project}"),
            async () => await platform.MayChangeVpcsAsync(cancel), cancel);
        return PlatformExaminer.Preflight(peeringCase, (bool?)mayChange.Value, platform.UsualPeeringLimit);
    }

    /// <summary>
    /// The order of the chain. Problems behind the first broken link are its symptoms; before a peering is made, each
    /// of them is in the way by itself.
    /// </summary>
    public static IReadOnlyList<PeeringFinding> Ordered(IEnumerable<PeeringFinding> findings, bool isPreflight)
    {
        var items = findings
            .Select(finding => (Finding: finding, FindingCatalogue.Find(finding.Id)!.Link,
                Severity: Enum.Parse<FindingSeverity>(finding.Severity)))
            .OrderBy(item => item.Link).ThenBy(item => item.Severity).ToArray();
        var firstBreak = items.Where(item => item.Severity == FindingSeverity.Problem)
            .Select(item => item.Link).DefaultIfEmpty(ChainLink.Apart).First();
        return
        [
            .. items.Where(item => isPreflight || item.Link <= firstBreak || item.Link == ChainLink.Apart
                || item.Severity != FindingSeverity.Problem).Select(item => item.Finding),
        ];
    }
}
