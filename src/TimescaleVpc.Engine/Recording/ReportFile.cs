using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Recording;

/// <summary>Reads and writes reports; reads recordings, too.</summary>
internal static class ReportFile
{
    public const string Format = "TimescaleVpc report";
    public const int Version = 1;

    /// <summary>Of a recording without an end.</summary>
    private const string Cut = "its process ended, or goes on, without having closed the session";

    /// <summary>A report as JSON.</summary>
    public static string Write(RecordedRun run)
    {
        // Bodies get numbers of their own: an id that follows from the content would let names be guessed.
        var numbers = run.Wire.Exchanges.SelectMany(exchange => new[] { exchange.Sent, exchange.Got }).OfType<string>()
            .Distinct().Select((id, at) => (Id: id, Number: $"b{at + 1}"))
            .ToDictionary(pair => pair.Id, pair => pair.Number);
        var bodies = new JsonObject();
        foreach (var (id, number) in numbers)
            bodies[number] = Json.Parse(run.Wire.Bodies[id]) is { } node and not JsonValue ? node : run.Wire.Bodies[id];
        return JsonText.Page(new JsonObject
        {
            ["format"] = Format,
            ["version"] = Version,
            ["replayable"] = run.NotReplayable is null,
            ["notReplayable"] = run.NotReplayable,
            ["cut"] = run.Cut,
            ["versions"] = Node(run.Versions),
            ["session"] = Node(run.Session),
            ["findings"] = run.Findings.DeepClone(),
            ["exchanges"] = new JsonArray([.. run.Wire.Exchanges.Select(exchange => Node(exchange with
            {
                Sent = exchange.Sent is { } sentId ? numbers[sentId] : null,
                Got = exchange.Got is { } gotId ? numbers[gotId] : null,
            }))]),
            ["bodies"] = bodies,
        });
    }

    /// <summary>A report or a recording.</summary>
    public static RecordedRun Read(string path)
    {
        string text;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            text = reader.ReadToEnd();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Catalogue.ReportUnreadable.For(path, path, error.Message.TrimEnd('.'));
        }

        try
        {
            var run = Json.Parse(text) is JsonObject report && report["exchanges"] is not null
                ? OfReport(path, report) : OfLines(path, text);
            Check(path, run.Wire);
            return run;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException
            or ArgumentException or NotSupportedException)
        {
            throw Catalogue.ReportUnreadable.For(path, path, error.Message.TrimEnd('.'));
        }
    }

    private static RecordedRun OfReport(string path, JsonObject report)
    {
        RequireVersion(path, report, Format, Version);
        var bodyList = report["bodies"] as JsonObject ?? throw new FormatException("it has no bodies");
        var exchangeList = report["exchanges"] as JsonArray ?? throw new FormatException("it has no exchanges");
        var bodies = bodyList.ToDictionary(
            body => body.Key, body => body.Value is JsonValue value && value.TryGetValue<string>(out var text)
                ? text : body.Value?.ToJsonString(JsonText.Plain) ?? "null", StringComparer.Ordinal);
        return new RecordedRun(
            Read<RecordedVersions>(report["versions"]), Read<RecordedSession>(report["session"]),
            new KeptWire([.. exchangeList.Select(Read<Exchange>)], bodies, Lost: 0))
        {
            Findings = report["findings"]?.DeepClone() as JsonArray ?? [],
            NotReplayable = report.Text("notReplayable"),
            Cut = report.Text("cut"),
        };
    }

    private static RecordedRun OfLines(string path, string text)
    {
        RecordedVersions? versions = null;
        var session = new RecordedSession();
        var exchanges = new List<Exchange>();
        var bodies = new Dictionary<string, string>(StringComparer.Ordinal);
        var hasEnd = false;
        var lines = text.Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            if (lines[at].Trim().Length == 0) continue;
            if (Json.Parse(lines[at]) is not JsonObject item)
            {
                // The last line of a process that was killed may be cut off; any other one was edited.
                if (at < lines.Length - 1 && versions is not null)
                    throw Catalogue.ReportUnreadable.For(path, path, $"its line {at + 1} is damaged");
                continue;
            }

            hasEnd |= item["end"] is not null;
            if (item["format"] is not null)
            {
                RequireVersion(path, item, RecordFile.Format, RecordFile.Version);
                versions = Read<RecordedVersions>(item["versions"]);
            }
            else if (item["session"] is { } settings) session = Read<RecordedSession>(settings);
            else if (item.Text("body") is { } id) bodies[id] = item.Text("text") ?? "";
            else if (item["exchange"] is { } exchange) exchanges.Add(Read<Exchange>(exchange));
        }

        return new RecordedRun(
            versions ?? throw Catalogue.ReportUnreadable.For(path, path, text.Contains(Format, StringComparison.Ordinal)
                ? "it is a report that was cut off or damaged" : "it is no report and no recording"), session,
            new KeptWire([.. exchanges.OrderBy(exchange => exchange.Number)], bodies, Lost: 0))
        {
            Cut = hasEnd ? null : Cut,
        };
    }

    private static void RequireVersion(string path, JsonObject file, string format, int version)
    {
        if (file.Text("format") != format) throw Catalogue.ReportUnreadable.For(path, path, $"it is no {format}");
        if (file.Number("version") is not { } fileVersion)
            throw Catalogue.ReportUnreadable.For(path, path, "it does not say its version");
        if (fileVersion > version)
            throw Catalogue.ReportUnreadable.For(
                path, path, $"its version is {file.Text("version")}, and this module reads {version}");
    }

    private static void Check(string path, KeptWire wire)
    {
        if (wire.Exchanges.SelectMany(one => new[] { one.Sent, one.Got }).OfType<string>()
            .FirstOrDefault(id => !wire.Bodies.ContainsKey(id)) is { } missingId)
            throw Catalogue.ReportUnreadable.For(path, path, $"the body {missingId} is missing");
        if (wire.Exchanges.FirstOrDefault(one => !one.IsWhole) is { } damagedExchange)
            throw Catalogue.ReportUnreadable.For(path, path, $"its request {damagedExchange.Number} is damaged");
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, JsonText.Plain);

    private static T Read<T>(JsonNode? node) =>
        node.Deserialize<T>(JsonText.Plain) ?? throw new FormatException($"it has no {typeof(T).Name}");
}
