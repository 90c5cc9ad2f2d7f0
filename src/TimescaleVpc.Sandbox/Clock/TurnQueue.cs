using System.Diagnostics;

namespace TimescaleVpc.Sandbox.Clock;

/// <summary>
/// The queue in which all work of an in-process world waits for its turn: a request, the start of an item, a lock, or a
/// timer that is due. One resumes at a time, chosen by the seed. Used under the clock's lock.
/// </summary>
internal sealed class TurnQueue(int seed)
{
    // Sufficient to find the cause; a stack for each of thousands would be costly and add nothing.
    private const int MostReports = 8;

    private readonly Random chance = new(seed);

    /// <summary>In the order of their workers' names, on which the order of arrival has no influence.</summary>
    private readonly List<Turn> turns = [];
    private readonly List<string> uncountedWork = [];

    /// <summary>The number of waiting turns.</summary>
    public int Count => turns.Count;

    /// <summary>Whether the stack at the begin of work is recorded, for reports.</summary>
    public bool RecordsOrigins { get; set; }

    /// <summary>Requests that arrived although, by the count, none could: work that is not counted.</summary>
    public IReadOnlyList<string> Uncounted => [.. uncountedWork];

    public double Chance() => chance.NextDouble();

    public int Next(int count) => count == 1 ? 0 : chance.Next(count);

    public StackTrace? Origin() => RecordsOrigins ? new StackTrace(2, fNeedFileInfo: true) : null;

    /// <summary>
    /// Records a request that does not belong to a counted worker, or whose worker is already waiting.
    /// </summary>
    public void Check(WorkerLease? worker)
    {
        if (worker is { Waits: 0, IsJoined: false } || uncountedWork.Count == MostReports) return;
        var why = worker is null ? "Nobody at work has sent it."
            : $"Work {worker.Name} has sent it, which waits already: a part of it runs by itself.";
        uncountedWork.Add($"{why}\nIt comes from\n{new StackTrace(2, fNeedFileInfo: true)}"
            + (worker?.Origin is { } origin ? $"The work began\n{origin}" : ""));
    }

    public void Add(Turn turn)
    {
        if (turn.Worker is { } worker) worker.Waits++;
        var (low, high) = (0, turns.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(turns[middle].Worker?.Name, turn.Worker?.Name) <= 0) low = middle + 1;
            else high = middle;
        }

        turns.Insert(low, turn);
    }

    public bool Remove(Turn turn)
    {
        if (!turns.Remove(turn)) return false;
        if (turn.Worker is { } worker) worker.Waits--;
        return true;
    }

    /// <summary>Takes the next turn; null if none is ready.</summary>
    public Turn? Take()
    {
        var readyTurns = turns.FindAll(turn => turn.IsReady);
        if (readyTurns.Count == 0) return null;
        var turn = readyTurns[Next(readyTurns.Count)];
        Remove(turn);
        return turn;
    }
}
