using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace TimescaleVpc.Commands;

/// <summary>
/// Runs work on the thread pool and brings its output to the pipeline thread, the only one that may write. All members
/// but <see cref="Post"/>, <see cref="Cancel"/> and <see cref="InvokeAsync"/> belong to that thread.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without timers and wait handles there is nothing to dispose, "
    + "and Ctrl+C or late work may still come to a pump whose cmdlet is gone.")]
internal sealed class Pump
{
    private readonly BlockingCollection<PumpRecord> records = [];
    private readonly CancellationTokenSource stop = new();
    private Presence? ownPresence;
    private IReadOnlyList<Presence> presences = [];
    private Presence[] restingPresences = [];
    private int openCount;
    private int startedCount;
    private bool rests;
    private bool isTurnDue;

    /// <summary>True when all started work has ended and its output was written.</summary>
    internal bool Idle => openCount == 0;

    /// <summary>How much of the work that was started has ended, and how much was started.</summary>
    internal (int Done, int All) Count => (startedCount - openCount, startedCount);

    /// <summary>From now on the thread counts in simulated worlds.</summary>
    /// <param name="presence">Its own world; null in a real session, and where an object will tell it.</param>
    /// <param name="all">The worlds of all cmdlets that share the thread.</param>
    internal void CountIn(Presence? presence, IReadOnlyList<Presence> all) =>
        (ownPresence, presences) = (presence, all);

    /// <summary>Queues something to do on the pipeline thread. From any thread.</summary>
    internal void Post(Action write) => Add(new(write, null));

    /// <summary>
    /// Queues something to show that nothing depends on, and that may come at any time. From any thread.
    /// </summary>
    internal void Show(Action write) => records.Add(new(write, null));

    /// <summary>Asks all work to end. From any thread; it does not wait.</summary>
    internal void Cancel() => _ = stop.CancelAsync();

    /// <summary>Starts work on the thread pool, away from any synchronization context of the host.</summary>
    /// <param name="work">The work.</param>
    /// <param name="input">The pipeline object that it is for.</param>
    internal PumpJob Start(Func<CancellationToken, Task> work, object? input = null)
    {
        var job = new PumpJob { Given = input };
        openCount++;
        startedCount++;
        var worker = ownPresence is { IsCounted: true } ? ownPresence : presences.FirstOrDefault(one => one.IsCounted);
        if (worker is not null) worker.Begin(RunAsync);
        else _ = Task.Run(RunAsync);
        return job;

        async Task RunAsync()
        {
            try
            {
                await work(stop.Token);
            }
            catch (Exception e)
            {
                job.Failure = e;
            }

            Add(new(null, job));
        }
    }

    /// <summary>Has a question answered on the pipeline thread. From any thread.</summary>
    internal async Task<T> InvokeAsync<T>(Func<T> ask, CancellationToken cancel)
    {
        var reply = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelRegistration = cancel.Register(() => reply.TrySetCanceled(cancel));
        using var stopRegistration = stop.Token.Register(() => reply.TrySetCanceled(stop.Token));
        Post(() =>
        {
            if (reply.Task.IsCompleted) return;
            // An earlier record may have ended the pipeline; the callbacks that report it may come later.
            if (stop.IsCancellationRequested)
            {
                reply.TrySetCanceled(stop.Token);
                return;
            }

            try
            {
                reply.TrySetResult(ask());
            }
            catch
            {
                // The host ends the pipeline, or cannot ask: that is not an answer.
                reply.TrySetCanceled();
                throw;
            }
        });
        return await reply.Task;
    }

    /// <summary>Writes the records that have arrived.</summary>
    internal void Drain()
    {
        while (records.TryTake(out var record)) Take(record.Write, record.Ended);
    }

    /// <summary>Writes until all work has ended.</summary>
    /// <exception cref="PumpFailure">Some work has failed.</exception>
    /// <exception cref="PipelineStoppedException">The pipeline is being stopped.</exception>
    internal void Run(PumpJob? job = null)
    {
        try
        {
            while (job is null ? openCount > 0 : !job.Ended)
            {
                var (write, endedJob) = Next();
                Take(write, endedJob);
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for an end that may not come: for <paramref name="job"/>, or else for all work.</summary>
    /// <param name="limit">The longest that may be waited.</param>
    /// <param name="write">False where nothing may be written any more.</param>
    /// <param name="job">The work to wait for.</param>
    internal void Settle(TimeSpan limit, bool write, PumpJob? job = null)
    {
        var clock = Stopwatch.StartNew();
        while (job is null ? openCount > 0 : !job.Ended)
        {
            var remainder = limit - clock.Elapsed;
            if (remainder <= TimeSpan.Zero || !TryNext(remainder, CancellationToken.None, out var record))
            {
                Wake();
                return;
            }

            if (record.Ended is { } endedJob) End(endedJob);
            else if (write) record.Write!();
        }
    }

    private void Add(PumpRecord record)
    {
        lock (records)
        {
            Wake();
            records.Add(record);
        }
    }

    /// <summary>The next record, until the pump is stopped.</summary>
    private PumpRecord Next()
    {
        TryNext(Timeout.InfiniteTimeSpan, stop.Token, out var record);
        // In a simulated world the thread was resumed, and continues in its turn.
        if (isTurnDue) foreach (var presence in restingPresences) presence.TakeTurn(stop.Token);
        isTurnDue = false;
        return record;
    }

    /// <summary>Waits for the next record; a simulated world knows that the thread waits.</summary>
    private bool TryNext(TimeSpan limit, CancellationToken stop, out PumpRecord record)
    {
        lock (records)
        {
            if (records.TryTake(out record)) return true;
            if (!rests)
            {
                restingPresences = [.. presences.Distinct()];
                foreach (var presence in restingPresences) presence.Rest();
            }

            rests = true;
        }

        try
        {
            return records.TryTake(out record, (int)limit.TotalMilliseconds, stop);
        }
        catch (OperationCanceledException)
        {
            Wake();
            throw;
        }
    }

    private void Wake()
    {
        lock (records)
        {
            if (!rests) return;
            foreach (var presence in restingPresences) presence.Wake();
            (rests, isTurnDue) = (false, true);
        }
    }

    private void Take(Action? write, PumpJob? job)
    {
        if (job is null)
        {
            try
            {
                write!();
            }
            catch
            {
                // A cmdlet downstream has stopped the pipeline. Other cmdlets may run before this one is disposed.
                Cancel();
                throw;
            }

            return;
        }

        End(job);
        if (job.Failure is null) return;
        if (stop.IsCancellationRequested && job.Failure is OperationCanceledException) return;
        throw new PumpFailure(job.Failure, job.Given);
    }

    private void End(PumpJob job)
    {
        job.Ended = true;
        openCount--;
    }
}
