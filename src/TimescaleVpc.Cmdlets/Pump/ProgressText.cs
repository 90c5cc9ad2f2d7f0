using System.Globalization;

namespace TimescaleVpc.Commands;

/// <summary>
/// The words of a bar, so that they fit: PowerShell gives the activity half of the line at most and cuts the rest at
/// its end, where the time stands.
/// </summary>
internal static class ProgressText
{
    /// <summary>What PowerShell puts around activity and status, and some more.</summary>
    private const int Frame = 7;

    /// <summary>Before this, a time would only be zeros.</summary>
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);

    /// <summary>What it is about, then the state and who must act, the time so far, and what is usual.</summary>
    /// <param name="progress">How a wait stands.</param>
    /// <param name="width">The columns of the screen.</param>
    internal static (string Activity, string Status) Of(WaitProgress progress, int width)
    {
        var activity = End(DisplayText.Of(progress.Subject), (width / 2) - 1);
        var status = DisplayText.Of(progress.Status);
        if (status.Length == 0) return (activity, " ");

        var room = width - activity.Length - Frame;
        var time = progress.Elapsed < Soonest ? "" : $", {Time(progress.Elapsed)}";
        var usualText = progress.Usual is { } span ? $", usually about {Usual(span)}" : "";
        var state = status.Split(';')[0];
        string[] texts = [status + time + usualText, status + time, state + time + usualText, state + time];
        return (activity, Array.Find(texts, text => text.Length <= room) ?? Start(state, room - time.Length) + time);
    }

    /// <summary>The words of the bar above several: how many are done, and which has waited longest.</summary>
    /// <param name="counts">How many of how many.</param>
    /// <param name="slowest">The slowest one; without a name if none waits.</param>
    /// <param name="width">The columns that are left.</param>
    internal static string Fleet(string counts, (string? Name, TimeSpan Elapsed) slowest, int width)
    {
        var beginning = $"{counts} done";
        if (slowest.Name is null || slowest.Elapsed < Soonest) return beginning;
        var time = $", {Time(slowest.Elapsed)}";
        var room = width - Frame - beginning.Length - "; slowest: ".Length - time.Length;
        var name = End(DisplayText.Of(slowest.Name), room);
        return $"{beginning}; slowest: {name}{time}";
    }

    /// <summary>Minutes and seconds, as in 1:05, and hours where there are some.</summary>
    private static string Time(TimeSpan span) => span.ToString(
        span.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture);

    private static string Usual(TimeSpan span) => span.TotalSeconds < 60
        ? $"{span.TotalSeconds:0} s" : $"{span.TotalMinutes:0} min";

    /// <summary>The end of a name that is too long: there names of a fleet differ.</summary>
    private static string End(string text, int room) =>
        text.Length <= room || room < 2 ? text : $"…{text[^(room - 1)..]}";

    private static string Start(string text, int room) =>
        text.Length <= room || room < 2 ? text : $"{text[..(room - 1)]}…";
}
