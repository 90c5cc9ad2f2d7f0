namespace TimescaleVpc.Engine.Changes;

/// <summary>What a file of changes says, whichever form it has.</summary>
internal sealed class ChangeDocument
{
    public ChangeDocument(IReadOnlyList<VpcChange> changes)
    {
        // Of a plan each step is there once, however many of its objects were piped.
        Planned = [.. changes.Where(change => change.Result == ChangeRecord.Planned)
            .DistinctBy(change => (change.Action, change.Target, change.Where))];
        Made = [.. changes.Where(change => change.Result != ChangeRecord.Planned)];
    }

    /// <summary>Each heading of a row, and its value.</summary>
    public static IReadOnlyList<(string Name, Func<VpcChange, string?> Value)> Columns { get; } =
    [
        ("When (UTC)", change => Time(change.When)),
        ("What", change => change.What),
        ("Where", change => change.Where),
        ("Result", change => change.ErrorId is null ? change.Result : $"{change.Result}: {change.ErrorId}"),
        ("Before", change => change.Before),
        ("After", change => change.After),
    ];

    /// <summary>What is shown of a change below the table.</summary>
    public static IReadOnlyList<(string Name, Func<VpcChange, IEnumerable<string?>> Values)> Details { get; } =
    [
        ("Change", change => [$"{change.Action}: {change.Target}"]),
        ("By", change => [change.By]),
        ("Run", change => [change.Run]),
        ("Ids", change => change.Ids),
        ("Requests", change => change.Requests),
        ("Request ids", change => change.RequestIds),
    ];

    /// <summary>What was done, or tried, in order.</summary>
    public IReadOnlyList<VpcChange> Made { get; }

    /// <summary>What is to be done, in order.</summary>
    public IReadOnlyList<VpcChange> Planned { get; }

    /// <summary>The parts that are not empty, with their headings; a record without any change has one, too.</summary>
    public IReadOnlyList<(string Heading, IReadOnlyList<VpcChange> Changes)> Parts =>
    [
        .. Made.Count > 0 || Planned.Count == 0 ? [("Done", Made)] : Array.Empty<(string, IReadOnlyList<VpcChange>)>(),
        .. Planned.Count > 0 ? [("To be done", Planned)] : Array.Empty<(string, IReadOnlyList<VpcChange>)>(),
    ];

    public string Title => Planned.Count > 0 && Made.Count == 0 ? "Network changes to be done" : "Network changes";

    public string Summary
    {
        get
        {
            var failedCount = Made.Count(change => change.Result != ChangeRecord.Done);
            var doneText = Made.Count == 0 && Planned.Count > 0 ? "" : Number(Made.Count - failedCount, "change");
            string[] parts =
            [
                doneText, failedCount > 0 ? $"{Number(failedCount, "change")} not finished" : "",
                Planned.Count > 0 ? $"{Number(Planned.Count, "change")} to be done" : "",
            ];
            return string.Join(", ", parts.Where(part => part.Length > 0));
        }
    }

    /// <summary>From when to when, and who did it; null where nothing was done.</summary>
    public string? Span => Made.Count == 0 ? null : $"{Time(Made[0].When)} to {Time(Made[^1].When)} UTC";

    public static string? Time(DateTime? when) =>
        when?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Number(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
