using System.Diagnostics.CodeAnalysis;

namespace TimescaleVpc.Sandbox.Core;

/// <summary>
/// The future events of the platforms. Events of one instant run in the order of their keys, so that the order in which
/// parallel requests arrived has no influence.
/// </summary>
internal sealed class Schedule
{
    private readonly SortedDictionary<(DateTimeOffset Time, string Key, long Number), Action> events = new(
        Comparer<(DateTimeOffset Time, string Key, long Number)>.Create(Compare));

    private long number;

    public void At(DateTimeOffset time, string key, Action action) => events.Add((time, key, number++), action);

    public bool TryTake(DateTimeOffset until, out DateTimeOffset time, [NotNullWhen(true)] out Action? action)
    {
        time = default;
        action = null;
        if (events.Count == 0) return false;
        var first = events.First();
        if (first.Key.Time > until) return false;
        events.Remove(first.Key);
        (time, action) = (first.Key.Time, first.Value);
        return true;
    }

    private static int Compare(
        (DateTimeOffset Time, string Key, long Number) a, (DateTimeOffset Time, string Key, long Number) b)
    {
        var byTime = a.Time.CompareTo(b.Time);
        if (byTime != 0) return byTime;
        var byKey = string.CompareOrdinal(a.Key, b.Key);
        return byKey != 0 ? byKey : a.Number.CompareTo(b.Number);
    }
}
