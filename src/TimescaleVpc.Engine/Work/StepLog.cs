using TimescaleVpc.Engine.Errors;
using TimescaleVpc.Engine.Transport;

namespace TimescaleVpc.Engine.Work;

/// <summary>What one step did.</summary>
/// <param name="When">When it began.</param>
/// <param name="Step">The step.</param>
/// <param name="Before">The state before it, in the platform's words; null if there was none, or none is known.</param>
/// <param name="ErrorId">Why it failed; null if it was done.</param>
/// <param name="Requests">Its changing requests that were answered.</param>
internal sealed record StepRecord(
    DateTimeOffset When, PeeringStep Step, string? Before, string? ErrorId, IReadOnlyList<SentChange> Requests)
{
    /// <summary>The state that was seen next, in the platform's words; null if none was.</summary>
    public string? After { get; set; }

    public IEnumerable<string> RequestIds => Requests.Select(request => request.RequestId).OfType<string>();
}

/// <summary>The steps of a session in the order in which they ended, the newest ones.</summary>
internal sealed class StepLog(WorkClock clock)
{
    /// <summary>What the record of a step says that was stopped: the user's Ctrl+C, or the end of a limit.</summary>
    public const string Stopped = "Stopped";

    /// <summary>Some 200 VNets through walkthrough and undo; a record takes about a kilobyte.</summary>
    public const int Most = 5000;

    private readonly Queue<StepRecord> records = new();
    private int lostCount;

    /// <summary>The newest record of each step, while no state was seen after it.</summary>
    private readonly Dictionary<PeeringStep, StepRecord> openSteps = [];

    /// <summary>The records that are kept, and how many before them are not.</summary>
    public (StepRecord[] Records, int LostCount) Read()
    {
        lock (records) return ([.. records], lostCount);
    }

    /// <summary>Does a step and keeps what it did; one that changes nothing leaves no record.</summary>
    /// <param name="step">The step.</param>
    /// <param name="before">The state before it.</param>
    /// <param name="body">Does it, and says whether it has changed anything.</param>
    public async Task<bool> RecordAsync(PeeringStep step, string? before, Func<Task<bool>> body)
    {
        var when = clock.Now;
        var changes = AmbientWork.Changes = new SentChanges();
        try
        {
            if (!await body()) return false;
            Add(errorId: null);
            return true;
        }
        catch (Exception error)
        {
            Add(error is OperationCanceledException ? Stopped : Translation.Of(error, step).ErrorId);
            throw;
        }

        void Add(string? errorId)
        {
            lock (records)
            {
                var record = new StepRecord(when, step, before, errorId, changes.ToArray());
                records.Enqueue(record);
                openSteps[step] = record;
                if (records.Count <= Most) return;
                var firstRecord = records.Dequeue();
                lostCount++;
                if (openSteps.GetValueOrDefault(firstRecord.Step) == firstRecord) openSteps.Remove(firstRecord.Step);
            }
        }
    }

    /// <summary>Completes the newest record of a step, if no state was seen after it yet.</summary>
    public void Observe(PeeringStep step, string? state)
    {
        lock (records)
        {
            if (state is not null && openSteps.Remove(step, out var record)) record.After = state;
        }
    }
}
