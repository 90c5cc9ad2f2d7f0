using TimescaleVpc.Engine.Changes;
using TimescaleVpc.Engine.Documents;

namespace TimescaleVpc.Engine.Stages;

/// <summary>Writes changes, done or planned, into a file for a change ticket. No platform is asked.</summary>
internal sealed class ExportChangeStage(ExportChangeRequest request, ISink sink) : IStage
{
    private static readonly DocumentForm<ChangeDocument>[] Forms =
    [
        new(".md", "Markdown", ChangeMarkdown.Write), new(".json", "Json", ChangeJson.Write),
        new(".html", "Html", ChangeHtml.Write),
    ];

    private readonly ConcurrentQueue<VpcChange> changes = new();

    public Task ProcessAsync(object? item, CancellationToken cancel)
    {
        foreach (var change in item as VpcChange[] ?? ChangeRecord.Of(GetChangeStage.SessionOf(request), sink))
            changes.Enqueue(change);
        return Task.CompletedTask;
    }

    public Task EndAsync(CancellationToken cancel)
    {
        var file = new DocumentFile(request.Path, request.Force, sink);
        var form = file.FormOf(Forms, "a record of changes");
        // Each object of a pipeline holds the plan of those before it.
        var document = new ChangeDocument([.. changes.Distinct()]);
        return file.WriteAsync(form.Name, document.Summary, form.Write(document), cancel);
    }
}
