using TimescaleVpc.Engine.Platforms;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Diagnosis;

/// <summary>Walks the chain of one peering, from the platform's VPC to the service.</summary>
internal sealed class PeeringDiagnosis(ItemContext context, IReadOnlyList<string> services)
{
    /// <summary>The findings, the first broken link before all that follows from it.</summary>
    public async Task<IReadOnlyList<PeeringFinding>> OfAsync(PeeringCase peeringCase, CancellationToken cancel)
    {
        var phase = peeringCase.Vpc is { } vpc ? context.Platform(vpc.Platform).Phase(vpc.State) : VpcPhase.Untold;
        var findings = new List<PeeringFinding>();
        findings.AddRange(PlatformExaminer.Vpc(peeringCase, phase));
        findings.AddRange(PlatformExaminer.Half(peeringCase));
        if (context.Examiner(peeringCase.Peering.Cloud) is { } examiner)
            findings.AddRange(await examiner.ExamineAsync(peeringCase, cancel));
        findings.AddRange(PlatformExaminer.Services(peeringCase, services));
        return Ordered(findings, peeringCase.IsPreflight);
    }

    /// <summary>
    /// The order of the chain. Problems behind the first broken link are its symptoms; before a peering is made, each
    /// of them is in the way by itself.
    /// </summary>
    public static IReadOnlyList<PeeringFinding> Ordered(IEnumerable<PeeringFinding> findings, bool isPreflight)
    {
        var items = findings.Select(finding => (Finding: finding, Entry: FindingCatalogue.Find(finding.Id)!))
            .OrderBy(item => item.Entry.Link).ThenBy(item => item.Entry.Severity).ToArray();
        var firstBreak = items.Where(item => item.Entry.Severity == FindingSeverity.Problem)
            .Select(item => item.Entry.Link).DefaultIfEmpty(ChainLink.Apart).First();
        return
        [
            .. items.Where(item => isPreflight || item.Entry.Link <= firstBreak || item.Entry.Link == ChainLink.Apart
                || item.Entry.Severity != FindingSeverity.Problem).Select(item => item.Finding),
        ];
    }
}
