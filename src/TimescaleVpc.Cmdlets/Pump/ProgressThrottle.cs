using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>Converts the engine's progress to records: one bar for each subject, at most five a second.</summary>
/// <param name="stage">The cmdlet that waits.</param>
internal sealed class ProgressThrottle(string stage)
{
    private const long Interval = 200;

    private readonly Dictionary<string, (int Id, long Shown)> bars = [];

    /// <summary>The record to show now; null if it is too early.</summary>
    internal ProgressRecord? Next(WaitProgress progress)
    {
        int id;
        lock (bars)
        {
            var now = Environment.TickCount64;
            if (bars.TryGetValue(progress.Subject, out var bar))
            {
                if (!progress.Completed && now - bar.Shown < Interval) return null;
            }
            else if (progress.Completed)
            {
                return null;
            }
            else
            {
                bar.Id = bars.Count + 1;
            }

            id = bar.Id;
            bars[progress.Subject] = (id, now);
        }

        var record = new ProgressRecord(
            id, DisplayText.Of($"{stage}: {progress.Subject}"), DisplayText.Of(Text(progress)))
        {
            RecordType = progress.Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing,
        };
        if (progress.Timeout > TimeSpan.Zero)
        {
            // The share of the time limit that has passed; the time that the platform needs is unknown.
            record.PercentComplete = (int)Math.Clamp(100 * (progress.Elapsed / progress.Timeout), 0, 100);
        }

        return record;
    }

    private static string Text(WaitProgress progress) =>
        progress.Status.Length == 0 ? " " : $"{progress.Status} ({progress.Elapsed:hh\\:mm\\:ss})";
}
