using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Says what is wrong with peerings, or would be; it changes nothing.</summary>
internal sealed class TestPeeringStage(TestPeeringRequest request, ISink sink)
    : Stage<TestPeeringRequest>(request, sink)
{
    private readonly Survey survey = new();
    private int examined;
    private int drifted;

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var sharing = context.Sharing(survey);
        var diagnosis = new PeeringDiagnosis(sharing, Request.Service);
        foreach (var peeringCase in await new CaseFinder(sharing).FindAsync(item, Request, cancel))
        {
            foreach (var finding in await diagnosis.OfAsync(peeringCase, cancel)) Emit(finding);
            Interlocked.Increment(ref examined);
        }

        foreach (var finding in survey.NotRead()) Emit(finding);
    }

    protected override Task LastAsync(CancellationToken cancel)
    {
        Sink.Verbose($"Peerings checked: {examined}; with findings to correct or to look into: {drifted}.");
        return Request.FailOnDrift && drifted > 0
            ? throw Catalogue.DriftFound.For(drifted, drifted, examined) : Task.CompletedTask;
    }

    private void Emit(PeeringFinding finding)
    {
        // What is not known does not count as fine.
        if (finding.Severity != nameof(FindingSeverity.Notice)) Interlocked.Increment(ref drifted);
        Sink.Output(finding);
    }
}
