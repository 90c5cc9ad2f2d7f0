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
        // Without a VPC nothing of the peering can work, and what is left goes as a whole.
        if (peeringCase.Vpc is not null && context.Examiner(peeringCase.Peering.Cloud) is { } examiner)
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
