using TimescaleVpc.Engine.Documents;
using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Recording;
using TimescaleVpc.Engine.Sessions;
using TimescaleVpc.Engine.Steps;
using TimescaleVpc.Engine.Work;

namespace TimescaleVpc.Engine.Stages;

/// <summary>
/// Writes the report of a session, or of a recording. No platform is asked. What is to be written is shown first, and
/// nothing is sent anywhere.
/// </summary>
internal sealed class ExportReportStage(ExportReportRequest request, ISink sink) : IStage
{
    private const string Extension = ".json";

    private readonly ConcurrentQueue<PeeringFinding> findings = new();

    public Task ProcessAsync(object? item, CancellationToken cancel)
    {
        if (item is PeeringFinding finding) findings.Enqueue(finding);
        return Task.CompletedTask;
    }

    public async Task EndAsync(CancellationToken cancel)
    {
        if (!request.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            throw Catalogue.InvalidInput.For(request.Path, request.Path, "a report", "Give a file that ends in .json.");

        var (run, secrets) = request.Recording is { } file ? (ReportFile.Read(file), new KnownSecrets()) : OfSession();
        run = ReportCleaning.Of(run with { Findings = Findings(run, secrets) }, secrets);
        var standIns = request.KeepNames ? null : ReportNames.Learn(run);
        if (standIns is not null) run = new ReportText(standIns).Of(run);
        var text = ReportFile.Write(run);
        var names = standIns is null ? null : new JsonObject(
            standIns.Table.Select(pair => KeyValuePair.Create(pair.Value, (JsonNode?)JsonValue.Create(pair.Key))));
        var report = new VpcReport
        {
            Path = request.Path,
            NamesPath = names is null ? null : request.Path[..^Extension.Length] + ".names" + Extension,
            Replayable = run.NotReplayable is null,
            Reason = run.NotReplayable,
            Cut = run.Cut,
            Exchanges = run.Wire.Exchanges.Count,
            Hosts = [.. run.Wire.Exchanges.Select(exchange => exchange.Host).Distinct().Order()],
            Findings = run.Findings.Count,
            NamesReplaced = standIns?.Table.Count(pair => pair.Key != pair.Value) ?? 0,
            Planned = sink.Planning,
            Content = sink.Planning ? text : null,
        };
        List<(WholeFile File, string Text)> files = [(FileOf(report.Path), text)];
        if (names is not null) files.Add((FileOf(report.NamesPath!), JsonText.Page(names)));
        foreach (var (one, _) in files) one.RequireFree();

        var step = LocalSteps.WriteReport.On(Summary(report));
        if (await StepRunner.MayAsync(step, sink, cancel))
        {
            foreach (var (one, json) in files) one.Write(JsonText.Visible(json));
        }
        else if (!sink.Planning)
        {
            return;
        }

        sink.Output(report);
    }

    private WholeFile FileOf(string path) => new(path, request.Force) { IsPrivate = true };

    /// <summary>What is to be decided on: how much it is, and whose names are in it.</summary>
    private static string Summary(VpcReport report) =>
        $"{report.Path}: {report.Exchanges} requests to {report.Hosts.Length} hosts, {report.Findings} findings; "
        + (report.NamesPath is null ? "names and ids as they are"
            : $"{report.NamesReplaced} names and ids replaced, their table in {report.NamesPath}")
        + $"; {(report.Replayable ? "replayable" : $"not replayable, since {report.Reason}")}"
        + (report.Cut is { } cut ? $"; its last requests may be missing, since {cut}" : "");

    private (RecordedRun Run, KnownSecrets Secrets) OfSession()
    {
        var findingSession = findings.Select(finding => finding.Session).FirstOrDefault(session => session is not null);
        var session = request.Session ?? findingSession ?? request.CurrentSession
            ?? throw Catalogue.NotConnected.For(null);
        return SessionState.Of(session).Recording is { } recording
            ? (recording.Read(), recording.Recorder.Secrets)
            : (SessionRecording.Nothing, new KnownSecrets());
    }

    private JsonArray Findings(RecordedRun run, KnownSecrets secrets)
    {
        var list = new JsonArray([.. run.Findings.Select(finding => finding?.DeepClone())]);
        foreach (var finding in findings)
        {
            var data = JsonSerializer.SerializeToNode(finding, JsonText.Plain)!;
            list.Add(Clean(data, secrets));
        }

        return list;
    }

    private static JsonNode? Clean(JsonNode? node, KnownSecrets secrets) => node switch
    {
        JsonObject item => new JsonObject(
            item.Select(member => KeyValuePair.Create(member.Key, Clean(member.Value, secrets)))),
        JsonArray list => new JsonArray([.. list.Select(value => Clean(value, secrets))]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(secrets.Clean(text)),
        _ => node?.DeepClone(),
    };
}
