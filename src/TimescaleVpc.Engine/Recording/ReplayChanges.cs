namespace TimescaleVpc.Engine.Recording;

/// <summary>
/// The changes that a recording holds, and those of them that its replay has made so far, for each host. Work that goes
/// side by side need not come in the recorded order: what is read is answered by what was changed before it.
/// </summary>
internal sealed class ReplayChanges(IEnumerable<Exchange> exchanges)
{
    private readonly ILookup<string, int> recordedNumbers = exchanges.Where(one => !RecordedExchanges.OnlyReads(one))
        .ToLookup(one => one.Host, one => one.Number, StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<int> doneNumbers = [];

    /// <summary>The replay has made this one.</summary>
    public void Do(Exchange change) => doneNumbers.Add(change.Number);

    /// <summary>Whether a change that came before an answer then has not been made yet.</summary>
    public bool LackBefore(Exchange answer) =>
        recordedNumbers[answer.Host].Any(number => number < answer.Number && !doneNumbers.Contains(number));

    /// <summary>Whether a change was made that came between two answers then.</summary>
    public bool LieBetween(Exchange earlier, Exchange later) => recordedNumbers[later.Host].Any(number =>
        number > earlier.Number && number < later.Number && doneNumbers.Contains(number));
}
