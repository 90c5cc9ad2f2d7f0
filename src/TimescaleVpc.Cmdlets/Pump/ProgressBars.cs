using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// The bars of a cmdlet: one for each subject, at most five times a second. Several items have one above them, with
/// counts and the slowest. For the pipeline thread only.
/// </summary>
/// <param name="stage">The cmdlet that waits.</param>
/// <param name="width">The columns of the screen.</param>
internal sealed class ProgressBars(string stage, int width)
{
    private const long Interval = 200;
    private const int FleetId = 1;

    /// <summary>More bars than this say less than the one above them.</summary>
    private const int MostBars = 3;

    private readonly Dictionary<string, Bar> bars = [];
    private int endedCount;
    private long shownAt = -Interval;

    /// <summary>The records to show now; none if it is too early.</summary>
    /// <param name="progress">How a wait stands.</param>
    /// <param name="endedItems">The number of items that have ended.</param>
    /// <param name="all">The number of items so far.</param>
    internal IEnumerable<ProgressRecord> Next(WaitProgress progress, int endedItems, int all)
    {
        var now = Environment.TickCount64;
        if (!bars.TryGetValue(progress.Subject, out var bar))
        {
            if (progress.Completed) yield break;
            bar = bars[progress.Subject] = new Bar(FleetId + 1 + bars.Count);
        }

        if (progress.Completed && bar.IsOpen) endedCount++;
        (bar.Elapsed, bar.IsOpen) = (progress.Elapsed, !progress.Completed);
        var isFleet = all > 1 || bars.Count > 1;
        var isDue = progress.Completed || now - bar.ShownAt >= Interval;
        if (progress.Completed ? bar.IsShown : isDue && (bar.IsShown || bars.Values.Count(IsOnScreen) < MostBars))
        {
            (bar.IsShown, bar.ShownAt) = (!progress.Completed, now);
            yield return Record(
                bar.Id, isFleet ? FleetId : -1, progress, ProgressText.Of(progress, width - (isFleet ? 2 : 0)));
        }

        if (!isFleet || (!progress.Completed && now - shownAt < Interval)) yield break;
        shownAt = now;
        var slowest = bars.Where(pair => pair.Value.IsOpen).OrderByDescending(pair => pair.Value.Elapsed)
            .Select(pair => (Name: pair.Key, pair.Value.Elapsed)).FirstOrDefault();
        // Several things of one item, such as services, count themselves.
        var counts = all > 1 ? $"{endedItems} of {all}" : $"{endedCount} of {bars.Count}";
        yield return new ProgressRecord(
            FleetId, DisplayText.Of(stage), DisplayText.Of(ProgressText.Fleet(counts, slowest, width - stage.Length)))
        {
            RecordType = slowest.Name is null ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            PercentComplete = all > 1 ? 100 * endedItems / all : 100 * endedCount / bars.Count,
        };
    }

    private static bool IsOnScreen(Bar bar) => bar.IsShown;

    private static ProgressRecord Record(
        int id, int parentId, WaitProgress progress, (string Activity, string Status) text)
    {
        var record = new ProgressRecord(id, text.Activity, text.Status)
        {
            ParentActivityId = parentId,
            RecordType = progress.Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };
        if (progress.Timeout > TimeSpan.Zero)
        {
            // The share of the time limit that has passed; how long the platform needs this time is not known.
            record.PercentComplete = (int)Math.Clamp(100 * (progress.Elapsed / progress.Timeout), 0, 100);
        }

        return record;
    }

    private sealed class Bar(int id)
    {
        public int Id => id;

        public TimeSpan Elapsed { get; set; }

        public bool IsOpen { get; set; }

        public bool IsShown { get; set; }

        public long ShownAt { get; set; } = -Interval;
    }
}
