using TimescaleVpc.Engine.Diagnosis;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Says what is wrong with peerings, or would be; it changes nothing.</summary>
internal sealed class TestPeeringStage(TestPeeringRequest request, ISink sink)
    : Stage<TestPeeringRequest>(request, sink)
{
    private readonly Survey survey = new();

    /// <summary>The services of all lists that were read, by the projects that they are in.</summary>
    private readonly ConcurrentDictionary<(string Project, string Name), bool> services = new();

    private int unreadServiceLists;
    private int examinedCount;
    private int driftedCount;

    protected override async Task ItemAsync(object? item, ItemContext context, CancellationToken cancel)
    {
        var sharedContext = context.Sharing(survey);
        var diagnosis = new PeeringDiagnosis(sharedContext, Request.Service);
        foreach (var peeringCase in await new CaseFinder(sharedContext).FindAsync(item, Request, cancel))
        {
            foreach (var finding in await diagnosis.OfAsync(peeringCase, cancel)) Emit(finding);
            Interlocked.Increment(ref examinedCount);
            Note(peeringCase);
        }

        foreach (var finding in survey.NotRead()) Emit(finding);
    }

    protected override Task LastAsync(CancellationToken cancel)
    {
        Sink.Verbose($"Peerings checked: {examinedCount}; with findings to correct or to look into: {driftedCount}.");
        RequireServices();
        return Request.FailOnDrift && driftedCount > 0
            ? throw Catalogue.DriftFound.For(driftedCount, driftedCount, examinedCount) : Task.CompletedTask;
    }

    private void Note(PeeringCase peeringCase)
    {
        if (peeringCase.AllServices is not { } reading) return;
        if (reading.Value is null) Interlocked.Increment(ref unreadServiceLists);
        foreach (var service in reading.Value ?? [])
            services.TryAdd((peeringCase.Peering.Project, service.Name), true);
    }

    /// <summary>A name that was mistyped is no service that has nothing wrong.</summary>
    private void RequireServices()
    {
        var all = services.Keys;
        if (unreadServiceLists > 0 || all.Count == 0) return;
        var missingName = Request.Service.FirstOrDefault(name => !all.Any(service => Same(service.Name, name)));
        if (missingName is null) return;
        var projects = string.Join(" and ", all.Select(service => service.Project).Distinct().Order());
        throw Catalogue.ServiceNotFound.For(
            missingName, projects, missingName, NearNames.Of(missingName, all.Select(service => service.Name)));
    }

    private void Emit(PeeringFinding finding)
    {
        // What is not known does not count as fine.
        if (finding.Severity != nameof(FindingSeverity.Notice)) Interlocked.Increment(ref driftedCount);
        Sink.Output(finding);
    }
}
